using System.Formats.Asn1;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.TimeStamps;

/// <summary>The hash of what is stamped (RFC 3161, 2.4.1): a time-stamping authority sees nothing else of it.</summary>
public sealed class MessageImprint : IEquatable<MessageImprint>
{
    // Longer than any hash in use: SHA-512 has 64 bytes.
    private const int MaxHashLength = 64;

    private readonly byte[] _hash;

    private MessageImprint(string algorithm, byte[] hash)
    {
        Algorithm = algorithm;
        _hash = hash;
    }

    /// <summary>Object identifier of the hash function.</summary>
    public string Algorithm { get; }

    /// <summary>The hash, 1 to 64 bytes.</summary>
    public ReadOnlyMemory<byte> Hash => _hash;

    /// <summary>Whether it is a SHA-256 or an SM3 hash; others are read, never made or believed.</summary>
    public bool IsUnderstood => Algorithm is Oids.Sha256 or Oids.Sm3 && _hash.Length == Digest.Length;

    /// <summary>Whether it is an SM3 hash, whose stamp this project's own authority makes with SM2 (GM/T 0033).</summary>
    public bool IsSm3 => Algorithm == Oids.Sm3;

    /// <summary>The imprint of data by SHA-256.</summary>
    public static MessageImprint Sha256(ReadOnlySpan<byte> data) => new(Oids.Sha256, Digest.Sha256(data).ToArray());

    /// <summary>The imprint of data by SM3.</summary>
    public static MessageImprint Sm3(ReadOnlySpan<byte> data) => new(Oids.Sm3, Hashing.Sm3.Hash(data).ToArray());

    /// <summary>Whether it is the imprint of these data.</summary>
    public bool IsOf(ReadOnlySpan<byte> data) =>
        IsUnderstood && SignedDataSuite.Hash(Algorithm, data).Span.SequenceEqual(_hash);

    /// <inheritdoc/>
    public bool Equals(MessageImprint? other) =>
        other is not null && Algorithm == other.Algorithm && _hash.AsSpan().SequenceEqual(other._hash);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MessageImprint);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode code = default;
        code.Add(Algorithm, StringComparer.Ordinal);
        code.AddBytes(_hash);
        return code.ToHashCode();
    }

    // MessageImprint ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, hashedMessage OCTET STRING }
    internal static MessageImprint Read(AsnReader reader)
    {
        AsnReader imprint = reader.ReadSequence();
        string algorithm = KeyIdentifiers.ReadDigestAlgorithm(imprint, allowsNull: true);
        byte[] hash = imprint.ReadOctetString();
        imprint.ThrowIfNotEmpty();
        return hash.Length is > 0 and <= MaxHashLength
            ? new MessageImprint(algorithm, hash)
            : throw new FormatException($"A hash has 1 to {MaxHashLength} bytes.");
    }

    internal void Write(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            KeyIdentifiers.WriteAlgorithm(writer, Algorithm);
            writer.WriteOctetString(_hash);
        }
    }
}
