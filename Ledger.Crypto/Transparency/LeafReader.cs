using System.Buffers.Binary;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>Reads the fixed fields of a leaf one after the other; big-endian throughout.</summary>
internal ref struct LeafReader
{
    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly string _kind;
    private ReadOnlySpan<byte> _rest;

    /// <exception cref="FormatException">Another length or another magic.</exception>
    public LeafReader(string kind, ReadOnlySpan<byte> magic, ReadOnlySpan<byte> leaf, int length)
    {
        if (leaf.Length != length || !leaf.StartsWith(magic))
        {
            throw new FormatException($"{kind} has {length} bytes and begins with its magic.");
        }

        _kind = kind;
        _rest = leaf[magic.Length..];
    }

    public byte Byte() => Take(1)[0];

    public Digest Digest() => new(Take(Hashing.Digest.Length));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(sizeof(ulong)));

    /// <exception cref="FormatException">2^63 or more.</exception>
    public long Index()
    {
        ulong value = UInt64();
        return value <= long.MaxValue
            ? (long)value
            : throw new FormatException($"{_kind} has an index of 2^63 or more.");
    }

    /// <exception cref="FormatException">Later than the year 9999.</exception>
    public DateTimeOffset Time()
    {
        long milliseconds = Index();
        return milliseconds <= LastMillisecond
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new FormatException($"{_kind} has a time after the year 9999.");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        ReadOnlySpan<byte> field = _rest[..length];
        _rest = _rest[length..];
        return field;
    }
}
