using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Renewals;

/// <summary>
/// 免申即办: drafts of renewals, and their confirmation. A draft is worked out when somebody asks; the confirmation is the issuing of the
/// next version, and names the draft by its digest. The folder's only door.
/// </summary>
internal sealed partial class RenewalRegister(LedgerWriter ledger, LicenceTypes types, LicenceRegister licences, TimeProvider time)
{
    private DateOnly Today => LicenceDate.InChina(time.GetUtcNow());

    /// <summary>The draft of one licence of the caller's own authority, as of now.</summary>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: absent, another authority's, or erased. <see cref="LedgerError.WrongState"/>: it has no draft, with
    /// the reason.
    /// </exception>
    public RenewalDraft Draft(string authority, string identifier)
    {
        using LedgerRead rows = ledger.Read();
        return Draft(rows, authority, identifier);
    }

    /// <summary>Confirms a draft: issues the next version, which takes the licence's place in the same turn.</summary>
    /// <param name="authority">The caller's authority, the issuer.</param>
    /// <param name="identifier">The licence to be renewed.</param>
    /// <param name="confirmation">What the holder agreed to.</param>
    /// <param name="decision">The ground; an empty legal basis stands for the one that the type names.</param>
    /// <param name="key">Makes repetition safe. The same draft confirmed again under another key gives the same version.</param>
    /// <param name="cancel">Stops waiting; the version may be issued all the same.</param>
    /// <exception cref="LedgerException">
    /// As <see cref="Draft(string, string)"/> and <see cref="RenewalDraft.Require"/>, or the decision is wrong.
    /// </exception>
    public async Task<IssuedLicence> ConfirmAsync(
        string authority, string identifier, RenewalConfirmation confirmation, Decision decision, RequestKey key, CancellationToken cancel)
    {
        ledger.RequireWriting();
        NextVersion next;
        using (LedgerRead rows = ledger.Read())
        {
            if ((licences.FindIssued(rows, key) ?? FindConfirmed(rows, authority, identifier, confirmation)) is IssuedLicence done)
            {
                return done;
            }

            RenewalDraft draft = Draft(rows, authority, identifier);
            draft.Require(confirmation);
            Decision sealedBeside = decision with
            {
                ConfirmedBy = confirmation.ConfirmedBy,
                RestsOn = confirmation.Draft,
                Checked = [.. draft.ToBeChecked],
            };
            next = draft.Next(sealedBeside, Today);
        }

        try
        {
            return await licences.IssueNextAsync(authority, identifier, next, key, cancel);
        }
        catch (LedgerException refusal) when (refusal.Error is LedgerError.WrongState or LedgerError.AlreadyExists)
        {
            // Another confirmation of the same draft may have come first.
            using LedgerRead rows = ledger.Read();
            if (FindConfirmed(rows, authority, identifier, confirmation) is IssuedLicence done)
            {
                return done;
            }

            throw;
        }
    }

    private RenewalDraft Draft(LedgerRead rows, string authority, string identifier) =>
        new RenewalDrafting(rows, types, licences, Today).Draft(LicenceRegister.Own(rows, authority, identifier));

    /// <summary>The version that a confirmation of the same draft brought about before, or null.</summary>
    private IssuedLicence? FindConfirmed(LedgerRead rows, string authority, string identifier, RenewalConfirmation confirmation)
    {
        Licence licence = LicenceRegister.Own(rows, authority, identifier);
        return licence.SuccessorHandle is { } handle
            && LicenceTable.Find(rows, handle) is { Act: LicenceAct.Renewal } successor
            && licences.Open(rows, successor).Decision.RestsOnSm3.Span.SequenceEqual(confirmation.Draft.Span)
            ? licences.AsIssued(rows, successor)
            : null;
    }
}
