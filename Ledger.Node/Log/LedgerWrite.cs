using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// One turn of the writer: sees the newest rows and its own changes, which stand together or not at all. Valid within its turn
/// only, on the thread it was given on.
/// </summary>
internal sealed partial class LedgerWrite : LedgerRead
{
    /// <summary>The longest sealed content in bytes.</summary>
    public const int MaxSealedBytes = 32 << 20;

    private readonly LogGroup _group;
    private readonly RequestKey? _request;
    private bool _isFolding;
    private bool _isBroken;
    private bool _isClosed;

    /// <summary>Opens a turn over the store and what the group's earlier turns changed.</summary>
    internal LedgerWrite(LogGroup group, RequestKey? request)
        : base(group.Store, snapshot: null, head: null)
    {
        _group = group;
        _request = request;
        FirstIndex = group.Size;
    }

    /// <summary>The time of every event of this turn, to the millisecond; later than all events before this group.</summary>
    public DateTimeOffset Time => _group.Time;

    /// <summary>What the turn changed.</summary>
    internal WriteBatch Changes { get; } = new();

    /// <summary>The map keys of the events appended.</summary>
    internal HashSet<Digest> Subjects { get; } = [];

    /// <summary>The leaves of the events appended.</summary>
    internal List<LogLeaf> Leaves { get; } = [];

    /// <summary>Index that the turn's first event has or would have.</summary>
    internal long FirstIndex { get; }

    /// <summary>Number of events appended.</summary>
    internal int Count => Leaves.Count;

    /// <inheritdoc/>
    public override byte[]? Get(Column column, ReadOnlySpan<byte> key) =>
        TryGetChanged(column, key, out byte[]? value) ? value : base.Get(column, key);

    /// <summary>
    /// Whether a row that was looked for under an earlier checkpoint is what it was then, or not there as it was not: known without looking again. False
    /// where it may have changed.
    /// </summary>
    /// <param name="column">Its column.</param>
    /// <param name="key">Its key.</param>
    /// <param name="since">Size of the checkpoint.</param>
    public bool IsUnchanged(Column column, ReadOnlySpan<byte> key, long since) =>
        !TryGetChanged(column, key, out _) && _group.IsUnchanged(column, key, since);

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<byte[], byte[]>> Scan(Column column, byte[] prefix, byte[]? after = null, int limit = int.MaxValue)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        return WithChanges(base.Scan(column, prefix, after), column, prefix, after).Take(limit);
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<byte[], byte[]>> ScanBits(Column column, ReadOnlySpan<byte> key, int bits)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        byte[] first = key.ToArray();
        return WithChanges(base.ScanBits(column, key, bits), column, first[..(bits / 8)], after: null).Where(row => RowBits.AreSame(row.Key, first, bits));
    }

    /// <inheritdoc/>
    internal override GrownCache? GrownCacheOf(Column column) => column.IsOfLog() ? base.GrownCacheOf(column) : null;

    /// <inheritdoc/>
    internal override ReadOnlyMemory<byte>? FindLeaf(long index)
    {
        long place = index - FirstIndex;
        if (place >= Count)
        {
            return null;
        }

        return place >= 0 ? Leaves[(int)place].Bytes
            : place >= -_group.Leaves.Count ? _group.Leaves[(int)(place + _group.Leaves.Count)].Bytes
            : base.FindLeaf(index);
    }

    /// <summary>
    /// Sets a row. Rows that the events add up to are set by folds alone, so that replay gives the same; a turn itself may set
    /// those of <see cref="ColumnRules.IsLocal"/> columns.
    /// </summary>
    /// <exception cref="InvalidOperationException">The column is not one to write here.</exception>
    public void Put(Column column, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        ThrowUnlessWritable(column);
        Changes.Put(column, key, value);
    }

    /// <summary>Removes a row, if it is there; where <see cref="Put"/> may set it.</summary>
    /// <exception cref="InvalidOperationException">The column is not one to write here.</exception>
    public void Delete(Column column, ReadOnlySpan<byte> key)
    {
        ThrowUnlessWritable(column);
        Changes.Delete(column, key);
    }

    /// <summary>Removes sealed content, as erasure demands; its digest stays in the event.</summary>
    /// <param name="index">Log index of the event it came with.</param>
    public void EraseSealed(long index)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        Changes.Delete(Column.Sealed, LogRows.Number(index));
    }

    /// <summary>Appends an event and changes the rows as its fold says.</summary>
    /// <param name="e">The event.</param>
    /// <param name="sealedContent">Ciphertext that the event names by digest; kept under the event's index.</param>
    /// <param name="done">
    /// The request that this event answers, where one turn answers several: asked before by <see cref="LedgerRead.ReceiptOf"/>. Null:
    /// the turn's own request, if it has one, with its first event.
    /// </param>
    /// <returns>Its place; the size of the checkpoint follows when the group is signed.</returns>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.WrongState"/> when the event cannot follow the last one of its subject;
    /// <see cref="LedgerError.TooLarge"/>.
    /// </exception>
    public LogReceipt Append<T>(T e, byte[]? sealedContent = null, RequestKey? done = null)
        where T : IMessage<T>
    {
        EventKind kind = _group.Events.Of(e);
        ByteString content = e.ToByteString();
        IMessage message = kind.Parse(content); // folded is what replay will read, not what the caller holds
        Digest mapKey = kind.Subject(message).KeyIn(_group.Origin);
        StatusEntry? before = StatusOf(mapKey);
        RequestKey? request = done ?? (Count == 0 ? _request : null);
        byte[] body = EventCodec.Encode(kind.Name, request, content);
        EventLeaf leaf = EventLeaf.Of(kind.Type, Time, mapKey, before?.LastIndex, body);
        long index = FirstIndex + Count;
        if (sealedContent is not null)
        {
            PutSealed(index, sealedContent);
        }

        return new LogReceipt(index, Enter(kind, message, leaf, body, request, before), Size: 0, Replayed: false);
    }

    /// <summary>Enters a replayed event by its leaf and body, as <see cref="Append"/> entered it.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>.</exception>
    /// <exception cref="FormatException">The body is malformed, or does not belong to the leaf.</exception>
    internal void Record(EventLeaf leaf, byte[] body)
    {
        EventBody content = EventCodec.Decode(body);
        EventKind kind = _group.Events.Named(content.Name);
        IMessage message = _group.Events.Read(content);
        if (kind.Type != leaf.Type || kind.Subject(message).KeyIn(_group.Origin) != leaf.MapKey)
        {
            throw new FormatException($"The {kind.Name} event does not belong to its leaf.");
        }

        Enter(kind, message, leaf, body, EventCodec.RequestOf(content), StatusOf(leaf.MapKey));
    }

    /// <summary>
    /// Enters an event of which only the leaf is left. Trees and status map go on as ever; rows that its body would have changed stay
    /// as they were.
    /// </summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>.</exception>
    internal void RecordLost(EventLeaf leaf)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        _isBroken = true; // until all rows of the event are there
        long index = FirstIndex + Count;
        LogLeaf hashed = LogLeaf.Of(leaf.Encode());
        StatusEntry? before = StatusOf(leaf.MapKey);
        PutStatus(leaf, before, StatusEntry.After(before, leaf, index, hashed.Sm3));
        Changes.Put(Column.LostBodies, LogRows.Number(index), []);
        Leaves.Add(hashed);
        _isBroken = false;
    }

    /// <summary>Ends the turn: nothing can be read or changed through it any more.</summary>
    /// <exception cref="InvalidOperationException">An append failed, and the turn went on all the same.</exception>
    internal void Close()
    {
        _isClosed = true;
        ThrowIf(_isBroken, "A turn must not go on after a failed append.");
    }

    private IEnumerable<KeyValuePair<byte[], byte[]>> WithChanges(IEnumerable<KeyValuePair<byte[], byte[]>> stored, Column column, byte[] prefix, byte[]? after)
    {
        // Taken now: the turn may change rows of this column while it goes through the result.
        List<KeyValuePair<byte[], byte[]?>> changes =
            [.. RowMerge.Over(_group.Changes.Changes(column, prefix, after), Changes.Changes(column, prefix, after))];
        return RowMerge.Over(stored.Select(row => new KeyValuePair<byte[], byte[]?>(row.Key, row.Value)), changes)
            .Where(row => row.Value is not null)
            .Select(row => new KeyValuePair<byte[], byte[]>(row.Key, row.Value!));
    }

    /// <summary>Enters an event, new or replayed, into the log's rows and folds it: the one way in for both.</summary>
    /// <returns>The leaf hash in the SHA-256 tree.</returns>
    private Digest Enter(EventKind kind, IMessage message, EventLeaf leaf, byte[] body, RequestKey? request, StatusEntry? before)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        ThrowIf(_isFolding, "A fold must not append.");
        _isBroken = true; // until all rows of the event are there
        long index = FirstIndex + Count;
        LogLeaf hashed = LogLeaf.Of(leaf.Encode());
        PutStatus(leaf, before, StatusEntry.After(before, leaf, index, hashed.Sm3));
        Changes.Put(Column.Bodies, LogRows.Number(index), body);
        if (request is RequestKey key)
        {
            Changes.Put(Column.Requests, key.Key.Span, LogRows.OfRequest(index, key.Digest));
        }

        Leaves.Add(hashed);
        _isFolding = true;
        kind.Fold(this, message, new EventPosition(index, leaf.Time, hashed.Sha256));
        _isFolding = false;
        _isBroken = false;
        return hashed.Sha256;
    }

    private StatusEntry? StatusOf(Digest mapKey) => TryGetChanged(Column.StatusEntries, mapKey.Span, out byte[]? row)
        ? LogRows.ReadStatusEntry(row!)
        : _group.StatusBefore(mapKey);

    private bool TryGetChanged(Column column, ReadOnlySpan<byte> key, out byte[]? value)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        return Changes.TryGet(column, key, out value) || _group.Changes.TryGet(column, key, out value);
    }

    private void PutStatus(EventLeaf leaf, StatusEntry? before, StatusEntry? after)
    {
        Subjects.Add(leaf.MapKey);
        Changes.Put(Column.StatusEntries, leaf.MapKey.Span, LogRows.Of(after ?? throw new LedgerException(
            LedgerError.WrongState,
            "该对象的当前状态不允许此操作。",
            "The present state of the subject does not permit this.")));
        if (before is not null)
        {
            Changes.Put(Column.SupersededStatuses, LogRows.SupersededKey(leaf.MapKey, before.LastIndex), LogRows.Of(before));
        }
    }

    private void PutSealed(long index, byte[] content)
    {
        if (content.Length > MaxSealedBytes)
        {
            throw new LedgerException(
                LedgerError.TooLarge,
                $"密文为 {content.Length} 字节,超过上限 {MaxSealedBytes} 字节。",
                $"The sealed content takes {content.Length} bytes, more than the limit of {MaxSealedBytes}.");
        }

        Changes.PutKept(Column.Sealed, LogRows.Number(index), content);
    }

    private void ThrowUnlessWritable(Column column)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        column.RequireWritable(_isFolding);
    }

    private static void ThrowIf(bool isMisused, string message)
    {
        if (isMisused)
        {
            throw new InvalidOperationException(message);
        }
    }
}
