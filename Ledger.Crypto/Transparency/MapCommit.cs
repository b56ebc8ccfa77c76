using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// The last leaf under every signed checkpoint: 124 bytes
/// <c>"MC1\n" ‖ u64 epoch ‖ u64 index ‖ u64 time ‖ 32 mapRoot ‖ 32 SHA-256 root ‖ 32 SM3 root</c>, big-endian.
/// It commits the status map and both twin trees as they were before it, so that each vouches for the others.
/// </summary>
/// <param name="Epoch">Number of this commit in its log, from 0.</param>
/// <param name="Index">Its own index in the log; it covers the leaves before it.</param>
/// <param name="Time">When it was written; milliseconds count, from 1970 to 9999.</param>
/// <param name="MapRoot">Root of the status map over the leaves before it.</param>
/// <param name="Sha256Root">Root of the SHA-256 tree of the first <paramref name="Index"/> leaves.</param>
/// <param name="Sm3Root">Root of the SM3 tree of the same leaves.</param>
public sealed record MapCommit(
    long Epoch, long Index, DateTimeOffset Time, Digest MapRoot, Digest Sha256Root, Digest Sm3Root)
{
    /// <summary>Length of every map commit in bytes.</summary>
    public const int Length = 124;

    private static ReadOnlySpan<byte> Magic => "MC1\n"u8;

    /// <summary>Whether a leaf is a map commit; no event leaf is.</summary>
    public static bool Is(ReadOnlySpan<byte> leaf) => leaf.StartsWith(Magic);

    /// <summary>The 124 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time before 1970 or a negative number.</exception>
    public byte[] Encode()
    {
        byte[] leaf = new byte[Length];
        LeafWriter writer = new(leaf);
        writer.Bytes(Magic);
        writer.Index(Epoch);
        writer.Index(Index);
        writer.Time(Time);
        writer.Digest(MapRoot);
        writer.Digest(Sha256Root);
        writer.Digest(Sm3Root);
        return leaf;
    }

    /// <summary>Reads what <see cref="Encode"/> writes, and nothing else.</summary>
    /// <exception cref="FormatException">Another length or magic, or a number out of range.</exception>
    public static MapCommit Parse(ReadOnlySpan<byte> leaf)
    {
        LeafReader reader = new("A map commit", Magic, leaf, Length);
        return new MapCommit(
            reader.Index(), reader.Index(), reader.Time(), reader.Digest(), reader.Digest(), reader.Digest());
    }
}
