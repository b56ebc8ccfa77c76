using Ledger.Crypto.Transparency;
using Ledger.Node.Anchoring;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Microsoft.Extensions.Logging;

namespace Ledger.Node;

/// <summary>
/// What others remember of the node's own log, asked before the log signs anything: all of it must be there. A database, a head
/// file and a lock file that were rolled back together can be recognised by nobody else.
/// </summary>
internal sealed partial class OthersMemory(
    NodeOptions options, NoteVerifier ownKey, AnchorReader? chain, WitnessClient witnesses, TlogPolicy? policy, ILogger<OthersMemory> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<WitnessPeer> _peers = [.. options.Witnesses, .. options.MapAuditors];

    /// <summary>
    /// Asks everybody at once, for at most five seconds. Their word is believed only where this log's own signature is under it.
    /// </summary>
    /// <returns>What they remember, or null when too few answered to be sure that nothing was forgotten.</returns>
    public async Task<IReadOnlyList<KnownCheckpoint>?> AskAsync(CancellationToken cancel)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        Task<(bool HasAnswered, KnownCheckpoint? Known)> chainAnswer = AskChainAsync(patience.Token, cancel);
        (bool HasAnswered, KnownCheckpoint? Known)[] answers =
            await Task.WhenAll(_peers.Select(peer => AskPeerAsync(peer, patience.Token, cancel)));
        (bool hasChainAnswered, KnownCheckpoint? anchored) = await chainAnswer;
        HashSet<NoteVerifier> silent = [.. _peers.Zip(answers).Where(pair => !pair.Second.HasAnswered).Select(pair => pair.First.Verifier())];
        return IsEnough(hasChainAnswered, silent)
            ? [.. answers.Select(answer => answer.Known).Append(anchored).OfType<KnownCheckpoint>()]
            : null;
    }

    /// <summary>
    /// The chain's answer is enough, for it holds what is anchored. Without it so many peers have to answer that those who did not
    /// cannot have made a quorum by themselves: then one who answers remembers every checkpoint that ever had one.
    /// </summary>
    private bool IsEnough(bool hasChainAnswered, HashSet<NoteVerifier> silent) =>
        hasChainAnswered
        || (chain is null && _peers.Count == 0)
        || (silent.Count < _peers.Count && (policy is null || policy.Quorum == TlogPolicy.NoQuorum || !policy.IsMetBy(silent)));

    private async Task<(bool HasAnswered, KnownCheckpoint? Known)> AskChainAsync(CancellationToken patience, CancellationToken cancel)
    {
        if (chain is null)
        {
            return (false, null);
        }

        try
        {
            return (true, await chain.KnownAsync(options.Origin, patience));
        }
        catch (Exception e) when (e is EvmException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            LogSilence(logger, "chain", e.Message);
            return (false, null);
        }
    }

    private async Task<(bool HasAnswered, KnownCheckpoint? Known)> AskPeerAsync(
        WitnessPeer peer, CancellationToken patience, CancellationToken cancel)
    {
        (RememberedCheckpoint? answer, string reason) = await witnesses.RememberedAsync(peer.Address, ownKey, patience);
        cancel.ThrowIfCancellationRequested();
        if (answer is not { IsWhole: true })
        {
            LogSilence(logger, peer.Name, reason);
        }

        return (answer is { IsWhole: true }, answer?.Checkpoint is Checkpoint seen ? new KnownCheckpoint(peer.Name, seen.Size, seen.Root) : null);
    }

    [LoggerMessage(LogLevel.Warning, "{Source} does not say what it remembers of this log: {Reason}")]
    private static partial void LogSilence(ILogger logger, string source, string reason);
}
