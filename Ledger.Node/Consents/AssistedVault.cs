using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Ciphers;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>
/// Seals consents that nobody has confirmed yet: <c>nonce ‖ ciphertext ‖ tag</c>, SM4-GCM, under a key of the node's, bound to the log's origin and
/// the row. The holder's own key is of no use here: the ledger need not know the holder, and does not say whether it does.
/// </summary>
internal sealed class AssistedVault(string origin, HolderSecrets secrets)
{
    /// <summary>Seals a row.</summary>
    public byte[] Seal(ReadOnlySpan<byte> key, AssistedRow row)
    {
        byte[] plaintext = row.ToByteArray();
        byte[] content = new byte[Sm4Gcm.NonceLength + plaintext.Length + Sm4Gcm.TagLength];
        Span<byte> nonce = content.AsSpan(0, Sm4Gcm.NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using Sm4Gcm cipher = Cipher();
        cipher.Encrypt(nonce, plaintext, content.AsSpan(nonce.Length, plaintext.Length), content.AsSpan(nonce.Length + plaintext.Length), DataOf(key));
        return content;
    }

    /// <summary>Opens a row.</summary>
    /// <exception cref="CryptographicException">Changed, or sealed for another row, log or node.</exception>
    public AssistedRow Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content)
    {
        byte[] plaintext = new byte[int.Max(0, content.Length - Sm4Gcm.NonceLength - Sm4Gcm.TagLength)];
        using Sm4Gcm cipher = Cipher();
        bool opens = content.Length >= Sm4Gcm.NonceLength + Sm4Gcm.TagLength && cipher.TryDecrypt(
            content[..Sm4Gcm.NonceLength], content.Slice(Sm4Gcm.NonceLength, plaintext.Length), content[^Sm4Gcm.TagLength..], plaintext, DataOf(key));
        return opens ? AssistedRow.Parser.ParseFrom(plaintext) : throw new CryptographicException("A consent to be confirmed does not open.");
    }

    private Sm4Gcm Cipher() => new(secrets.AssistedConsentKey().Span[..Sm4Gcm.KeyLength]);

    private byte[] DataOf(ReadOnlySpan<byte> key) => [.. Encoding.UTF8.GetBytes($"{origin}\nassisted-consent\n"), .. key];
}
