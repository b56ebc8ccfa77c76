using Ledger.Node.Log;
using Ledger.Node.Seals;

namespace Ledger.Node.Licences;

/// <summary>Issuing: first versions, next versions, and many at once.</summary>
internal sealed partial class LicenceRegister
{
    /// <summary>The most licences issued by one call.</summary>
    public const int MaximumIssued = 1_000;

    // As many as there are lanes for hashes; signatures take two turns of eight.
    private const int Together = 16;

    // A holder, or a dependent licence, that somebody else changes in between costs another round.
    private const int Rounds = 4;

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

    /// <summary>Issues licences in one turn and with one sync of the disk; each by itself succeeds or is refused.</summary>
    /// <param name="authority">The caller's authority, which must be the issuer of all.</param>
    /// <param name="items">1 to 1,000.</param>
    /// <param name="alone">What a system may issue without a second person; null where one approved, or one licence is not many.</param>
    /// <param name="cancel">Stops waiting; they may be issued all the same.</param>
    /// <returns>What became of each, in the same order.</returns>
    /// <exception cref="LedgerException">The ledger does not write, the outcome of all is unknown, or as <see cref="BatchAllowance.Take"/>.</exception>
    public async Task<IReadOnlyList<IssueOutcome>> IssueManyAsync(
        string authority, IReadOnlyList<IssueItem> items, BatchAllowance? alone, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items.Count, MaximumIssued);
        ledger.RequireWriting();
        IssueOutcome?[] outcomes = new IssueOutcome?[items.Count];
        for (int round = 0; round < Rounds && outcomes.Contains(null); round++)
        {
            PreparedIssue?[] prepared = await PrepareAsync(authority, items, outcomes, cancel);
            byte[]?[] entered = new byte[]?[items.Count];
            IReadOnlyList<LogReceipt?> receipts = await EnterAsync(prepared, entered, outcomes, alone, cancel);
            using LedgerRead rows = ledger.Read();
            for (int i = 0; i < items.Count; i++)
            {
                if (receipts[i] is LogReceipt receipt)
                {
                    outcomes[i] = new IssueOutcome(
                        entered[i] is byte[] row ? new IssuedLicence(receipt, LicenceTable.Read(row), prepared[i]!.CheckCode) : IssuedAt(rows, receipt), Refusal: null);
                }
            }
        }

        LicenceMetrics.Issued(outcomes.Count(outcome => outcome?.Issued is not null));
        await NoteAttemptsAsync(authority, items, outcomes);
        return [.. outcomes.Select(outcome => outcome ?? new IssueOutcome(null, new LedgerException(
            LedgerError.Busy, "持证主体或其证照正被他人变动，请稍后重试。", "The holder, or a licence of the holder, is just being changed by others; try again later.")))];
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

    /// <summary>Makes ready what has no outcome yet; repetitions and refusals get theirs.</summary>
    private async Task<PreparedIssue?[]> PrepareAsync(
        string authority, IReadOnlyList<IssueItem> items, IssueOutcome?[] outcomes, CancellationToken cancel)
    {
        PreparedIssue?[] prepared = new PreparedIssue?[items.Count];
        using LedgerRead rows = ledger.Read();
        using LicencePreparation preparation = new(rows, types, materials, holders, keys, vault, maker, seals.DeskOf(rows), Today, items.Count);
        int[] open = [.. Enumerable.Range(0, items.Count).Where(i => outcomes[i] is null)];
        if (open.Length <= Together)
        {
            PrepareSome(open);
            return prepared;
        }

        ParallelOptions both = new() { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(open.Chunk(Together), both, (places, _) =>
        {
            PrepareSome(places);
            return ValueTask.CompletedTask;
        });
        return prepared;

        void PrepareSome(int[] places)
        {
            // Asked before anything slow is done, too: a repeated request costs no signature.
            int[] fresh = [.. places.Where(IsFresh)];
            foreach ((int i, (PreparedIssue? issue, LedgerException? refusal)) in fresh.Zip(preparation.Prepare(authority, [.. fresh.Select(i => items[i])])))
            {
                prepared[i] = issue;
                outcomes[i] = refusal is null ? null : new IssueOutcome(Issued: null, refusal);
            }
        }

        bool IsFresh(int i)
        {
            try
            {
                outcomes[i] = rows.ReceiptOf(items[i].Key) is LogReceipt done ? new IssueOutcome(IssuedAt(rows, done), Refusal: null) : null;
            }
            catch (LedgerException refusal)
            {
                outcomes[i] = new IssueOutcome(Issued: null, refusal);
            }

            return outcomes[i] is null;
        }
    }

    /// <summary>Enters what was made ready, all in one turn. A refusal is noted, and leaves the others as they are.</summary>
    /// <returns>The receipts; beside them, in <paramref name="entered"/>, the rows of those that were not entered before.</returns>
    private async Task<IReadOnlyList<LogReceipt?>> EnterAsync(
        PreparedIssue?[] prepared, byte[]?[] entered, IssueOutcome?[] outcomes, BatchAllowance? alone, CancellationToken cancel)
    {
        if (prepared.All(one => one is null))
        {
            return new LogReceipt?[prepared.Length];
        }

        DateOnly today = Today;
        return await ledger.WriteAsync(EnterAll, cancel);

        IReadOnlyList<LogReceipt?> EnterAll(LedgerWrite write)
        {
            SealDesk desk = seals.DeskOf(write);
            LogReceipt?[] receipts = [.. prepared.Select((one, i) => one is null ? null : EnterOne(write, desk, one, i))];
            alone?.Take(write, receipts.Count(receipt => receipt is { Replayed: false }));
            return receipts;
        }

        LogReceipt? EnterOne(LedgerWrite write, SealDesk desk, PreparedIssue one, int i)
        {
            int before = write.Count;
            try
            {
                LogReceipt? receipt = one.Enter(write, holders, desk, today);
                entered[i] = receipt is { Replayed: false } ? LicenceTable.RowOf(write, one.Issued.Handle) : null;
                return receipt;
            }
            catch (LedgerException refusal) when (write.Count == before)
            {
                outcomes[i] = new IssueOutcome(Issued: null, refusal);
                return null;
            }
        }
    }

    /// <summary>Who tried to seal without the right to is written down, in a turn of its own.</summary>
    private async Task NoteAttemptsAsync(string authority, IReadOnlyList<IssueItem> items, IssueOutcome?[] outcomes)
    {
        IEnumerable<(IssueLicence Request, LedgerError Error)> refused = items.Zip(outcomes)
            .Where(pair => pair.Second?.Refusal is { Error: LedgerError.SealNotInForce or LedgerError.SealNotGranted })
            .Select(pair => (pair.First.Request, pair.Second!.Refusal!.Error));
        foreach (IGrouping<(SealUserName User, string Type), LedgerError> attempts in refused.GroupBy(
            one => (new SealUserName(authority, one.Request.Decision.System), one.Request.Type), one => one.Error))
        {
            await seals.Attempts.NoteAsync(attempts.Key.User, attempts.Key.Type, attempts.Last(), attempts.Count());
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
