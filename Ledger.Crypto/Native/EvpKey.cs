using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Ledger.Crypto.Native;

/// <summary>
/// A public or private key held by libcrypto, with the operations every scheme shares.
/// The key is never changed and every operation has a context to itself, so all of it may run on several threads.
/// </summary>
internal sealed unsafe class EvpKey : IDisposable
{
    // Longest DER signature of two 32-byte numbers: 2 + 2 × (2 + 33).
    private const int MaxSignature = 72;

    private readonly KeyHandle _handle;
    private readonly ConcurrentStack<ContextHandle> _verifiers = [];

    private EvpKey(nint key) => _handle = new KeyHandle(key);

    /// <summary>A new key pair, drawn from OpenSSL's generator.</summary>
    /// <param name="type">OpenSSL's name of the key type.</param>
    /// <param name="group">The curve, where the type does not imply it.</param>
    public static EvpKey Generate(string type, string? group = null)
    {
        nint context = Libcrypto.CheckPointer(Libcrypto.EVP_PKEY_CTX_new_from_name(0, type, null));
        try
        {
            Libcrypto.Check(Libcrypto.EVP_PKEY_keygen_init(context));
            if (group is not null)
            {
                Libcrypto.Check(Libcrypto.EVP_PKEY_CTX_set_group_name(context, group));
            }

            nint key = 0;
            Libcrypto.Check(Libcrypto.EVP_PKEY_generate(context, &key));
            return new EvpKey(key);
        }
        finally
        {
            Libcrypto.EVP_PKEY_CTX_free(context);
        }
    }

    /// <summary>The key of a PKCS#8 structure whose outer form the caller has read; its two halves are checked here.</summary>
    /// <exception cref="CryptographicException">The secret is malformed, out of range, or not that of the public key beside it.</exception>
    public static EvpKey FromPkcs8(ReadOnlySpan<byte> der)
    {
        fixed (byte* start = der)
        {
            byte* next = start;
            nint info = Libcrypto.CheckPointer(Libcrypto.d2i_PKCS8_PRIV_KEY_INFO(null, &next, der.Length));
            try
            {
                EvpKey key = new(Libcrypto.EVP_PKCS82PKEY(info));
                key.CheckPair();
                return key;
            }
            finally
            {
                Libcrypto.PKCS8_PRIV_KEY_INFO_free(info);
            }
        }
    }

    /// <summary>The key of a raw secret, for types that have one (<c>ED25519</c>).</summary>
    public static EvpKey FromRawSecret(string type, ReadOnlySpan<byte> secret)
    {
        fixed (byte* start = secret)
        {
            return new EvpKey(Libcrypto.EVP_PKEY_new_raw_private_key_ex(0, type, null, start, (nuint)secret.Length));
        }
    }

    /// <summary>A public key from its SubjectPublicKeyInfo (RFC 5280, 4.1.2.7).</summary>
    /// <exception cref="CryptographicException">Malformed, or the point is not on the curve.</exception>
    public static EvpKey FromPublicKeyInfo(ReadOnlySpan<byte> der)
    {
        fixed (byte* start = der)
        {
            byte* next = start;
            return new EvpKey(Libcrypto.d2i_PUBKEY(null, &next, der.Length));
        }
    }

    /// <summary>The private key as unencrypted PKCS#8 DER; the caller wipes it.</summary>
    public byte[] ExportPkcs8()
    {
        nint info = Libcrypto.CheckPointer(Libcrypto.EVP_PKEY2PKCS8(_handle));
        try
        {
            byte[] der = new byte[Libcrypto.i2d_PKCS8_PRIV_KEY_INFO(info, null)];
            fixed (byte* start = der)
            {
                byte* next = start;
                return Libcrypto.i2d_PKCS8_PRIV_KEY_INFO(info, &next) == der.Length ? der : throw Libcrypto.LastError();
            }
        }
        finally
        {
            Libcrypto.PKCS8_PRIV_KEY_INFO_free(info);
        }
    }

    /// <summary>The public half as OpenSSL writes it: <c>04‖x‖y</c>, or 32 bytes for Ed25519.</summary>
    public byte[] ExportPublicKey()
    {
        byte* buffer = stackalloc byte[128];
        nuint size = 0;
        Libcrypto.Check(Libcrypto.EVP_PKEY_get_octet_string_param(_handle, "pub", buffer, 128, &size));
        return new ReadOnlySpan<byte>(buffer, checked((int)size)).ToArray();
    }

    /// <summary>Hashes and signs a message.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="digest">A digest of <see cref="Libcrypto"/>, or 0 where the scheme has its own.</param>
    /// <param name="userId">The SM2 user id; empty for other schemes.</param>
    /// <returns>The signature in OpenSSL's form: DER for SM2 and ECDSA, 64 bytes for Ed25519.</returns>
    public byte[] Sign(ReadOnlySpan<byte> message, nint digest, ReadOnlySpan<byte> userId)
    {
        using SignatureContext context = new(_handle, userId);
        Libcrypto.Check(Libcrypto.EVP_DigestSignInit(context.Digest, null, digest, 0, _handle));
        byte* signature = stackalloc byte[MaxSignature];
        nuint size = MaxSignature;
        fixed (byte* start = message)
        {
            Libcrypto.Check(
                Libcrypto.EVP_DigestSign(context.Digest, signature, &size, start, (nuint)message.Length));
        }

        return new ReadOnlySpan<byte>(signature, checked((int)size)).ToArray();
    }

    /// <summary>Whether the signature, in OpenSSL's form, is one of the message by this key.</summary>
    public bool Verify(
        ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, nint digest, ReadOnlySpan<byte> userId)
    {
        using SignatureContext context = new(_handle, userId);
        Libcrypto.Check(Libcrypto.EVP_DigestVerifyInit(context.Digest, null, digest, 0, _handle));
        int result;
        fixed (byte* messageStart = message, signatureStart = signature)
        {
            result = Libcrypto.EVP_DigestVerify(
                context.Digest, signatureStart, (nuint)signature.Length, messageStart, (nuint)message.Length);
        }

        return IsOne(result);
    }

    /// <summary>Whether the signature, in OpenSSL's form, is one of a message of which the caller has the hash.</summary>
    /// <param name="hash">What the scheme signs; for SM2 the hash <c>e</c>.</param>
    /// <param name="signature">DER.</param>
    public bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
#pragma warning disable CA2000 // Kept for the next verification, and disposed of with the key.
        ContextHandle context = _verifiers.TryPop(out ContextHandle? kept) ? kept : new ContextHandle(_handle);
#pragma warning restore CA2000
        int result;
        fixed (byte* hashStart = hash, signatureStart = signature)
        {
            result = Libcrypto.EVP_PKEY_verify(
                context.DangerousGetHandle(), signatureStart, (nuint)signature.Length, hashStart, (nuint)hash.Length);
        }

        _verifiers.Push(context);
        return IsOne(result);
    }

    /// <summary>Hides a message of at most a few hundred bytes to an SM2 key.</summary>
    /// <returns>The DER of the ciphertext.</returns>
    public byte[] Encrypt(ReadOnlySpan<byte> message)
    {
        nint context = Libcrypto.CheckPointer(Libcrypto.EVP_PKEY_CTX_new_from_pkey(0, _handle, 0));
        try
        {
            Libcrypto.Check(Libcrypto.EVP_PKEY_encrypt_init(context));
            fixed (byte* input = message)
            {
                nuint size = 0;
                Libcrypto.Check(Libcrypto.EVP_PKEY_encrypt(context, null, &size, input, (nuint)message.Length));
                byte[] hidden = new byte[(int)size];
                fixed (byte* output = hidden)
                {
                    Libcrypto.Check(Libcrypto.EVP_PKEY_encrypt(context, output, &size, input, (nuint)message.Length));
                }

                return hidden[..(int)size];
            }
        }
        finally
        {
            Libcrypto.EVP_PKEY_CTX_free(context);
        }
    }

    /// <summary>The message that a ciphertext hides to this SM2 key; null where it hides none.</summary>
    /// <param name="hidden">DER that the caller has read, longer than the message.</param>
    public byte[]? TryDecrypt(ReadOnlySpan<byte> hidden)
    {
        nint context = Libcrypto.CheckPointer(Libcrypto.EVP_PKEY_CTX_new_from_pkey(0, _handle, 0));
        byte[] room = new byte[hidden.Length];
        try
        {
            Libcrypto.Check(Libcrypto.EVP_PKEY_decrypt_init(context));
            nuint size = (nuint)room.Length;
            fixed (byte* input = hidden, output = room)
            {
                return IsOne(Libcrypto.EVP_PKEY_decrypt(context, output, &size, input, (nuint)hidden.Length)) ? room[..(int)size] : null;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room);
            Libcrypto.EVP_PKEY_CTX_free(context);
        }
    }

    public void Dispose()
    {
        while (_verifiers.TryPop(out ContextHandle? context))
        {
            context.Dispose();
        }

        _handle.Dispose();
    }

    private static bool IsOne(int result)
    {
        if (result != 1)
        {
            // Zero and negative results both mean "not one of this key's"; the reason must not leak into the next call.
            Libcrypto.ERR_clear_error();
        }

        return result == 1;
    }

    private void CheckPair()
    {
        nint context = 0;
        try
        {
            context = Libcrypto.CheckPointer(Libcrypto.EVP_PKEY_CTX_new_from_pkey(0, _handle, 0));
            Libcrypto.Check(Libcrypto.EVP_PKEY_check(context));
        }
        catch (CryptographicException)
        {
            Dispose();
            throw;
        }
        finally
        {
            Libcrypto.EVP_PKEY_CTX_free(context);
        }
    }
}
