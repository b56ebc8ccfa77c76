using Ledger.Node.Anchoring;
using Ledger.Node.Log;
using Microsoft.Extensions.Logging;

namespace Ledger.Node;

/// <summary>What the chain remembers of the node's own log, asked before the log opens: it must all be there.</summary>
internal static partial class ChainMemory
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The newest anchor; nothing where there is none or the chain does not answer within five seconds.</summary>
    public static async Task<IReadOnlyList<KnownCheckpoint>> OfAsync(
        NodeOptions options, AnchorReader? chain, ILoggerFactory loggers, CancellationToken cancel)
    {
        if (chain is null)
        {
            return [];
        }

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            return await chain.KnownAsync(options.Origin, patience.Token) is KnownCheckpoint known ? [known] : [];
        }
        catch (Exception e) when (e is EvmException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            Unreachable(loggers.CreateLogger(typeof(ChainMemory).FullName!), e.Message);
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The chain does not answer; the log was not compared with its anchors: {Reason}")]
    private static partial void Unreachable(ILogger logger, string reason);
}
