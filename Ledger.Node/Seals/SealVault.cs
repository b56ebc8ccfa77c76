using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Ciphers;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Seals;

/// <summary>
/// Seals what lies beside the events of seals (who acted, the reason, pictures): <c>nonce ‖ ciphertext ‖ tag</c>, SM4-GCM, under a key of
/// the node's, bound to the log's origin and to the seal or grant.
/// </summary>
internal sealed class SealVault(string origin, HolderSecrets secrets)
{
    /// <summary>Seals details for the seal or grant with this handle.</summary>
    public byte[] Seal(ByteString handle, SealDetails details)
    {
        byte[] plaintext = details.ToByteArray();
        byte[] content = new byte[Sm4Gcm.NonceLength + plaintext.Length + Sm4Gcm.TagLength];
        Span<byte> nonce = content.AsSpan(0, Sm4Gcm.NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using Sm4Gcm cipher = Cipher();
        cipher.Encrypt(
            nonce, plaintext, content.AsSpan(nonce.Length, plaintext.Length), content.AsSpan(nonce.Length + plaintext.Length), DataOf(handle));
        return content;
    }

    /// <summary>Opens what lies beside an event; null where it was erased or lost.</summary>
    /// <exception cref="CryptographicException">Changed, or sealed for another handle, log or node.</exception>
    public SealDetails? Open(LedgerRead read, ByteString handle, long index)
    {
        if (read.Get(Column.Sealed, RowKey.Of(index)) is not byte[] content)
        {
            return null;
        }

        byte[] plaintext = new byte[int.Max(0, content.Length - Sm4Gcm.NonceLength - Sm4Gcm.TagLength)];
        using Sm4Gcm cipher = Cipher();
        bool opens = content.Length >= Sm4Gcm.NonceLength + Sm4Gcm.TagLength && cipher.TryDecrypt(
            content.AsSpan(0, Sm4Gcm.NonceLength),
            content.AsSpan(Sm4Gcm.NonceLength, plaintext.Length),
            content.AsSpan(^Sm4Gcm.TagLength..),
            plaintext,
            DataOf(handle));
        return opens ? SealDetails.Parser.ParseFrom(plaintext) : throw new CryptographicException("Sealed details of a seal do not open.");
    }

    private Sm4Gcm Cipher() => new(secrets.SealDetailsKey().Span[..Sm4Gcm.KeyLength]);

    private byte[] DataOf(ByteString handle) => [.. Encoding.UTF8.GetBytes($"{origin}\nseal-details\n"), .. Handle.Checked(handle).Span];
}
