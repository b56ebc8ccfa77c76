using System.Security.Cryptography;

namespace Ledger.Crypto.HttpSignatures;

/// <summary>The field <c>Content-Digest</c> (RFC 9530): SHA-256 of a message's content, and no other digest besides.</summary>
public static class ContentDigest
{
    /// <summary>Name of the field.</summary>
    public const string Field = "content-digest";

    private const string Key = "sha-256";

    /// <summary>The field's value for some content.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Write(SHA256.HashData(content));

    /// <summary>The field's value for a SHA-256.</summary>
    public static string Write(ReadOnlySpan<byte> hash) => StructuredWriter.Write([new StructuredMember(Key, hash.ToArray(), [], [])]);

    /// <summary>The SHA-256 that the field has, 32 bytes.</summary>
    /// <exception cref="HttpSignatureException"><see cref="HttpSignatureFault.Digest"/> for another digest or several; <see cref="HttpSignatureFault.Malformed"/>.</exception>
    public static byte[] Parse(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return StructuredReader.ReadDictionary(field) is [{ Key: Key, Value: byte[] { Length: SHA256.HashSizeInBytes } hash, Parameters.Count: 0 }]
            ? hash
            : throw new HttpSignatureException(HttpSignatureFault.Digest, "Content-Digest has one digest, sha-256.");
    }
}
