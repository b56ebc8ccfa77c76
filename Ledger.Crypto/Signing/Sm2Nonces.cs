using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ledger.Crypto.Curves;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Signing;

/// <summary>
/// The secret numbers k of SM2 signatures, by RFC 6979, 3.2 with HMAC-SM3 and 32 random bytes for each as its additional data (3.6). From
/// the key and what is signed alone, nobody can tell k, even where the random bytes are bad; and with good ones, who makes the signer sign
/// the same again, and disturbs it, gets another k.
/// </summary>
internal static class Sm2Nonces
{
    /// <summary>The most signatures for which it is done at once.</summary>
    public const int Most = 8;

    private const int Block = 64;
    private const int Number = UInt256.Length;

    // V ‖ one byte ‖ secret ‖ hash ‖ random bytes.
    private const int Longest = Number + 1 + (3 * Number);

    /// <summary>Derives.</summary>
    /// <param name="secret">The private key: 32 bytes.</param>
    /// <param name="hashes">The hashes e, from one to eight.</param>
    /// <param name="random">32 bytes for each.</param>
    /// <param name="nonces">Receives a number from 1 to n − 1 for each.</param>
    public static void Derive(ReadOnlySpan<byte> secret, ReadOnlySpan<Scalar> hashes, ReadOnlySpan<byte> random, Span<SecretScalar> nonces)
    {
        int count = hashes.Length;
        Span<Digest> keys = stackalloc Digest[count];
        Span<Digest> values = stackalloc Digest[count];
        Span<byte> message = stackalloc byte[Longest * count];
        keys.Clear();
        foreach (ref Digest value in values)
        {
            value = First;
        }

        // Steps d to g.
        for (byte step = 0; step < 2; step++)
        {
            for (int i = 0; i < count; i++)
            {
                Span<byte> each = message.Slice(i * Longest, Longest);
                values[i].CopyTo(each);
                each[Number] = step;
                secret.CopyTo(each[(Number + 1)..]);
                hashes[i].Value.WriteTo(each[(Number + 1 + Number)..]);
                random.Slice(i * Number, Number).CopyTo(each[(Number + 1 + (2 * Number))..]);
            }

            Authenticate(keys, message, Longest, keys);
            Authenticate(keys, MemoryMarshal.AsBytes(values), Number, values);
        }

        // Step h, which almost never has to be repeated: k = V unless it is 0 or not below n.
        Authenticate(keys, MemoryMarshal.AsBytes(values), Number, values);
        for (int i = 0; i < count; i++)
        {
            while (!Fits(values[i].Span))
            {
                Next(ref keys[i], ref values[i]);
            }

            nonces[i] = new SecretScalar(UInt256.FromBytes(values[i].Span));
        }

        CryptographicOperations.ZeroMemory(message);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(keys));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(values));
    }

    // Step b.
    private static Digest First { get; } = new([.. Enumerable.Repeat((byte)0x01, Number)]);

    /// <summary>Whether it is a number from 1 to n − 1.</summary>
    internal static bool Fits(ReadOnlySpan<byte> bytes)
    {
        UInt256 number = UInt256.FromBytes(bytes);
        return !number.IsZero && number.IsBelow(Scalar.Order);
    }

    /// <summary>What follows a candidate that does not fit: step h 3, and the next candidate.</summary>
    internal static void Next(ref Digest key, ref Digest value)
    {
        Span<Digest> keys = new(ref key);
        Span<Digest> values = new(ref value);
        Authenticate(keys, [.. value.Span, 0x00], Number + 1, keys);
        Authenticate(keys, value.Span, Number, values);
        Authenticate(keys, value.Span, Number, values);
    }

    /// <summary>HMAC-SM3 of as many messages as there are keys, in lanes.</summary>
    private static void Authenticate(ReadOnlySpan<Digest> keys, ReadOnlySpan<byte> messages, int length, Span<Digest> codes)
    {
        int padded = Block + length;
        Span<byte> inner = stackalloc byte[padded * keys.Length];
        Span<byte> outer = stackalloc byte[(Block + Digest.Length) * keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            Mask(keys[i], 0x36, inner.Slice(i * padded, Block));
            Mask(keys[i], 0x5c, outer.Slice(i * (Block + Digest.Length), Block));
            messages.Slice(i * length, length).CopyTo(inner[((i * padded) + Block)..]);
        }

        Sm3Batch.Hash(inner, padded, codes);
        for (int i = 0; i < keys.Length; i++)
        {
            codes[i].CopyTo(outer[((i * (Block + Digest.Length)) + Block)..]);
        }

        Sm3Batch.Hash(outer, Block + Digest.Length, codes);
        CryptographicOperations.ZeroMemory(inner);
        CryptographicOperations.ZeroMemory(outer);
    }

    private static void Mask(Digest key, byte mask, Span<byte> block)
    {
        block.Fill(mask);
        for (int i = 0; i < Digest.Length; i++)
        {
            block[i] ^= key.Span[i];
        }
    }
}
