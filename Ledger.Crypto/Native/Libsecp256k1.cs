using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ledger.Crypto.Native;

/// <summary>
/// The functions of Bitcoin Core's libsecp256k1 that the ledger calls. The library aborts the process on a wrong
/// argument, so callers check lengths and ranges first.
/// </summary>
internal static unsafe partial class Libsecp256k1
{
    /// <summary>Size of the library's parsed public key.</summary>
    public const int PublicKeySize = 64;

    /// <summary>Size of the library's parsed recoverable signature.</summary>
    public const int SignatureSize = 65;

    /// <summary>Asks for the 65-byte form <c>04‖x‖y</c>.</summary>
    public const uint Uncompressed = 2;

    private const string Library = "libsecp256k1.so.1";

    // Flags SIGN | VERIFY, which versions before 0.2 need.
    private const uint SignAndVerify = 0x301;

    /// <summary>The shared context; only read after it is made, so any thread may use it.</summary>
    public static nint Context { get; } = CreateContext();

    [LibraryImport(Library)]
    public static partial int secp256k1_ec_seckey_verify(nint context, byte* secret);

    [LibraryImport(Library)]
    public static partial int secp256k1_ec_pubkey_create(nint context, byte* publicKey, byte* secret);

    [LibraryImport(Library)]
    public static partial int secp256k1_ec_pubkey_serialize(
        nint context, byte* output, nuint* size, byte* publicKey, uint flags);

    [LibraryImport(Library)]
    public static partial int secp256k1_ecdsa_sign_recoverable(
        nint context, byte* signature, byte* hash, byte* secret, nint nonceFunction, nint nonceData);

    [LibraryImport(Library)]
    public static partial int secp256k1_ecdsa_recoverable_signature_serialize_compact(
        nint context, byte* output, int* recoveryId, byte* signature);

    [LibraryImport(Library)]
    public static partial int secp256k1_ecdsa_recoverable_signature_parse_compact(
        nint context, byte* signature, byte* input, int recoveryId);

    [LibraryImport(Library)]
    public static partial int secp256k1_ecdsa_recover(nint context, byte* publicKey, byte* signature, byte* hash);

    [LibraryImport(Library)]
    private static partial nint secp256k1_context_create(uint flags);

    [LibraryImport(Library)]
    private static partial int secp256k1_context_randomize(nint context, byte* seed);

    private static nint CreateContext()
    {
        nint context = secp256k1_context_create(SignAndVerify);
        Span<byte> seed = stackalloc byte[32];
        RandomNumberGenerator.Fill(seed);
        fixed (byte* start = seed)
        {
            // Blinds the signing multiplication against side channels.
            if (context == 0 || secp256k1_context_randomize(context, start) != 1)
            {
                throw new CryptographicException("libsecp256k1 gave no context.");
            }
        }

        return context;
    }
}
