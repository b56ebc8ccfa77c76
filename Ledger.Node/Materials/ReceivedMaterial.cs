using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Materials;

/// <summary>A file that was received whole and lies sealed under a key of its own.</summary>
/// <param name="Handle">The handle that its material gets; its name.</param>
/// <param name="Key">Its SM4 key; cleared on disposal.</param>
/// <param name="Sm3">SM3 of what was received.</param>
/// <param name="Sha256">SHA-256 of the same.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="SealedSha256">SHA-256 of the file as it lies sealed.</param>
internal sealed record ReceivedMaterial(ByteString Handle, byte[] Key, Digest Sm3, Digest Sha256, long Length, Digest SealedSha256) : IDisposable
{
    /// <summary>Both digests, one behind the other: what the request that sent the file is bound to.</summary>
    public byte[] Digests => [.. Sm3.Span, .. Sha256.Span];

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(Key);

    /// <summary>The handle alone: neither key nor digests belong in a log.</summary>
    public override string ToString() => $"{nameof(ReceivedMaterial)} {Convert.ToHexStringLower(Handle.Span)}";
}
