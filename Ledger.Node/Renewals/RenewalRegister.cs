using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Renewals;

/// <summary>
/// 免申即办: drafts of renewals, and their confirmation. A draft is worked out when somebody asks; the confirmation is the issuing of the
/// next version, and names the draft by its digest. The folder's only door.
/// </summary>
internal sealed class RenewalRegister(
    LedgerWriter ledger, LicenceTypes types, MaterialTypes materials, LicenceRegister licences, HolderSecrets secrets, TimeProvider time)
{
    /// <summary>The most days ahead that a list looks.</summary>
    public const int FurthestAhead = 366;

    /// <summary>The most index rows that one page looks at.</summary>
    public const int MostExamined = 2000;

    private readonly LicenceCursors _cursors = new(secrets);

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

    /// <summary>The same; null where there is none, whatever the reason.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, or another authority's.</exception>
    public RenewalDraft? Find(string authority, string identifier)
    {
        using LedgerRead rows = ledger.Read();
        return new RenewalDrafting(rows, types, materials, licences, Today).Find(LicenceRegister.Own(rows, authority, identifier));
    }

    /// <summary>The drafts of the caller's own authority whose licences end soon, in the order of their last days.</summary>
    /// <param name="authority">The caller's authority, the issuer.</param>
    /// <param name="within">Days ahead, 1 to <see cref="FurthestAhead"/>. A draft is there only once the window of its type is open.</param>
    /// <param name="paging">Which page.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: too many days, or the cursor belongs to another list.</exception>
    public RenewalPage List(string authority, int within, LicencePaging paging)
    {
        ArgumentNullException.ThrowIfNull(paging);
        if (within is < 1 or > FurthestAhead)
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"天数应为 1 至 {FurthestAhead}。", $"It is 1 to {FurthestAhead} days.", "/within");
        }

        using LedgerRead rows = ledger.Read();
        DateOnly today = Today;
        RenewalDrafting drafting = new(rows, types, materials, licences, today);
        string scope = $"renewals\n{authority}\n{within}";
        byte[]? position = paging.Cursor is string cursor ? _cursors.Read(scope, cursor) : null;
        List<RenewalDraft> drafts = [];
        int examined = 0;
        foreach (LicenceHit hit in LicenceRange.ReadAll(RangesOf(authority, today, today.AddDays(within)), rows, position, MostExamined + 1))
        {
            if (drafts.Count == paging.Limit || examined == MostExamined)
            {
                return new RenewalPage(drafts, _cursors.Write(scope, position!));
            }

            examined++;
            position = hit.Position;
            if (drafting.Find(LicenceTable.Get(rows, hit.Handle)) is RenewalDraft draft)
            {
                drafts.Add(draft);
            }
        }

        return new RenewalPage(drafts, Cursor: null);
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

    private static LicenceRange[] RangesOf(string authority, DateOnly first, DateOnly last)
    {
        IndexedState[] notEnded = [IndexedState.Issued, IndexedState.IssuedAhead, IndexedState.Suspended];
        return [.. notEnded.Select(state => new LicenceRange(
            Column.LicencesByState, LicenceIndex.StatePrefix(authority, state), LicenceIndex.Day(first), LicenceIndex.Day(last.AddDays(1))))];
    }

    private RenewalDraft Draft(LedgerRead rows, string authority, string identifier) =>
        new RenewalDrafting(rows, types, materials, licences, Today).Draft(LicenceRegister.Own(rows, authority, identifier));

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
