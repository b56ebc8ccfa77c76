using System.Buffers.Binary;
using System.Text;

namespace Ledger.Node.Storage;

/// <summary>
/// Builds row keys that sort as their parts do: numbers big-endian, texts and byte strings behind their length.
/// Two different lists of parts never give the same key.
/// </summary>
internal sealed class RowKey
{
    private byte[] _bytes = new byte[64];
    private int _length;

    /// <summary>The key of one number: eight bytes.</summary>
    public static byte[] Of(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        byte[] key = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(key, number);
        return key;
    }

    /// <summary>The key of one text.</summary>
    public static byte[] Of(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, ushort.MaxValue);
        byte[] key = new byte[sizeof(ushort) + length];
        BinaryPrimitives.WriteUInt16BigEndian(key, (ushort)length);
        Encoding.UTF8.GetBytes(text, key.AsSpan(sizeof(ushort)));
        return key;
    }

    /// <summary>Adds one byte.</summary>
    public RowKey Add(byte value)
    {
        Room(1)[0] = value;
        return this;
    }

    /// <summary>Adds a number that is not negative, eight bytes.</summary>
    public RowKey Add(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        BinaryPrimitives.WriteInt64BigEndian(Room(sizeof(long)), number);
        return this;
    }

    /// <summary>Adds a text of at most 65,535 bytes of UTF-8 behind its length.</summary>
    public RowKey Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    /// <summary>Adds at most 65,535 bytes behind their length (two bytes).</summary>
    public RowKey Add(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, ushort.MaxValue);
        BinaryPrimitives.WriteUInt16BigEndian(Room(sizeof(ushort)), (ushort)bytes.Length);
        return AddFixed(bytes);
    }

    /// <summary>Adds bytes whose length the column fixes (digests, handles), without a length before them.</summary>
    public RowKey AddFixed(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        return this;
    }

    /// <summary>The key, or the prefix of keys, built so far.</summary>
    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    private Span<byte> Room(int length)
    {
        if (_length + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, int.Max(2 * _bytes.Length, _length + length));
        }

        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }
}
