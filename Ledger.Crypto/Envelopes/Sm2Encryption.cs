using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Envelopes;

/// <summary>
/// SM2 encryption with SM3 (GB/T 32918.4-2016). OpenSSL computes both ways; the private side goes through its ladder, whose time does not depend on the secret.
/// </summary>
public static class Sm2Encryption
{
    /// <summary>Hides a message, which is a key or as short as one.</summary>
    /// <param name="recipient">An SM2 key.</param>
    /// <param name="message">1 to <see cref="Sm2Ciphertext.MaximumMessage"/> bytes.</param>
    /// <exception cref="ArgumentException">Another key, or another length.</exception>
    /// <exception cref="CryptographicException">OpenSSL failed.</exception>
    public static Sm2Ciphertext Encrypt(VerifyingKey recipient, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        if (recipient.Sm2 is not Sm2PublicKey key || message.Length is 0 or > Sm2Ciphertext.MaximumMessage)
        {
            throw new ArgumentException("SM2 keys hide 1 to 256 bytes.");
        }

        Sm2Ciphertext hidden;
        do
        {
            hidden = Sm2Ciphertext.Parse(key.Encrypt(message));
        }
        while (IsUncovered(hidden, message));
        return hidden;
    }

    /// <summary>Finds a hidden message, where it was hidden to this key and nothing of it was changed (C3).</summary>
    /// <returns>The message; null where there is none, without saying why. The caller wipes it.</returns>
    public static byte[]? TryDecrypt(Sm2PrivateKey key, Sm2Ciphertext ciphertext)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(ciphertext);
        return key.TryDecrypt(ciphertext.ToDer()) is byte[] message && !IsUncovered(ciphertext, message) ? message : null;
    }

    // GB/T 32918.4, 6.1, A5 and 7.1, B4: a mask t of zeros alone is drawn anew, and not taken. OpenSSL 3.0 does not look.
    private static bool IsUncovered(Sm2Ciphertext ciphertext, ReadOnlySpan<byte> message) =>
        CryptographicOperations.FixedTimeEquals(ciphertext.Hidden.Span, message);
}
