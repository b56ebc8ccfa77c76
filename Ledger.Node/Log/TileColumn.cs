using System.Buffers.Binary;
using Ledger.Crypto.Merkle;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// Where the tiles of one tree lie: under <c>prefix ‖ u8 level ‖ u64 number</c>, each up to 256 hashes of 32 bytes. The last tile
/// of a level grows, so that a partial tile (c2sp.org/tlog-tiles) is the beginning of the row. With a prefix of its own, a copy of another
/// log's tree is kept and read by the same code: <see cref="GrowingTree"/> writes, <see cref="LogTree"/> reads.
/// </summary>
/// <param name="Column">The column.</param>
/// <param name="Hasher">The hash of the tree.</param>
/// <param name="Prefix">What sets this tree's keys apart from others' in the same column; one length for all of them.</param>
internal sealed record TileColumn(Column Column, MerkleHasher Hasher, ReadOnlyMemory<byte> Prefix = default)
{
    /// <summary>This node's own SHA-256 tree.</summary>
    public static TileColumn Sha256 { get; } = new(Column.Sha256Tiles, MerkleHasher.Sha256);

    /// <summary>Its SM3 twin.</summary>
    public static TileColumn Sm3 { get; } = new(Column.Sm3Tiles, MerkleHasher.Sm3);

    /// <summary>Length of every key in bytes.</summary>
    public int KeyLength => Prefix.Length + 1 + sizeof(long);

    /// <summary>The key of a tile.</summary>
    public byte[] Key(int level, long number)
    {
        byte[] key = new byte[KeyLength];
        WriteKey(key, level, number);
        return key;
    }

    /// <summary>Writes the key of a tile to <see cref="KeyLength"/> bytes.</summary>
    public void WriteKey(Span<byte> key, int level, long number)
    {
        Prefix.Span.CopyTo(key);
        key[Prefix.Length] = (byte)level;
        BinaryPrimitives.WriteInt64BigEndian(key[(Prefix.Length + 1)..], number);
    }
}
