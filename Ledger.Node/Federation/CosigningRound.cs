using Ledger.Node.Log;

namespace Ledger.Node.Federation;

/// <summary>One checkpoint that all witnesses are asked to cosign, until the next round: a quorum is of one checkpoint.</summary>
/// <param name="Head">The checkpoint.</param>
internal sealed record CosigningRound(LogHead Head)
{
    private readonly TaskCompletionSource<CosigningRound> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _quorum = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The round after this one.</summary>
    public Task<CosigningRound> Next => _next.Task;

    /// <summary>Ends when the checkpoint has its quorum.</summary>
    public Task Quorum => _quorum.Task;

    /// <summary>Gives way to the next round.</summary>
    public CosigningRound Follow(LogHead head)
    {
        CosigningRound next = new(head);
        _next.SetResult(next);
        return next;
    }

    /// <summary>Says that the checkpoint has its quorum.</summary>
    public void Succeed() => _quorum.TrySetResult();
}
