using Ledger.Crypto.Merkle;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// The right edge of the audit log: entries and trees of the same form as the log's own, in columns of their own. Not to be appended to,
/// but copied.
/// </summary>
/// <param name="Entries">The last entry bundle.</param>
/// <param name="Sha256">Right edge of the SHA-256 tree.</param>
/// <param name="Sm3">Right edge of the SM3 tree.</param>
internal sealed record AuditEdge(GrowingEntries Entries, GrowingTree Sha256, GrowingTree Sm3)
{
    /// <summary>Bytes of a subject's pseudonym.</summary>
    public const int SubjectLength = 16;

    /// <summary>Where the entries lie.</summary>
    public static EntryColumn EntryColumn { get; } = new(Column.AuditEntries);

    /// <summary>Where the SHA-256 tree lies.</summary>
    public static TileColumn Sha256Tiles { get; } = new(Column.AuditSha256Tiles, MerkleHasher.Sha256);

    /// <summary>Where the SM3 tree lies.</summary>
    public static TileColumn Sm3Tiles { get; } = new(Column.AuditSm3Tiles, MerkleHasher.Sm3);

    /// <summary>The edge of an audit log without entries.</summary>
    public static AuditEdge Empty => new(new GrowingEntries(EntryColumn), new GrowingTree(Sha256Tiles), new GrowingTree(Sm3Tiles));

    /// <summary>Number of entries.</summary>
    public long Size => Sha256.Size;

    /// <summary>A copy that grows on its own.</summary>
    public AuditEdge Copy() => new(Entries.Clone(), Sha256.Clone(), Sm3.Clone());

    /// <summary>Adds entry number <see cref="Size"/>.</summary>
    public void Append(ReadOnlySpan<byte> entry)
    {
        Entries.Append(entry);
        Sha256.Append(MerkleHasher.Sha256.Leaf(entry));
        Sm3.Append(MerkleHasher.Sm3.Leaf(entry));
    }

    /// <summary>Sets every bundle and tile changed since the last time.</summary>
    /// <param name="put">Takes column, key and value.</param>
    public void Put(Action<Column, byte[], byte[]> put)
    {
        Entries.Put(put);
        Sha256.Put(put);
        Sm3.Put(put);
    }

    /// <summary>Key of the row by which an entry is found: pseudonym, then number.</summary>
    public static byte[] SubjectKey(ReadOnlySpan<byte> subject, long number) => new RowKey().AddFixed(subject).Add(number).ToArray();
}
