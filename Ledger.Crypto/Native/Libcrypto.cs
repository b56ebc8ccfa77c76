using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Crypto.Native;

/// <summary>The functions of OpenSSL's libcrypto (3.0 or later) that the ledger calls, and its errors as exceptions.</summary>
internal static unsafe partial class Libcrypto
{
    private const string Library = "libcrypto.so.3";

    private static nint _sm3;
    private static nint _sha256;
    private static nint _sm4Ctr;

    /// <summary>The SM3 digest. Fetched once: a fetch costs more than hashing a record.</summary>
    public static nint Sm3 => Fetched(ref _sm3, "SM3", EVP_MD_fetch);

    /// <summary>The SHA-256 digest. .NET's own SHA-256 is the same code, but takes three times as long about a record.</summary>
    public static nint Sha256 => Fetched(ref _sha256, "SHA256", EVP_MD_fetch);

    /// <summary>The cipher SM4 in counter mode.</summary>
    public static nint Sm4Ctr => Fetched(ref _sm4Ctr, "SM4-CTR", EVP_CIPHER_fetch);

    /// <summary>The hash of data that is all there.</summary>
    /// <param name="digest">One of the digests above.</param>
    /// <param name="data">The data; may be empty.</param>
    /// <param name="hash">As long as the digest's hashes are.</param>
    public static void Hash(nint digest, ReadOnlySpan<byte> data, Span<byte> hash)
    {
        fixed (byte* input = data, output = hash)
        {
            Check(EVP_Digest(input, (nuint)data.Length, output, null, digest, 0));
        }
    }

    /// <summary>Throws OpenSSL's own words unless the call returned 1.</summary>
    public static void Check(int result)
    {
        if (result != 1)
        {
            throw LastError();
        }
    }

    /// <summary>Throws OpenSSL's own words if the call returned a null pointer.</summary>
    public static nint CheckPointer(nint pointer) => pointer != 0 ? pointer : throw LastError();

    /// <summary>Empties the error queue of this thread into one exception.</summary>
    public static CryptographicException LastError()
    {
        StringBuilder text = new();
        byte* line = stackalloc byte[256];
        for (nuint error = ERR_get_error(); error != 0; error = ERR_get_error())
        {
            ERR_error_string_n(error, line, 256);
            text.Append(text.Length == 0 ? "" : "; ").Append(Marshal.PtrToStringUTF8((nint)line));
        }

        return new CryptographicException(text.Length == 0 ? "OpenSSL failed without a reason." : text.ToString());
    }

    [LibraryImport(Library)]
    public static partial void ERR_clear_error();

    [LibraryImport(Library)]
    public static partial nint EVP_MD_CTX_new();

    [LibraryImport(Library)]
    public static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(Library)]
    public static partial void EVP_MD_CTX_set_pkey_ctx(nint context, nint keyContext);

    [LibraryImport(Library)]
    public static partial int EVP_DigestInit_ex(DigestContext context, nint digest, nint engine);

    [LibraryImport(Library)]
    public static partial int EVP_DigestUpdate(DigestContext context, byte* data, nuint count);

    [LibraryImport(Library)]
    public static partial int EVP_DigestFinal_ex(DigestContext context, byte* hash, uint* size);

    [LibraryImport(Library)]
    public static partial int EVP_MD_CTX_copy_ex(DigestContext copy, DigestContext original);

    [LibraryImport(Library)]
    public static partial nint EVP_CIPHER_CTX_new();

    [LibraryImport(Library)]
    public static partial void EVP_CIPHER_CTX_free(nint context);

    [LibraryImport(Library)]
    public static partial int EVP_EncryptInit_ex(nint context, nint cipher, nint engine, byte* key, byte* iv);

    [LibraryImport(Library)]
    public static partial int EVP_EncryptUpdate(nint context, byte* output, int* written, byte* input, int count);

    [LibraryImport(Library)]
    public static partial int EVP_DigestSignInit(
        nint context, nint* keyContext, nint digest, nint engine, KeyHandle key);

    [LibraryImport(Library)]
    public static partial int EVP_DigestSign(
        nint context, byte* signature, nuint* signatureSize, byte* message, nuint messageSize);

    [LibraryImport(Library)]
    public static partial int EVP_DigestVerifyInit(
        nint context, nint* keyContext, nint digest, nint engine, KeyHandle key);

    [LibraryImport(Library)]
    public static partial int EVP_DigestVerify(
        nint context, byte* signature, nuint signatureSize, byte* message, nuint messageSize);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint EVP_PKEY_CTX_new_from_name(nint library, string name, string? properties);

    [LibraryImport(Library)]
    public static partial nint EVP_PKEY_CTX_new_from_pkey(nint library, KeyHandle key, nint properties);

    [LibraryImport(Library)]
    public static partial void EVP_PKEY_CTX_free(nint context);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_verify_init(nint context);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_verify(nint context, byte* signature, nuint signatureSize, byte* hash, nuint hashSize);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_encrypt_init(nint context);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_encrypt(nint context, byte* output, nuint* outputSize, byte* input, nuint inputSize);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_decrypt_init(nint context);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_decrypt(nint context, byte* output, nuint* outputSize, byte* input, nuint inputSize);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_CTX_set1_id(nint context, byte* id, int size);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int EVP_PKEY_CTX_set_group_name(nint context, string name);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_keygen_init(nint context);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_generate(nint context, nint* key);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_check(nint context);

    [LibraryImport(Library)]
    public static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int EVP_PKEY_get_octet_string_param(
        KeyHandle key, string name, byte* buffer, nuint capacity, nuint* size);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint EVP_PKEY_new_raw_private_key_ex(
        nint library, string name, string? properties, byte* secret, nuint size);

    [LibraryImport(Library)]
    public static partial nint d2i_PUBKEY(nint* target, byte** der, nint size);

    [LibraryImport(Library)]
    public static partial nint d2i_PKCS8_PRIV_KEY_INFO(nint* target, byte** der, nint size);

    [LibraryImport(Library)]
    public static partial int i2d_PKCS8_PRIV_KEY_INFO(nint info, byte** der);

    [LibraryImport(Library)]
    public static partial void PKCS8_PRIV_KEY_INFO_free(nint info);

    [LibraryImport(Library)]
    public static partial nint EVP_PKCS82PKEY(nint info);

    [LibraryImport(Library)]
    public static partial nint EVP_PKEY2PKCS8(KeyHandle key);

    [LibraryImport(Library)]
    private static partial int EVP_Digest(byte* data, nuint count, byte* hash, uint* size, nint digest, nint engine);

    [LibraryImport(Library)]
    private static partial nuint ERR_get_error();

    [LibraryImport(Library)]
    private static partial void ERR_error_string_n(nuint error, byte* text, nuint size);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint EVP_MD_fetch(nint library, string name, string? properties);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint EVP_CIPHER_fetch(nint library, string name, string? properties);

    // Two threads may both fetch at the start; the second result is kept alive unused, which is harmless.
    private static nint Fetched(ref nint cached, string name, Func<nint, string, string?, nint> fetch)
    {
        nint algorithm = Volatile.Read(ref cached);
        if (algorithm == 0)
        {
            algorithm = CheckPointer(fetch(0, name, null));
            Volatile.Write(ref cached, algorithm);
        }

        return algorithm;
    }
}
