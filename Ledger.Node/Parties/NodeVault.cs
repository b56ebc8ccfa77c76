using System.Security.Cryptography;
using System.Text;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Parties;

/// <summary>
/// Seals what is the node's own and no holder's: <c>nonce ‖ ciphertext ‖ tag</c>, SM4-GCM, under a key of the node's, bound to the log's origin, the purpose and the place.
/// </summary>
/// <param name="origin">The log's origin.</param>
/// <param name="purpose">What is sealed.</param>
/// <param name="key">Gives the key, of which the first 16 bytes count.</param>
internal sealed class NodeVault(string origin, string purpose, Func<Digest> key)
{
    /// <summary>Seals content for a place.</summary>
    public byte[] Seal(ReadOnlySpan<byte> place, ReadOnlySpan<byte> plaintext)
    {
        byte[] content = new byte[Sm4Gcm.NonceLength + plaintext.Length + Sm4Gcm.TagLength];
        Span<byte> nonce = content.AsSpan(0, Sm4Gcm.NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using Sm4Gcm cipher = Cipher();
        cipher.Encrypt(nonce, plaintext, content.AsSpan(nonce.Length, plaintext.Length), content.AsSpan(nonce.Length + plaintext.Length), DataOf(place));
        return content;
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="CryptographicException">Changed, or sealed for another place, purpose, log or node.</exception>
    public byte[] Open(ReadOnlySpan<byte> place, ReadOnlySpan<byte> content)
    {
        byte[] plaintext = new byte[int.Max(0, content.Length - Sm4Gcm.NonceLength - Sm4Gcm.TagLength)];
        using Sm4Gcm cipher = Cipher();
        bool opens = content.Length >= Sm4Gcm.NonceLength + Sm4Gcm.TagLength && cipher.TryDecrypt(
            content[..Sm4Gcm.NonceLength], content.Slice(Sm4Gcm.NonceLength, plaintext.Length), content[^Sm4Gcm.TagLength..], plaintext, DataOf(place));
        return opens ? plaintext : throw new CryptographicException($"What the node sealed ({purpose}) does not open.");
    }

    private Sm4Gcm Cipher() => new(key().Span[..Sm4Gcm.KeyLength]);

    private byte[] DataOf(ReadOnlySpan<byte> place) => [.. Encoding.UTF8.GetBytes($"{origin}\n{purpose}\n"), .. place];
}
