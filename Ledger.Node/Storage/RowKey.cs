using System.Buffers.Binary;
using System.Text;

namespace Ledger.Node.Storage;

/// <summary>
/// Builds row keys that sort as their parts do: numbers big-endian, texts and byte strings behind their length.
/// Two different lists of parts never give the same key.
/// </summary>
internal sealed class RowKey
{
    private readonly List<byte> _bytes = new(48);

    /// <summary>The key of one number: eight bytes.</summary>
    public static byte[] Of(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        byte[] key = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(key, number);
        return key;
    }

    /// <summary>The key of one text.</summary>
    public static byte[] Of(string text) => new RowKey().Add(text).ToArray();

    /// <summary>Adds one byte.</summary>
    public RowKey Add(byte value)
    {
        _bytes.Add(value);
        return this;
    }

    /// <summary>Adds a number that is not negative, eight bytes.</summary>
    public RowKey Add(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Adds a text of at most 65,535 bytes of UTF-8 behind its length.</summary>
    public RowKey Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    /// <summary>Adds at most 65,535 bytes behind their length (two bytes).</summary>
    public RowKey Add(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, ushort.MaxValue);
        _bytes.Add((byte)(bytes.Length >> 8));
        _bytes.Add((byte)(bytes.Length & 0xff));
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Adds bytes whose length the column fixes (digests, handles), without a length before them.</summary>
    public RowKey AddFixed(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>The key, or the prefix of keys, built so far.</summary>
    public byte[] ToArray() => [.. _bytes];
}
