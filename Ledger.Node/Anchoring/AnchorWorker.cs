using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Anchoring;

/// <summary>
/// Follows the log and anchors its newest signed checkpoint from time to time. One anchor is under way at a time; the
/// next covers everything since. Can be killed at any line: the journal and the chain say how to go on.
/// </summary>
internal sealed partial class AnchorWorker(
    AnchorOptions options,
    AnchorSource source,
    AnchorJournal journal,
    AnchorReader reader,
    Secp256k1Key key,
    TimeProvider time,
    ILogger<AnchorWorker> logger) : BackgroundService
{
    private readonly AnchorSender _sender = new(options, reader, key, time);
    private readonly Digest _origin = journal.Origin;
    private volatile AnchorState _state = new(0, 0, null, IsLate: false, null, null);

    /// <summary>How far anchoring is. Kept up by every step.</summary>
    public AnchorState State => _state;

    /// <summary>Anchors until cancelled. Only a failing store ends it sooner.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        DateTimeOffset next = time.GetUtcNow();
        while (!cancel.IsCancellationRequested)
        {
            bool isDue = time.GetUtcNow() >= next;
            await StepAsync(isDue, cancel);
            if (isDue && _state.LastError is null)
            {
                next = time.GetUtcNow().AddSeconds(options.IntervalSeconds);
            }

            await Task.Delay(TimeSpan.FromSeconds(options.PollSeconds), time, cancel);
        }
    }

    /// <summary>Gets on as far as is possible now: settles what is under way and, if due, makes the next anchor.</summary>
    public async Task StepAsync(bool isDue, CancellationToken cancel)
    {
        Anchor? head = source.Head();
        string? error = null;
        EvmError? failure = null;
        try
        {
            if (_state.Mismatch is null)
            {
                error = await AdvanceAsync(head, isDue, cancel);
            }
        }
        catch (EvmException e)
        {
            (error, failure) = (e.Message, e.Error);
        }

        Report(head, error, failure);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    private async Task<string?> AdvanceAsync(Anchor? head, bool isDue, CancellationToken cancel)
    {
        reader.Network.Recheck();
        await CompareAsync(await reader.HeadAsync(_origin, cancel), head, cancel);
        while (_state.Mismatch is null && journal.Outstanding() is AnchorEntry entry)
        {
            AnchorSighting sighting = await _sender.LookAsync(entry, cancel);
            if (!await SettleAsync(entry, sighting, head, cancel))
            {
                return sighting.Reason;
            }
        }

        if (isDue && _state.Mismatch is null && head is not null && head.Size > AnchoredSize())
        {
            await AnchorAsync(head, cancel);
        }

        return null;
    }

    private async Task AnchorAsync(Anchor head, CancellationToken cancel)
    {
        AnchorHead chain = await reader.HeadAsync(_origin, cancel);
        if (chain.Size >= head.Size)
        {
            return; // It is there, though the journal gave it up: the next step takes it over from the chain.
        }

        AnchorEntry entry = await _sender.PrepareAsync(chain, head, cancel);
        journal.Put(entry);

        // From here a crash loses nothing: the next start finds the entry and sends the same bytes.
        await _sender.SendAsync(entry, cancel);
        LogSent(logger, head.Size, entry.Nonce, entry.Transaction);
    }

    private long AnchoredSize() => journal.LatestFinalEntry(long.MaxValue)?.Anchor.Size ?? 0;

    private void Report(Anchor? head, string? error, EvmError? failure)
    {
        AnchorState before = _state;
        DateTimeOffset now = time.GetUtcNow();
        long anchored = AnchoredSize();
        long size = head?.Size ?? 0;
        DateTimeOffset? since = size > anchored
            ? (anchored == before.AnchoredSize ? before.PendingSince : null) ?? journal.Outstanding()?.Since ?? now
            : null;
        bool isLate = now - since > TimeSpan.FromSeconds(options.MaximumLagSeconds);
        _state = new AnchorState(anchored, size, since, isLate, error, before.Mismatch) { Failure = failure };
        if (error is not null && error != before.LastError)
        {
            LogHeldUp(logger, error);
        }
    }

    [LoggerMessage(LogLevel.Information, "An anchor of {Size} entries was sent with nonce {Nonce}: transaction {Transaction}.")]
    private static partial void LogSent(ILogger logger, long size, long nonce, Digest transaction);

    [LoggerMessage(LogLevel.Information, "The anchor of {Size} entries is final in block {Block}: transaction {Transaction}.")]
    private static partial void LogFinal(ILogger logger, long size, long block, Digest transaction);

    [LoggerMessage(LogLevel.Information, "The chain had an anchor of {Size} entries that the journal had not: transaction {Transaction}.")]
    private static partial void LogAdopted(ILogger logger, long size, Digest transaction);

    [LoggerMessage(LogLevel.Information, "The anchor of {Size} entries is left to the next: transaction {Transaction}.")]
    private static partial void LogGivenUp(ILogger logger, long size, Digest transaction);

    [LoggerMessage(LogLevel.Warning, "The anchor of {Size} entries was in a block that is gone; it is sent again: transaction {Transaction}.")]
    private static partial void LogReorganised(ILogger logger, long size, Digest transaction);

    [LoggerMessage(LogLevel.Error, "The anchor of {Size} entries was final and is gone from the chain: transaction {Transaction}.")]
    private static partial void LogVanished(ILogger logger, long size, Digest transaction);

    [LoggerMessage(LogLevel.Warning, "Anchoring is held up. {Reason}")]
    private static partial void LogHeldUp(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Critical, "Anchoring stops: this log was rolled back, or copied and written on. {Reason}")]
    private static partial void LogMismatch(ILogger logger, string reason);
}
