using System.Buffers.Binary;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>Fills fixed fields one after the other; big-endian throughout.</summary>
internal ref struct LeafWriter(Span<byte> destination)
{
    private Span<byte> _rest = destination;

    public void Bytes(scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(_rest);
        _rest = _rest[value.Length..];
    }

    public void Byte(byte value)
    {
        _rest[0] = value;
        _rest = _rest[1..];
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_rest, value);
        _rest = _rest[sizeof(uint)..];
    }

    public void UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_rest, value);
        _rest = _rest[sizeof(ulong)..];
    }

    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public void Index(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        UInt64((ulong)value);
    }

    /// <exception cref="ArgumentOutOfRangeException">Before 1970.</exception>
    public void Time(DateTimeOffset value) => Index(value.ToUnixTimeMilliseconds());

    public void Digest(Digest value) => Bytes(value.Span);
}
