using Ledger.Node.Log;
using Ledger.Node.Seals;

namespace Ledger.Node.Licences;

/// <summary>Issuing many licences at once: made ready in pieces, entered in one turn.</summary>
internal sealed partial class LicenceRegister
{
    /// <summary>The most licences issued by one call.</summary>
    public const int MaximumIssued = 1_000;

    // As many as there are lanes for hashes; signatures take two turns of eight.
    private const int Together = 16;

    // A holder, or a dependent licence, that somebody else changes in between costs another round.
    private const int Rounds = 4;

    // Of calls with more than so many together one is made ready after the other, each on all processors that the writer leaves. Side by side they would all be ready at the same moment,
    // and while the writer enters them the other processors would have nothing to do.
    private readonly SemaphoreSlim _preparing = new(1);

    /// <summary>Issues licences in one turn and with one sync of the disk; each by itself succeeds or is refused.</summary>
    /// <param name="authority">The caller's authority, which must be the issuer of all.</param>
    /// <param name="items">1 to 1,000.</param>
    /// <param name="alone">What a system may issue without a second person; null where one approved, or one licence is not many.</param>
    /// <param name="cancel">Stops waiting; they may be issued all the same.</param>
    /// <returns>What became of each, in the same order.</returns>
    /// <exception cref="LedgerException">The ledger does not write, the outcome of all is unknown, or as <see cref="BatchAllowance.Take"/>.</exception>
    public Task<IReadOnlyList<IssueOutcome>> IssueManyAsync(
        string authority, IReadOnlyList<IssueItem> items, BatchAllowance? alone, CancellationToken cancel) =>
        IssueManyAsync(authority, items.Count, places => [.. places.Select(place => ((IssueItem?)items[place], (LedgerException?)null))], alone, cancel);

    /// <summary>
    /// As the other, of items that are read when they are made ready and forgotten then: of a thousand requests most of what is read would otherwise
    /// stay in memory until the last is on the disk.
    /// </summary>
    /// <param name="authority">The caller's authority, which must be the issuer of all.</param>
    /// <param name="count">How many there are, 1 to 1,000.</param>
    /// <param name="read">Reads them. What it throws ends the call, and nothing is issued.</param>
    /// <param name="alone">What a system may issue without a second person; null where one approved, or one licence is not many.</param>
    /// <param name="cancel">Stops waiting; they may be issued all the same.</param>
    /// <returns>What became of each, in the same order.</returns>
    /// <exception cref="LedgerException">As the other.</exception>
    public async Task<IReadOnlyList<IssueOutcome>> IssueManyAsync(
        string authority, int count, IssueReading read, BatchAllowance? alone, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumIssued);
        ledger.RequireWriting();
        IssueOutcome?[] outcomes = new IssueOutcome?[count];
        for (int round = 0; round < Rounds && outcomes.Contains(null); round++)
        {
            PreparedIssue?[] prepared = await PrepareInTurnAsync(authority, read, outcomes, cancel);
            EnteredIssue?[] entered = new EnteredIssue?[count];
            IReadOnlyList<LogReceipt?> receipts = await EnterAsync(prepared, entered, outcomes, alone, cancel);
            using LedgerRead rows = ledger.Read();
            for (int i = 0; i < count; i++)
            {
                if (receipts[i] is LogReceipt receipt)
                {
                    outcomes[i] = new IssueOutcome(
                        entered[i] is { } one ? new IssuedLicence(receipt, LicenceTable.Read(one.Row), one.CheckCode) : IssuedAt(rows, receipt), Refusal: null);
                }
            }
        }

        LicenceMetrics.Issued(outcomes.Count(outcome => outcome?.Issued is not null));
        await NoteAttemptsAsync(authority, read, outcomes);
        return [.. outcomes.Select(outcome => outcome ?? new IssueOutcome(null, new LedgerException(
            LedgerError.Busy, "持证主体或其证照正被他人变动，请稍后重试。", "The holder, or a licence of the holder, is just being changed by others; try again later.")))];
    }

    private async Task<PreparedIssue?[]> PrepareInTurnAsync(
        string authority, IssueReading read, IssueOutcome?[] outcomes, CancellationToken cancel)
    {
        if (outcomes.Length <= Together)
        {
            return await PrepareAsync(authority, read, outcomes, cancel);
        }

        await _preparing.WaitAsync(cancel);
        try
        {
            return await PrepareAsync(authority, read, outcomes, cancel);
        }
        finally
        {
            _preparing.Release();
        }
    }

    /// <summary>Makes ready what has no outcome yet; repetitions and refusals get theirs.</summary>
    private async Task<PreparedIssue?[]> PrepareAsync(
        string authority, IssueReading read, IssueOutcome?[] outcomes, CancellationToken cancel)
    {
        PreparedIssue?[] prepared = new PreparedIssue?[outcomes.Length];
        using LedgerRead rows = ledger.Read();
        using LicencePreparation preparation = new(rows, types, materials, holders, keys, vault, maker, seals.DeskOf(rows), Today, outcomes.Length);
        int[] open = [.. Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i] is null)];
        if (open.Length <= Together)
        {
            PrepareSome(open);
            return prepared;
        }

        await BesideWriter.ForEachAsync(ledger, [.. open.Chunk(Together)], PrepareSome, cancel);
        return prepared;

        void PrepareSome(int[] places)
        {
            // Asked before anything slow is done, too: a repeated request costs no signature.
            List<(int Place, IssueItem Item)> fresh = [];
            foreach ((int place, (IssueItem? item, LedgerException? refusal)) in places.Zip(read(places)))
            {
                outcomes[place] = refusal is null ? FindDone(rows, item!.Key) : new IssueOutcome(Issued: null, refusal);
                if (outcomes[place] is null)
                {
                    fresh.Add((place, item!));
                }
            }

            foreach (((int place, _), (PreparedIssue? issue, LedgerException? refusal)) in
                fresh.Zip(preparation.Prepare(authority, [.. fresh.Select(one => one.Item)])))
            {
                prepared[place] = issue;
                outcomes[place] = refusal is null ? null : new IssueOutcome(Issued: null, refusal);
            }
        }
    }

    private IssueOutcome? FindDone(LedgerRead rows, RequestKey key)
    {
        try
        {
            return rows.ReceiptOf(key) is LogReceipt done ? new IssueOutcome(IssuedAt(rows, done), Refusal: null) : null;
        }
        catch (LedgerException refusal)
        {
            return new IssueOutcome(Issued: null, refusal);
        }
    }

    /// <summary>Enters what was made ready, all in one turn. A refusal is noted, and leaves the others as they are.</summary>
    /// <returns>
    /// The receipts; beside them, in <paramref name="entered"/>, those that were not entered before, of which <paramref name="prepared"/> has nothing any more.
    /// </returns>
    private async Task<IReadOnlyList<LogReceipt?>> EnterAsync(
        PreparedIssue?[] prepared, EnteredIssue?[] entered, IssueOutcome?[] outcomes, BatchAllowance? alone, CancellationToken cancel)
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
                entered[i] = receipt is { Replayed: false } && LicenceTable.RowOf(write, one.Issued.Handle) is byte[] row ? new(row, one.CheckCode) : null;
                prepared[i] = null; // the turn's changes have it now
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
    private async Task NoteAttemptsAsync(
        string authority, IssueReading read, IssueOutcome?[] outcomes)
    {
        int[] refused = [.. Enumerable.Range(0, outcomes.Length)
            .Where(i => outcomes[i]?.Refusal is { Error: LedgerError.SealNotInForce or LedgerError.SealNotGranted })];
        IEnumerable<(IssueLicence Request, LedgerError Error)> tried = refused.Chunk(Together).SelectMany(places => read(places))
            .Zip(refused, (one, i) => (one.Item!.Request, outcomes[i]!.Refusal!.Error));
        foreach (IGrouping<(SealUserName User, string Type), LedgerError> attempts in tried.GroupBy(
            one => (new SealUserName(authority, one.Request.Decision.System), one.Request.Type), one => one.Error))
        {
            await seals.Attempts.NoteAsync(attempts.Key.User, attempts.Key.Type, attempts.Last(), attempts.Count());
        }
    }

    private sealed record EnteredIssue(byte[] Row, string CheckCode)
    {
        public override string ToString() => nameof(EnteredIssue);
    }
}
