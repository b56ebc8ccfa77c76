using Ledger.Crypto.Hashing;
using Ledger.Node.Storage;

namespace Ledger.Node.Anchoring;

/// <summary>
/// What this node has sent to one contract, one row a log size, each change synced to disk. A transaction is written
/// here before it is sent, so that a crash never leaves one that nobody remembers.
/// </summary>
internal sealed class AnchorJournal(StateStore store, AnchorOptions options, string origin)
{
    private const int Page = 32;

    // A new chain or contract starts an empty journal; the rows of the old one stay where they are.
    private readonly byte[] _prefix =
        new RowKey().Add(options.ChainId).AddFixed(EvmAddress.Parse(options.Contract).Span).ToArray();

    /// <summary>The log all rows are about, as the contract names it.</summary>
    public Digest Origin { get; } = AnchorContract.OriginOf(origin);

    /// <summary>Writes one row; when this returns, it is on the disk.</summary>
    public void Put(AnchorEntry entry)
    {
        WriteBatch batch = new();
        batch.Put(Column.Anchors, Key(entry.Anchor.Size), entry.Encode());
        store.Write(batch);
    }

    /// <summary>The row of one log size, or null.</summary>
    public AnchorEntry? Get(long size) =>
        store.Get(Column.Anchors, Key(size)) is byte[] row ? AnchorEntry.Decode(Origin, row) : null;

    /// <summary>The newest anchor that is pending or mined. None is older than the last final one.</summary>
    public AnchorEntry? Outstanding() => NewestFirst(long.MaxValue)
        .TakeWhile(entry => entry.Progress is not AnchorProgress.Final)
        .FirstOrDefault(entry => entry.Progress is AnchorProgress.Pending or AnchorProgress.Mined);

    /// <summary>The newest final anchor of at most so many entries, or null.</summary>
    public AnchorEntry? LatestFinalEntry(long maximumSize) =>
        NewestFirst(maximumSize).FirstOrDefault(entry => entry.Progress is AnchorProgress.Final);

    /// <summary>The newest final anchor of at most so many entries, as a status bundle carries it; or null.</summary>
    public AnchorRecord? LatestFinal(long maximumSize) => LatestFinalEntry(maximumSize) is AnchorEntry entry
        ? new AnchorRecord(
            options.ChainId, EvmAddress.Parse(options.Contract), entry.Anchor, entry.Transaction, entry.Block)
        : null;

    private IEnumerable<AnchorEntry> NewestFirst(long maximumSize)
    {
        byte[] after = maximumSize == long.MaxValue ? [] : Key(maximumSize + 1);
        IReadOnlyList<KeyValuePair<byte[], byte[]>> rows;
        do
        {
            rows = store.Scan(Column.Anchors, _prefix, after, Page);
            foreach ((byte[] key, byte[] row) in rows)
            {
                after = key;
                yield return AnchorEntry.Decode(Origin, row);
            }
        }
        while (rows.Count == Page);
    }

    // Rows can only be read forwards, and the newest are wanted first: so keys count down.
    private byte[] Key(long size) => new RowKey().AddFixed(_prefix).Add(long.MaxValue - size).ToArray();
}
