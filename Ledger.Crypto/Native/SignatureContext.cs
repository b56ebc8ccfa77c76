namespace Ledger.Crypto.Native;

/// <summary>
/// The contexts of one signature or verification. Used once: a second <c>EVP_DigestSign</c> on the same context
/// reports success and gives a wrong SM2 signature.
/// </summary>
internal readonly unsafe ref struct SignatureContext
{
    private readonly nint _key;

    /// <param name="key">The key to use.</param>
    /// <param name="userId">
    /// The SM2 user id; empty for other schemes. OpenSSL 3.0's own default for SM2 is the empty id, so it is always given.
    /// </param>
    public SignatureContext(KeyHandle key, ReadOnlySpan<byte> userId)
    {
        Digest = Libcrypto.CheckPointer(Libcrypto.EVP_MD_CTX_new());
        if (userId.IsEmpty)
        {
            return;
        }

        _key = Libcrypto.EVP_PKEY_CTX_new_from_pkey(0, key, 0);
        fixed (byte* id = userId)
        {
            if (_key == 0 || Libcrypto.EVP_PKEY_CTX_set1_id(_key, id, userId.Length) != 1)
            {
                Dispose();
                throw Libcrypto.LastError();
            }
        }

        // The id has to be there before the init call, which then takes this key context instead of making one.
        Libcrypto.EVP_MD_CTX_set_pkey_ctx(Digest, _key);
    }

    /// <summary>The digest context; it borrows the key context.</summary>
    public nint Digest { get; }

    public void Dispose()
    {
        Libcrypto.EVP_MD_CTX_free(Digest);
        Libcrypto.EVP_PKEY_CTX_free(_key);
    }
}
