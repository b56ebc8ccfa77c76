using Google.Protobuf;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Verification;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Federation;

/// <summary>
/// The stored copy of another log: bundles, tiles of both trees, how far they are verified, and evidence against the log.
/// Rows may hold more than is verified; that counts for nothing, and is written over.
/// </summary>
internal sealed class MirrorCopy : IDisposable
{
    private const int MostEvidence = 64; // a log can sign without end; what it signed first proves as much

    private readonly StateStore _store;
    private readonly MirrorRows _rows;
    private readonly TrustedLog _log;
    private readonly byte[] _key;
    private readonly Lock _evidenceTurn = new();

    /// <summary>The copy of a log in a store, which stays the caller's.</summary>
    public MirrorCopy(StateStore store, TrustedLog log)
    {
        (_store, _log, _key) = (store, log, Witness.KeyOf(log.Origin).ToArray());
        _rows = new MirrorRows(store);
        EntryColumn = new EntryColumn(Column.MirrorEntries, _key);
        Sha256Column = new TileColumn(Column.MirrorSha256Tiles, MerkleHasher.Sha256, _key);
        Sm3Column = new TileColumn(Column.MirrorSm3Tiles, MerkleHasher.Sm3, _key);
    }

    /// <summary>Where its leaves lie.</summary>
    public EntryColumn EntryColumn { get; }

    /// <summary>Where the tiles of its SHA-256 tree lie.</summary>
    public TileColumn Sha256Column { get; }

    /// <summary>Where those of its SM3 tree lie.</summary>
    public TileColumn Sm3Column { get; }

    /// <summary>What was verified last, or null.</summary>
    /// <exception cref="MirrorException">The stored notes are not signed by the keys of the trust policy.</exception>
    public (SignedPair Pair, DateTimeOffset Time)? ReadVerified()
    {
        if (_store.Get(Column.Mirrors, _key) is not byte[] row)
        {
            return null;
        }

        StoredMirror stored = StoredMirror.Parser.ParseFrom(row);
        return (SignedPair.Of(stored.Note.Span, stored.Sm3Note.Span, _log), DateTimeOffset.FromUnixTimeSeconds(stored.Time));
    }

    /// <summary>Adds to a batch that the copy is verified so far.</summary>
    public void PutVerified(WriteBatch batch, SignedPair pair, DateTimeOffset time) => batch.Put(
        Column.Mirrors,
        _key,
        new StoredMirror
        {
            Note = ByteString.CopyFrom(pair.Sha256.Note.ToBytes()),
            Sm3Note = ByteString.CopyFrom(pair.Sm3.Note.ToBytes()),
            Time = time.ToUnixTimeSeconds(),
        }.ToByteArray());

    /// <summary>Writes a batch, synced.</summary>
    /// <exception cref="StoreException">The disk failed.</exception>
    public void Write(WriteBatch batch) => _store.Write(batch);

    /// <summary>A stored row, or null.</summary>
    public byte[]? Row(Column column, byte[] key) => _store.Get(column, key);

    /// <summary>The leaves as stored.</summary>
    public LogEntries Entries() => new(_rows, EntryColumn);

    /// <summary>One of the trees as stored.</summary>
    public LogTree Tree(MerkleHasher hasher) =>
        new(_rows, hasher == MerkleHasher.Sha256 ? Sha256Column : Sm3Column);

    /// <summary>Everything kept against the log, the oldest first.</summary>
    public IReadOnlyList<MirrorEvidence> Evidence() =>
        [.. _store.Scan(Column.MirrorEvidence, _key, [], MostEvidence).Select(row => MirrorEvidence.Decode(row.Value)).OrderBy(e => e.Time)];

    /// <summary>Keeps evidence for good. What is there already is never replaced.</summary>
    /// <exception cref="StoreException">The disk failed.</exception>
    public void Keep(MirrorEvidence evidence)
    {
        lock (_evidenceTurn)
        {
            IReadOnlyList<MirrorEvidence> kept = Evidence();
            if (kept.Count < MostEvidence && !kept.Any(before => before.Covers(evidence)))
            {
                WriteBatch batch = new();
                batch.Put(Column.MirrorEvidence, [.. _key, .. evidence.Name.Span], evidence.Encode());
                _store.Write(batch);
            }
        }
    }

    public void Dispose() => _rows.Dispose();
}
