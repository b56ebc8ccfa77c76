using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>Writes the fields of a dense form one after the other.</summary>
internal sealed class DenseWriter
{
    private readonly List<byte> _bytes = [];

    public void Byte(byte value) => _bytes.Add(value);

    public void Bytes(ReadOnlySpan<byte> value) => _bytes.AddRange(value);

    public void Digest(Digest value) => _bytes.AddRange(value.Span);

    /// <summary>Seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    /// <exception cref="FormatException">Negative.</exception>
    public void Number(long value)
    {
        if (value < 0)
        {
            throw new FormatException("A number is negative.");
        }

        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)((value & 0x7f) | 0x80));
        }

        _bytes.Add((byte)value);
    }

    /// <summary>Bytes after their number.</summary>
    public void Counted(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        Bytes(value);
    }

    /// <summary>Hashes whose number the reader knows.</summary>
    /// <exception cref="FormatException">There are more or fewer.</exception>
    public void Digests(IReadOnlyList<Digest> values, int count)
    {
        if (values.Count != count)
        {
            throw new FormatException($"There are {values.Count} hashes where {count} belong.");
        }

        foreach (Digest value in values)
        {
            Digest(value);
        }
    }

    public byte[] ToArray() => [.. _bytes];
}
