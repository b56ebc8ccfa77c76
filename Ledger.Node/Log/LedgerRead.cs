using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// The rows as they were under one signed checkpoint: what is read from the same <see cref="LedgerRead"/> fits together and fits
/// its <see cref="Head"/>. To be disposed of soon, since it holds old rows back from being cleared.
/// </summary>
internal class LedgerRead : IDisposable
{
    private const int PageRows = 256;
    private readonly StateStore _store;
    private readonly StoreSnapshot? _snapshot;

    /// <summary>Reads at a snapshot, which is left on disposal, or without one always the newest.</summary>
    internal LedgerRead(StateStore store, StoreSnapshot? snapshot, LogHead? head)
    {
        _store = store;
        _snapshot = snapshot;
        Head = head;
    }

    /// <summary>The signed checkpoint these rows belong to; null before the first event and in quarantine.</summary>
    public LogHead? Head { get; }

    /// <summary>Size of the checkpoint that the rows belong to; 0 where there is none.</summary>
    public long Size => Head?.Size ?? 0;

    /// <summary>The value of a row, or null.</summary>
    /// <exception cref="StoreException">The stored bytes are damaged.</exception>
    public virtual byte[]? Get(Column column, ReadOnlySpan<byte> key) => _store.Get(column, key, _snapshot);

    /// <summary>Rows in key order whose key begins with <paramref name="prefix"/>, read page by page as they are asked for.</summary>
    /// <param name="column">Where to look.</param>
    /// <param name="prefix">Empty for all rows.</param>
    /// <param name="after">The key to go on after, or null to start at the beginning.</param>
    /// <param name="limit">At most this many.</param>
    /// <exception cref="StoreException">Stored bytes on the way are damaged.</exception>
    public virtual IEnumerable<KeyValuePair<byte[], byte[]>> Scan(
        Column column, byte[] prefix, byte[]? after = null, int limit = int.MaxValue)
    {
        byte[]? last = after;
        int left = limit;
        while (left > 0)
        {
            int asked = Math.Min(left, PageRows);
            IReadOnlyList<KeyValuePair<byte[], byte[]>> page = _store.Scan(column, prefix, last, asked, _snapshot);
            foreach (KeyValuePair<byte[], byte[]> row in page)
            {
                yield return row;
            }

            left = page.Count < asked ? 0 : left - asked;
            last = page.Count > 0 ? page[^1].Key : last;
        }
    }

    /// <summary>All rows in key order whose key has the same first bits as another.</summary>
    /// <param name="column">Where to look.</param>
    /// <param name="key">A key with those bits, there or not.</param>
    /// <param name="bits">How many, 0 to eight for each byte of the key.</param>
    /// <exception cref="StoreException">Stored bytes on the way are damaged.</exception>
    public virtual IEnumerable<KeyValuePair<byte[], byte[]>> ScanBits(Column column, ReadOnlySpan<byte> key, int bits) =>
        _store.ScanBits(column, key, bits, _snapshot);

    /// <summary>The cache for what is worked out of a growing column's rows; null where rows may be seen that never reach the disk.</summary>
    internal virtual GrownCache? GrownCacheOf(Column column) => _store.Grown;

    /// <summary>A leaf of this node's log, or null where the log ends before it.</summary>
    internal virtual ReadOnlyMemory<byte>? FindLeaf(long index) => LogEntries.Own(this).Find(index);

    /// <summary>The receipt of an earlier request with the same key, or null.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.IdempotencyKeyReused"/>.</exception>
    internal LogReceipt? ReceiptOf(RequestKey request)
    {
        if (Get(Column.Requests, request.Key.Span) is not byte[] row)
        {
            return null;
        }

        (long index, Digest digest) = LogRows.ReadRequest(row);
        return digest == request.Digest
            ? ReceiptAt(index)
            : throw new LedgerException(
                LedgerError.IdempotencyKeyReused,
                "该幂等键已用于另一请求，本次未作任何处理。",
                "This idempotency key was used for another request. Nothing was done.");
    }

    /// <summary>The receipt of the event at an index, as of one done before.</summary>
    /// <exception cref="StoreException">There is no such entry.</exception>
    internal LogReceipt ReceiptAt(long index)
    {
        ReadOnlyMemory<byte> leaf = FindLeaf(index) ?? throw new StoreException($"Leaf {index} is missing.");
        return new LogReceipt(index, MerkleHasher.Sha256.Leaf(leaf.Span), SignedSizeOver(index), Replayed: true);
    }

    /// <summary>Size of the first signed checkpoint that covers an entry: every one ends in a map commit. 0 while none does.</summary>
    private long SignedSizeOver(long index)
    {
        ReadOnlyMemory<byte>? leaf;
        do
        {
            index++;
            leaf = FindLeaf(index);
        }
        while (leaf is not null && !MapCommit.Is(leaf.Value.Span));
        return leaf is null ? 0 : index + 1;
    }

    /// <summary>Leaves the snapshot.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _snapshot?.Dispose();
        }
    }
}
