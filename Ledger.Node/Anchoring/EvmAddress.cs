using System.Runtime.InteropServices;

namespace Ledger.Node.Anchoring;

/// <summary>A 20-byte account or contract address with value equality. Written <c>0x</c> and 40 lower-case digits.</summary>
internal readonly struct EvmAddress : IEquatable<EvmAddress>
{
    public const int Length = 20;

    private readonly Bytes20 _bytes;

    /// <summary>Copies exactly 20 bytes.</summary>
    /// <exception cref="ArgumentException">The length is not 20.</exception>
    public EvmAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"An address has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        }

        bytes.CopyTo(_bytes);
    }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Reads <c>0x</c> and 40 digits of either case; the mixed-case checksum of EIP-55 is not asked for.</summary>
    /// <exception cref="FormatException">Any other text.</exception>
    public static EvmAddress Parse(string text) => new(EvmHex.Fixed(text, Length));

    public bool Equals(EvmAddress other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is EvmAddress other && Equals(other);

    public override int GetHashCode() => MemoryMarshal.Read<int>(Span);

    public override string ToString() => EvmHex.Of(Span);

    public static bool operator ==(EvmAddress left, EvmAddress right) => left.Equals(right);

    public static bool operator !=(EvmAddress left, EvmAddress right) => !left.Equals(right);

    [System.Runtime.CompilerServices.InlineArray(Length)]
    private struct Bytes20
    {
        private byte _first;
    }
}
