using System.Runtime.InteropServices;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Hashing;

/// <summary>A 32-byte hash value (SM3, SHA-256 or Keccak-256) with value equality and stable text forms.</summary>
public readonly struct Digest : IEquatable<Digest>, IComparable<Digest>
{
    /// <summary>Length of every digest in bytes.</summary>
    public const int Length = 32;

    private readonly Bytes32 _bytes;

    /// <summary>Copies exactly 32 bytes.</summary>
    /// <exception cref="ArgumentException">The length is not 32.</exception>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"A digest has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        }

        bytes.CopyTo(_bytes);
    }

    /// <summary>The 32 bytes; valid as long as this value is.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>A copy of the 32 bytes.</summary>
    public byte[] ToArray() => Span.ToArray();

    /// <summary>64 lower-case hexadecimal characters.</summary>
    public string ToHex() => Convert.ToHexStringLower(Span);

    /// <summary>44 characters of standard base64 with padding, as C2SP checkpoints and proofs write hashes.</summary>
    public string ToBase64() => Convert.ToBase64String(Span);

    /// <summary>Writes the bytes to the start of <paramref name="destination"/> (at least 32 bytes).</summary>
    public void CopyTo(Span<byte> destination) => Span.CopyTo(destination);

    /// <summary>Reads 64 lower-case hexadecimal characters.</summary>
    /// <exception cref="FormatException">Any other text, upper case included.</exception>
    public static Digest FromHex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length == 2 * Length
            && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            && !text.AsSpan().ContainsAnyInRange('A', 'F'))
        {
            return new Digest(bytes);
        }

        throw new FormatException("A digest is written as 64 lower-case hexadecimal characters.");
    }

    /// <summary>Reads the one canonical base64 form of 32 bytes (44 characters, zero trailing bits).</summary>
    /// <exception cref="FormatException">Any other text.</exception>
    public static Digest FromBase64(ReadOnlySpan<char> text)
    {
        const int Characters = 44;
        Span<byte> bytes = stackalloc byte[Length + 1];
        Span<char> canonical = stackalloc char[Characters];
        if (text.Length == Characters
            && Convert.TryFromBase64Chars(text, bytes, out int length) && length == Length
            && Convert.TryToBase64Chars(bytes[..Length], canonical, out _) && text.SequenceEqual(canonical))
        {
            return new Digest(bytes[..Length]);
        }

        throw new FormatException("A digest is written as 44 characters of canonical base64.");
    }

    /// <summary>SHA-256 of the data (FIPS 180-4).</summary>
    public static Digest Sha256(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Length];
        Libcrypto.Hash(Libcrypto.Sha256, data, hash);
        return new Digest(hash);
    }

    /// <inheritdoc/>
    public bool Equals(Digest other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Digest other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => MemoryMarshal.Read<int>(Span);

    /// <summary>Orders digests as big-endian numbers.</summary>
    public int CompareTo(Digest other) => Span.SequenceCompareTo(other.Span);

    /// <inheritdoc cref="ToHex"/>
    public override string ToString() => ToHex();

    /// <summary>Whether both hold the same 32 bytes.</summary>
    public static bool operator ==(Digest left, Digest right) => left.Equals(right);

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);

    /// <summary>Whether the left digest is the smaller big-endian number.</summary>
    public static bool operator <(Digest left, Digest right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left digest is the greater big-endian number.</summary>
    public static bool operator >(Digest left, Digest right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left digest is not the greater big-endian number.</summary>
    public static bool operator <=(Digest left, Digest right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left digest is not the smaller big-endian number.</summary>
    public static bool operator >=(Digest left, Digest right) => left.CompareTo(right) >= 0;

    [System.Runtime.CompilerServices.InlineArray(Length)]
    private struct Bytes32
    {
        private byte _first;
    }
}
