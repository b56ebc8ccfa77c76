using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// One event as the log holds it: 117 bytes
/// <c>"LE1\n" ‖ u8 type ‖ u64 time ‖ 32 mapKey ‖ u64 previous ‖ 32 SHA-256(body) ‖ 32 SM3(body)</c>, big-endian.
/// It says nothing about anybody: the body is salted and stays outside.
/// </summary>
/// <param name="Type">What happened.</param>
/// <param name="Time">When the ledger wrote it; milliseconds count, from 1970 to 9999.</param>
/// <param name="MapKey">Whom it happened to: the key in the status map.</param>
/// <param name="PreviousIndex">Index of the previous event of the same map key, or null for the first.</param>
/// <param name="BodySha256">SHA-256 of the body's bytes.</param>
/// <param name="BodySm3">SM3 of the body's bytes.</param>
public sealed record EventLeaf(
    EventType Type, DateTimeOffset Time, Digest MapKey, long? PreviousIndex, Digest BodySha256, Digest BodySm3)
{
    /// <summary>Length of every event leaf in bytes.</summary>
    public const int Length = 117;

    private static ReadOnlySpan<byte> Magic => "LE1\n"u8;

    /// <summary>The leaf of a body.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time before 1970 or a negative index.</exception>
    public static EventLeaf Of(
        EventType type, DateTimeOffset time, Digest mapKey, long? previousIndex, ReadOnlySpan<byte> body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, DateTimeOffset.UnixEpoch);
        ArgumentOutOfRangeException.ThrowIfNegative(previousIndex ?? 0);
        DateTimeOffset written = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        return new EventLeaf(type, written, mapKey, previousIndex, Digest.Sha256(body), Sm3.Hash(body));
    }

    /// <summary>Whether these are the bytes the leaf speaks of; both hashes are compared.</summary>
    public bool IsOf(ReadOnlySpan<byte> body) => Digest.Sha256(body) == BodySha256 && Sm3.Hash(body) == BodySm3;

    /// <summary>The 117 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time before 1970 or a negative index.</exception>
    public byte[] Encode()
    {
        byte[] leaf = new byte[Length];
        LeafWriter writer = new(leaf);
        writer.Bytes(Magic);
        writer.Byte((byte)Type);
        writer.Time(Time);
        writer.Digest(MapKey);
        ArgumentOutOfRangeException.ThrowIfNegative(PreviousIndex ?? 0);
        writer.UInt64(PreviousIndex is long previous ? (ulong)previous : ulong.MaxValue);
        writer.Digest(BodySha256);
        writer.Digest(BodySm3);
        return leaf;
    }

    /// <summary>Reads what <see cref="Encode"/> writes, and nothing else.</summary>
    /// <exception cref="FormatException">
    /// Another length or magic, an unknown type, or a number out of range.
    /// </exception>
    public static EventLeaf Parse(ReadOnlySpan<byte> leaf)
    {
        LeafReader reader = new("An event leaf", Magic, leaf, Length);
        EventType type = (EventType)reader.Byte();
        if (!Enum.IsDefined(type))
        {
            throw new FormatException($"Event type {(byte)type} is unknown.");
        }

        DateTimeOffset time = reader.Time();
        Digest mapKey = reader.Digest();
        ulong previous = reader.UInt64();
        if (previous is > long.MaxValue and not ulong.MaxValue)
        {
            throw new FormatException("An event leaf has a previous index of 2^63 or more.");
        }

        return new EventLeaf(
            type, time, mapKey, previous == ulong.MaxValue ? null : (long)previous, reader.Digest(), reader.Digest());
    }
}
