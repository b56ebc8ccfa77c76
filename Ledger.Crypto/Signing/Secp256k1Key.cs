using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>A private key of an Ethereum account (ECDSA on secp256k1, SEC 2). It signs hashes only: transactions define their own.</summary>
public sealed unsafe class Secp256k1Key : IDisposable
{
    private const int SecretLength = 32;

    private readonly byte[] _secret;
    private readonly byte[] _address;
    private bool _disposed;

    private Secp256k1Key(byte[] secret)
    {
        _secret = secret;
        byte* publicKey = stackalloc byte[Libsecp256k1.PublicKeySize];
        fixed (byte* start = secret)
        {
            Check(Libsecp256k1.secp256k1_ec_pubkey_create(Libsecp256k1.Context, publicKey, start));
        }

        _address = AddressOf(publicKey);
    }

    /// <summary>A copy of the 20-byte address: the end of the Keccak-256 of the public point.</summary>
    public byte[] Address => [.. _address];

    /// <summary>A new random key.</summary>
    public static Secp256k1Key Generate()
    {
        // All but one in 2^128 draws are valid secrets.
        Span<byte> secret = stackalloc byte[SecretLength];
        do
        {
            RandomNumberGenerator.Fill(secret);
        }
        while (!IsSecret(secret));

        Secp256k1Key key = FromBytes(secret);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    /// <summary>The key of 32 bytes, a big-endian number.</summary>
    /// <exception cref="CryptographicException">Not 32 bytes, zero, or not below the order of the curve.</exception>
    public static Secp256k1Key FromBytes(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SecretLength || !IsSecret(secret))
        {
            throw new CryptographicException("A secp256k1 secret is 32 bytes, from 1 to the order of the curve less 1.");
        }

        return new Secp256k1Key(secret.ToArray());
    }

    /// <summary>The 32 bytes of the secret. The caller wipes them after use.</summary>
    public byte[] Export()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return [.. _secret];
    }

    /// <summary>Signs a hash, with the nonce of RFC 6979. Safe to call from several threads.</summary>
    /// <returns>32 bytes each, <c>S</c> in the lower half of the order (EIP-2); the recovery id is 0 to 3.</returns>
    public (byte[] R, byte[] S, int RecoveryId) Sign(Digest hash)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        byte* signature = stackalloc byte[Libsecp256k1.SignatureSize];
        Span<byte> compact = stackalloc byte[64];
        int recoveryId;
        fixed (byte* message = hash.Span, secret = _secret, output = compact)
        {
            nint context = Libsecp256k1.Context;
            Check(Libsecp256k1.secp256k1_ecdsa_sign_recoverable(context, signature, message, secret, 0, 0));
            Check(Libsecp256k1.secp256k1_ecdsa_recoverable_signature_serialize_compact(
                context, output, &recoveryId, signature));
        }

        return (compact[..32].ToArray(), compact[32..].ToArray(), recoveryId);
    }

    /// <summary>The address of the account that signed the hash.</summary>
    /// <returns>20 bytes, or null where these numbers are no signature by any key, wrong lengths included.</returns>
    public static byte[]? RecoverAddress(Digest hash, ReadOnlySpan<byte> r, ReadOnlySpan<byte> s, int recoveryId)
    {
        // The library ends the process over a recovery id out of range.
        if (r.Length != 32 || s.Length != 32 || recoveryId is < 0 or > 3)
        {
            return null;
        }

        byte* publicKey = stackalloc byte[Libsecp256k1.PublicKeySize];
        byte* signature = stackalloc byte[Libsecp256k1.SignatureSize];
        Span<byte> compact = stackalloc byte[64];
        r.CopyTo(compact);
        s.CopyTo(compact[32..]);
        fixed (byte* message = hash.Span, input = compact)
        {
            nint context = Libsecp256k1.Context;
            bool recovered =
                Libsecp256k1.secp256k1_ecdsa_recoverable_signature_parse_compact(context, signature, input, recoveryId) == 1
                && Libsecp256k1.secp256k1_ecdsa_recover(context, publicKey, signature, message) == 1;
            return recovered ? AddressOf(publicKey) : null;
        }
    }

    /// <summary>Wipes the secret.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_secret);
    }

    private static bool IsSecret(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return Libsecp256k1.secp256k1_ec_seckey_verify(Libsecp256k1.Context, start) == 1;
        }
    }

    private static byte[] AddressOf(byte* publicKey)
    {
        Span<byte> point = stackalloc byte[65];
        nuint size = 65;
        fixed (byte* output = point)
        {
            Check(Libsecp256k1.secp256k1_ec_pubkey_serialize(
                Libsecp256k1.Context, output, &size, publicKey, Libsecp256k1.Uncompressed));
        }

        // Ethereum Yellow Paper, appendix F: the hash is of x‖y, without the leading 04.
        return Keccak256.Hash(point[1..]).Span[12..].ToArray();
    }

    private static void Check(int result)
    {
        if (result != 1)
        {
            throw new CryptographicException("libsecp256k1 refused the operation.");
        }
    }
}
