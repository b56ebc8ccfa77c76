using Ledger.Node.Log;

namespace Ledger.Node.Licences;

/// <summary>Issuing one licence: first versions and next versions.</summary>
internal sealed partial class LicenceRegister
{
    /// <summary>Issues a licence: checks, signs, seals the content under the holders' keys, and enters it in the log.</summary>
    /// <param name="authority">The caller's authority, which must be the issuer.</param>
    /// <param name="request">What to issue.</param>
    /// <param name="key">Makes repetition safe: the same request gives the same licence.</param>
    /// <param name="cancel">Stops waiting; the licence may be issued all the same.</param>
    /// <exception cref="LedgerException">
    /// A field is wrong, the issuer is not the caller, the identifier exists, the version before does not permit it, or the ledger does not write.
    /// </exception>
    public async Task<IssuedLicence> IssueAsync(string authority, IssueLicence request, RequestKey key, CancellationToken cancel)
    {
        ledger.RequireWriting();
        IssueOutcome outcome = await GatherAsync(authority, new IssueItem(request, key), cancel);
        return outcome.Issued ?? throw outcome.Refusal!;
    }

    /// <summary>
    /// Issues the next version of a licence, which ends the one before in the same turn: 变更, 延续, 换发, 更正 or 标准改造.
    /// </summary>
    /// <param name="authority">The caller's authority, which must have issued it.</param>
    /// <param name="identifier">The version before.</param>
    /// <param name="next">What changes.</param>
    /// <param name="key">Makes repetition safe.</param>
    /// <param name="cancel">Stops waiting; the version may be issued all the same.</param>
    /// <exception cref="LedgerException">Absent, another authority's, in no state for it, or a field is wrong.</exception>
    public async Task<IssuedLicence> IssueNextAsync(
        string authority, string identifier, NextVersion next, RequestKey key, CancellationToken cancel)
    {
        ledger.RequireWriting();
        IssueLicence request;
        using (LedgerRead rows = ledger.Read())
        {
            if (rows.ReceiptOf(key) is LogReceipt done)
            {
                return IssuedAt(rows, done);
            }

            Licence before = Own(rows, authority, identifier);
            before.RequireNext(next.Act, Today);
            request = next.Over(Open(rows, before), types.Find(next.Type ?? before.Identifier.Type)?.Validity.LastDayField);
        }

        return await IssueAsync(authority, request, key, cancel);
    }

    /// <summary>Says of each licence why it would be refused just now, or null; nothing is signed and nothing entered.</summary>
    /// <param name="authority">The caller's authority, which must be the issuer of all.</param>
    /// <param name="requests">What would be issued.</param>
    public IReadOnlyList<LedgerException?> FindRefusals(string authority, IEnumerable<IssueLicence> requests)
    {
        using LedgerRead rows = ledger.Read();
        using LicencePreparation preparation = new(rows, types, materials, holders, keys, vault, maker, seals.DeskOf(rows), Today, together: 1);
        return [.. requests.Select(request => Refusal(preparation, request))];

        LedgerException? Refusal(LicencePreparation preparation, IssueLicence request)
        {
            try
            {
                _ = preparation.Check(authority, request);
                return null;
            }
            catch (LedgerException refusal)
            {
                return refusal;
            }
        }
    }

    /// <summary>A licence as it was answered when it was issued.</summary>
    /// <param name="rows">Where to read.</param>
    /// <param name="licence">Which; that the caller may see it has been checked.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> where it was erased.</exception>
    public IssuedLicence AsIssued(LedgerRead rows, Licence licence) => IssuedAt(rows, rows.ReceiptAt(licence.IssuedIndex));

    /// <summary>The licence that a request issued before, or null.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.IdempotencyKeyReused"/>.</exception>
    public IssuedLicence? FindIssued(LedgerRead rows, RequestKey key) => rows.ReceiptOf(key) is LogReceipt done ? IssuedAt(rows, done) : null;

    private IssuedLicence IssuedAt(LedgerRead rows, LogReceipt receipt)
    {
        OpenedLicence opened = Open(rows, LicenceTable.GetIssuedAt(rows, receipt.Index));
        return new IssuedLicence(receipt, opened.Licence, opened.CheckCode);
    }
}
