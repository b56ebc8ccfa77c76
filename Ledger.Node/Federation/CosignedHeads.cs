using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Node.Federation;

/// <summary>
/// Remembers the newest checkpoint of this log that enough witnesses and map auditors cosigned, and chooses under which one an
/// answer is given. A log grows faster than others can cosign it, so that is rarely the newest one signed.
/// </summary>
/// <param name="ledger">The log.</param>
/// <param name="cosignatures">What was collected.</param>
/// <param name="policy">Who must have cosigned; null where nobody has to.</param>
/// <param name="time">The only clock.</param>
internal sealed class CosignedHeads(LedgerWriter ledger, Cosignatures cosignatures, TlogPolicy? policy, TimeProvider time)
{
    // So long an answer is held back for the quorum: rounds take a fraction of it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // So long the last checkpoint with a quorum is shown while newer ones wait for theirs.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Lock _turn = new();
    private readonly TlogPolicy? _policy = policy?.Quorum == TlogPolicy.NoQuorum ? null : policy;
    private ShownHead? _newest;
    private TaskCompletionSource _renewed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The checkpoint to show to who asks for the newest one.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: nothing is signed yet.</exception>
    public ShownHead Newest()
    {
        ShownHead signed = Show(ledger.Head ?? throw NothingSigned());
        return Volatile.Read(ref _newest) is ShownHead cosigned
            && !signed.HasQuorum
            && time.GetUtcNow() - cosigned.Report!.QuorumTime <= Grace ? cosigned : signed;
    }

    /// <summary>
    /// A checkpoint that covers an entry: one with a quorum, which is waited for at most a second; failing that the newest one
    /// signed, which says of itself that it is below quorum. An older one would hide what this log knows.
    /// </summary>
    /// <param name="index">The entry, or null where any checkpoint will do.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: nothing is signed yet.</exception>
    public async Task<ShownHead> CoveringAsync(long? index, CancellationToken cancel)
    {
        if (_policy is null || index is null)
        {
            return Newest();
        }

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        while (!patience.IsCancellationRequested)
        {
            Task renewed = Volatile.Read(ref _renewed).Task;
            if (Volatile.Read(ref _newest) is ShownHead cosigned && cosigned.Head.Size > index)
            {
                return cosigned;
            }

            await renewed.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancel.ThrowIfCancellationRequested();
        return Show(ledger.Head ?? throw NothingSigned());
    }

    /// <summary>Looks whether a checkpoint has its quorum, after a cosignature came in. Gives whether it has.</summary>
    public bool Consider(LogHead head)
    {
        ShownHead shown = Show(head);
        if (_policy is null || !shown.HasQuorum)
        {
            return shown.HasQuorum;
        }

        lock (_turn)
        {
            if (_newest is null || head.Size >= _newest.Head.Size)
            {
                Volatile.Write(ref _newest, shown);
                TaskCompletionSource before = _renewed;
                Volatile.Write(ref _renewed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                before.SetResult();
            }
        }

        return true;
    }

    private ShownHead Show(LogHead head)
    {
        SignedNote note = cosignatures.AddTo(head.Note, head.Checkpoint);
        return new ShownHead(head, note, _policy?.Evaluate(note));
    }

    private static LedgerException NothingSigned() =>
        new(LedgerError.NotFound, "账本尚无已签署的检查点。", "The ledger has no signed checkpoint to prove against.");
}
