using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>A turn that waits in the writer's queue, and its caller who waits for the answer.</summary>
internal abstract class PendingTurn
{
    /// <summary>Runs the turn in a group. What it throws is kept for its caller.</summary>
    /// <exception cref="StoreException">The store is damaged: no turn can go on.</exception>
    public abstract void Run(LogGroup group);

    /// <summary>Answers, now that all that the turn saw and did is on the disk and signed.</summary>
    public abstract void Complete(LogHead? head);

    /// <summary>Answers that the turn did not come about, or that nobody knows.</summary>
    public abstract void Fail(LedgerException refusal);
}

/// <inheritdoc/>
/// <param name="request">Recognises repetitions, or null.</param>
/// <param name="turn">What to do.</param>
/// <param name="signed">Makes the answer complete with the signed head.</param>
/// <param name="cancel">Given up before its turn comes, it is not run.</param>
internal sealed class PendingTurn<T>(
    RequestKey? request, Func<LedgerWrite, T> turn, Func<T, LogHead?, T> signed, CancellationToken cancel) : PendingTurn
{
    // The caller goes on elsewhere, never on the writer's thread.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<LogHead?, T>? _result;
    private Exception? _refusal;

    /// <summary>The answer.</summary>
    public Task<T> Answer => _answer.Task;

    /// <inheritdoc/>
    public override void Run(LogGroup group)
    {
        try
        {
            cancel.ThrowIfCancellationRequested();
            using LedgerWrite write = group.Open(request);
            T result = turn(write);
            write.Close();
            group.Keep(write);
            _result = head => signed(result, head);
        }
        catch (Exception refusal) when (refusal is not StoreException)
        {
            _refusal = refusal;
        }
    }

    /// <inheritdoc/>
    public override void Complete(LogHead? head)
    {
        switch (_refusal)
        {
            case null:
                _answer.SetResult(_result!(head));
                break;
            case OperationCanceledException cancelled:
                _answer.SetCanceled(cancelled.CancellationToken);
                break;
            default:
                _answer.SetException(_refusal);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Fail(LedgerException refusal) => _answer.TrySetException(refusal);
}
