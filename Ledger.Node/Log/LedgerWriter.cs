using System.Threading.Channels;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// The one writer. Takes the turns that wait, lets each decide and append, writes the group as one synced batch, signs, renews
/// the head file, and only then answers. See README.md beside this file for what is durable when.
/// </summary>
internal sealed partial class LedgerWriter : IAsyncDisposable
{
    private readonly StateStore _store;
    private readonly LedgerOptions _options;
    private readonly EventCatalogue _events;
    private readonly TimeProvider _clock;
    private readonly HeadFile _headFile;
    private readonly LockFile _lockFile;
    private readonly Channel<PendingTurn> _queue;
    private readonly TaskCompletionSource<WriterState> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _beginning = new();
    private readonly StartUpCheck _check;
    private StartUpResult? _start;
    private LogSigner? _signer; // only a log that passed every check has one: without it there is no signature
    private HeadRecord? _locked;
    private Task _loop = Task.CompletedTask;
    private LogEdge _edge = LogEdge.Empty;
    private volatile WriterState _state;
    private volatile PublishedHead _published;
    private volatile bool _isClosing;

    private LedgerWriter(
        StateStore store, LedgerOptions options, EventCatalogue events, TimeProvider clock, LockFile lockFile, LockFile auditHead, LogSigner signer)
    {
        _store = store;
        _options = options;
        _events = events;
        _clock = clock;
        _headFile = new HeadFile(options.HeadFile);
        _lockFile = lockFile;
        _auditHead = auditHead;
        _check = new StartUpCheck(store, options, lockFile, auditHead, signer);
        _queue = Channel.CreateBounded<PendingTurn>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        _published = new PublishedHead(head: null, store);
        _start = _check.Run();
        _state = _start.State;
    }

    /// <summary>Whether writes are taken, and if not, why.</summary>
    public WriterState State => _state;

    /// <summary>The newest signed checkpoint; null before the first event and in quarantine.</summary>
    public LogHead? Head => _published.Head;

    /// <summary>
    /// Ends when the writer was poisoned, with the reason. The process has then to end (exit code 70): only a new start
    /// finds out what is on the disk.
    /// </summary>
    public Task<WriterState> Stopped => _stopped.Task;

    /// <summary>Checks the stored log by itself. Unless that ends in quarantine, it then waits for <see cref="Begin"/>.</summary>
    /// <param name="store">The open store; stays the caller's.</param>
    /// <param name="options">Name and limits.</param>
    /// <param name="events">The complete catalogue.</param>
    /// <param name="keys">The log's keys; stay the caller's.</param>
    /// <param name="clock">The only clock.</param>
    /// <exception cref="StoreException">The lock file is held by another process.</exception>
    public static LedgerWriter Open(
        StateStore store, LedgerOptions options, EventCatalogue events, LedgerKeys keys, TimeProvider clock)
    {
        LockFile lockFile = LockFile.Take(options.LockFile);
        return new LedgerWriter(
            store, options, events, clock, lockFile, LockFile.Take(options.AuditHeadFile), new LogSigner(options, keys));
    }

    /// <summary>
    /// Runs a function in its turn. Its changes stand together or, when it throws, not at all; it may be refused because of
    /// what earlier turns did, but never sees half of one.
    /// </summary>
    /// <param name="turn">Reads, decides, appends. Runs on the writer's thread: no input or output, no waiting.</param>
    /// <param name="cancel">Stops waiting. A turn already begun may have happened all the same.</param>
    /// <returns>What the function returned, once all it did is on the disk and signed.</returns>
    /// <exception cref="LedgerException">
    /// What the function threw; or <see cref="LedgerError.Busy"/>, <see cref="LedgerError.ClockBehind"/>,
    /// <see cref="LedgerError.OutcomeUnknown"/>, <see cref="LedgerError.WriterStopped"/>, <see cref="LedgerError.Quarantined"/>,
    /// <see cref="LedgerError.Waiting"/>.
    /// </exception>
    public Task<T> WriteAsync<T>(Func<LedgerWrite, T> turn, CancellationToken cancel) =>
        EnqueueAsync(request: null, turn, static (result, _) => result, cancel);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task<LogReceipt> WriteAsync(Func<LedgerWrite, LogReceipt> turn, CancellationToken cancel) =>
        EnqueueAsync(request: null, turn, Signed, cancel);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task<IReadOnlyList<LogReceipt?>> WriteAsync(Func<LedgerWrite, IReadOnlyList<LogReceipt?>> turn, CancellationToken cancel) =>
        EnqueueAsync(
            request: null,
            turn,
            static (receipts, head) => [.. receipts.Select(receipt => receipt is null ? null : Signed(receipt, head))],
            cancel);

    /// <summary>
    /// Runs a function in its turn unless the same request was done before: then its first event's receipt comes back, marked as
    /// replayed. The request is part of that event, so that replay of the log brings it back.
    /// </summary>
    /// <param name="request">Which request, and what it asks.</param>
    /// <param name="turn">Appends at least one event and returns the receipt of the first.</param>
    /// <param name="cancel">Stops waiting. A turn already begun may have happened all the same.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.IdempotencyKeyReused"/>, or as <see cref="WriteAsync{T}"/>.
    /// </exception>
    public Task<LogReceipt> WriteOnceAsync(RequestKey request, Func<LedgerWrite, LogReceipt> turn, CancellationToken cancel) =>
        EnqueueAsync(request, write => write.ReceiptOf(request) ?? First(write, turn(write)), Signed, cancel);

    /// <summary>
    /// Ends writing for good, because somebody proved that this log is not the one it was: nothing more is signed. The group
    /// under way is finished, those who wait are refused, reading goes on. A poisoned writer stays poisoned.
    /// </summary>
    public void Quarantine(string chinese, string english)
    {
        lock (_beginning)
        {
            if (_state.Mode is WriterMode.Writing or WriterMode.Waiting)
            {
                _state = new WriterState(WriterMode.Quarantined, chinese, english);
                _queue.Writer.TryComplete();
            }
        }
    }

    /// <summary>Refuses where no write would be taken: to be asked before anything is signed for one.</summary>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.Quarantined"/>, <see cref="LedgerError.Waiting"/> or <see cref="LedgerError.WriterStopped"/>.
    /// </exception>
    public void RequireWriting()
    {
        if (_state.Mode is not WriterMode.Writing)
        {
            throw Refusal();
        }
    }

    /// <summary>
    /// Refuses in quarantine, and before others were asked: what a log says that was rolled back or forked may not be so any more.
    /// </summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.Quarantined"/> or <see cref="LedgerError.Waiting"/>.</exception>
    public void RequireTrusted()
    {
        if (_state.Mode is WriterMode.Quarantined or WriterMode.Waiting)
        {
            throw Refusal();
        }
    }

    /// <summary>Origin of the log.</summary>
    public string Origin => _options.Origin;

    /// <summary>
    /// Rewrites what the database has on the disk around sealed content that was erased, so that no byte of it is left there. Slow, and not
    /// for the turn.
    /// </summary>
    /// <param name="indexes">Log indexes beside which it lay.</param>
    /// <exception cref="StoreException">The disk failed.</exception>
    public void PurgeErased(IEnumerable<long> indexes) => _store.Purge(Column.Sealed, indexes.Select(LogRows.Number));

    /// <summary>The same around the row of a holder's wrapped key that was deleted.</summary>
    /// <param name="holder">The holder's 16 bytes.</param>
    /// <exception cref="StoreException">The disk failed.</exception>
    public void PurgeHolderKey(Google.Protobuf.ByteString holder) => _store.Purge(Column.HolderKeys, [holder.ToByteArray()]);

    /// <summary>Opens the rows of the newest signed checkpoint.</summary>
    public LedgerRead Read()
    {
        while (true)
        {
            if (_published.TryRead() is LedgerRead rows)
            {
                return rows;
            }

            ObjectDisposedException.ThrowIf(_isClosing, this); // otherwise a newer head has just taken over
        }
    }

    /// <summary>Waits for a signed checkpoint larger than <paramref name="size"/>, for those who follow the log.</summary>
    public async Task<LogHead> GrowthAsync(long size, CancellationToken cancel)
    {
        while (true)
        {
            PublishedHead published = _published;
            if (published.Head is LogHead head && head.Size > size)
            {
                return head;
            }

            await published.Replaced.WaitAsync(cancel);
        }
    }

    /// <summary>Refuses new turns, finishes those that wait, and leaves the store.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        _queue.Writer.TryComplete();
        await _loop;
        _published.Dispose();
        _auditHead.Dispose();
        _lockFile.Dispose();
    }

    /// <summary>The receipt with the checkpoint that covers it: the new head, or the one that an earlier group was signed with.</summary>
    private static LogReceipt Signed(LogReceipt receipt, LogHead? head) => receipt.Size > 0 ? receipt : receipt with { Size = head?.Size ?? 0 };

    private static LogReceipt First(LedgerWrite write, LogReceipt receipt) =>
        write.Count > 0 && receipt.Index == write.FirstIndex
            ? receipt
            : throw new InvalidOperationException("A turn done once must append, and return the receipt of its first event.");

    private async Task<T> EnqueueAsync<T>(
        RequestKey? request, Func<LedgerWrite, T> turn, Func<T, LogHead?, T> signed, CancellationToken cancel)
    {
        PendingTurn<T> pending = new(request, turn, signed, cancel);
        return _state.Mode is WriterMode.Writing && _queue.Writer.TryWrite(pending) ? await pending.Answer.WaitAsync(cancel) : throw Refusal();
    }

    private LedgerException Refusal() => _state.Mode switch
    {
        WriterMode.Quarantined => new LedgerException(LedgerError.Quarantined, _state.Chinese, _state.English),
        WriterMode.Waiting => new LedgerException(LedgerError.Waiting, _state.Chinese, _state.English),
        WriterMode.Poisoned => new LedgerException(LedgerError.WriterStopped, _state.Chinese, _state.English),
        _ when _isClosing => new LedgerException(
            LedgerError.WriterStopped, "账本正在关闭,本次未作任何处理。", "The ledger is closing. Nothing was done."),
        _ => new LedgerException(
            LedgerError.Busy, "等待写入的请求过多,本次未作任何处理,请稍后重试。", "Too many writes are waiting. Nothing was done; try again later."),
    };
}
