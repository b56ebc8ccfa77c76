using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>A signed checkpoint and the rows it stands for, until the next one takes its place.</summary>
internal sealed class PublishedHead(LogHead? head, StateStore store) : IDisposable
{
    private readonly StoreSnapshot _rows = store.Snapshot();
    private readonly TaskCompletionSource _replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The checkpoint; null before the first event and in quarantine.</summary>
    public LogHead? Head => head;

    /// <summary>Ends when there is a newer one.</summary>
    public Task Replaced => _replaced.Task;

    /// <summary>Opens the rows, or null when a newer head has taken over and nobody reads these any more.</summary>
    public LedgerRead? TryRead() => _rows.TryHold() ? new LedgerRead(store, _rows, head) : null;

    /// <summary>Gives way to a newer one. Those who read go on reading.</summary>
    public void Dispose()
    {
        _rows.Dispose();
        _replaced.SetResult();
    }
}
