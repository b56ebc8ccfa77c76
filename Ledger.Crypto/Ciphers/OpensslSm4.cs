using Ledger.Crypto.Native;

namespace Ledger.Crypto.Ciphers;

/// <summary>
/// SM4 in counter mode by OpenSSL: what our own way is measured against and compared with. OpenSSL 3.0 has no GCM for it, and its S-box
/// is a table, so that nothing secret of the ledger goes this way.
/// </summary>
public static class OpensslSm4
{
    /// <summary>Adds the key stream to data.</summary>
    /// <param name="key">16 bytes.</param>
    /// <param name="counter">The first counter block: 16 bytes, counted up as one number.</param>
    /// <param name="input">The data.</param>
    /// <param name="output">As long; the same memory, or none of it.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">OpenSSL failed.</exception>
    public static unsafe void AddCounters(ReadOnlySpan<byte> key, ReadOnlySpan<byte> counter, ReadOnlySpan<byte> input, Span<byte> output)
    {
        if (key.Length != Sm4.KeyLength || counter.Length != Sm4.BlockLength || output.Length != input.Length)
        {
            throw new ArgumentException("A key and a counter have 16 bytes, and the output is as long as the input.");
        }

        nint context = Libcrypto.CheckPointer(Libcrypto.EVP_CIPHER_CTX_new());
        try
        {
            fixed (byte* keyStart = key, counterStart = counter, from = input, to = output)
            {
                int written;
                Libcrypto.Check(Libcrypto.EVP_EncryptInit_ex(context, Libcrypto.Sm4Ctr, 0, keyStart, counterStart));
                Libcrypto.Check(Libcrypto.EVP_EncryptUpdate(context, to, &written, from, input.Length));
            }
        }
        finally
        {
            Libcrypto.EVP_CIPHER_CTX_free(context);
        }
    }
}
