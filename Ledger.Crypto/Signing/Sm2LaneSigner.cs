using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Ledger.Crypto.Curves;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Signing;

/// <summary>
/// Signs with an SM2 key in lanes of AVX-512 (GB/T 32918.2, 6.1), in a time that does not depend on the key or on k; and verifies every
/// signature before it gives it away, so that an error of processor or memory does not betray the key. Any thread may call it.
/// </summary>
internal sealed class Sm2LaneSigner : IDisposable
{
    // More than any method that it calls has on the stack.
    private const int StackBytes = 48 << 10;

    private readonly byte[] _secret = GC.AllocateUninitializedArray<byte>(UInt256.Length, pinned: true);
    private readonly SecretScalar[] _divisor = GC.AllocateUninitializedArray<SecretScalar>(1, pinned: true);
    private readonly Sm2PublicKey _key;
    private readonly LaneTable _table;
    private bool _disposed;

    /// <summary>Takes a copy of the private key.</summary>
    /// <param name="secret">32 bytes, from 1 to n − 2.</param>
    /// <param name="publicKey">65 bytes <c>04‖x‖y</c>.</param>
    public Sm2LaneSigner(ReadOnlySpan<byte> secret, byte[] publicKey)
    {
        secret.CopyTo(_secret);
        _key = new Sm2PublicKey(publicKey);
        _table = Sm2Verification.LaneKeys.Learn(_key.Point);
        _divisor[0] = (new SecretScalar(UInt256.FromBytes(secret)) + SecretScalar.One).Divisor();
        WipeStack();
    }

    /// <summary>Signs.</summary>
    /// <param name="hashes">The hashes e of messages (6.1, A2), as many as wanted; eight take little longer than two.</param>
    /// <param name="signatures">Receives 64 bytes <c>r‖s</c> for each.</param>
    /// <exception cref="CryptographicException">A signature did not verify: none is given.</exception>
    public void Sign(ReadOnlySpan<Digest> hashes, Span<byte> signatures)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (int start = 0; start < hashes.Length; start += Sm2Nonces.Most)
        {
            int count = int.Min(Sm2Nonces.Most, hashes.Length - start);
            SignSome(hashes.Slice(start, count), signatures.Slice(start * SignatureScheme.SignatureLength, count * SignatureScheme.SignatureLength));
        }

        WipeStack();
        if (!Verifies(hashes, signatures))
        {
            signatures.Clear();
            throw new CryptographicException("A signature of our own does not verify: nothing was signed. 自签结果未通过验证，未签出。");
        }
    }

    /// <summary>Wipes the key.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_secret);
        CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_divisor.AsSpan()));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SignSome(ReadOnlySpan<Digest> hashes, Span<byte> signatures)
    {
        Span<Scalar> e = stackalloc Scalar[hashes.Length];
        Span<byte> random = stackalloc byte[UInt256.Length * hashes.Length];
        Span<SecretScalar> k = stackalloc SecretScalar[Sm2Nonces.Most];
        Span<UInt256> x = stackalloc UInt256[Sm2Nonces.Most];
        RandomNumberGenerator.Fill(random);
        for (int i = 0; i < hashes.Length; i++)
        {
            e[i] = Scalar.Reduce(hashes[i].Span);
        }

        // A3: k. Spare lanes have k = 1.
        k.Fill(SecretScalar.One);
        Sm2Nonces.Derive(_secret, e, random, k[..hashes.Length]);
        Multiply(k, hashes.Length, x);
        Span<byte> number = stackalloc byte[UInt256.Length];
        for (int i = 0; i < hashes.Length; i++)
        {
            // A5: r = e + x1 is known to everybody in a moment; what makes r or s unfit has a chance of 2^-255, and does not verify.
            x[i].WriteTo(number);
            Scalar r = e[i] + Scalar.Reduce(number);
            Span<byte> signature = signatures.Slice(i * SignatureScheme.SignatureLength, SignatureScheme.SignatureLength);
            r.Value.WriteTo(signature);
            Second(_divisor[0], k[i], r).Value.WriteTo(signature[UInt256.Length..]);
        }

        k.Clear();
    }

    // A4. Eight lanes take somewhat longer for eight numbers than the spread one takes for two.
    private static void Multiply(ReadOnlySpan<SecretScalar> k, int count, Span<UInt256> x)
    {
        if (count > 2)
        {
            SecretMultiple.Of(k, x);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            x[i] = SecretMultiple.Of(k[i]);
        }
    }

    /// <summary>A6: s = (k − r·d) / (1 + d), which is (k + r) / (1 + d) − r.</summary>
    /// <param name="divisor">2^256 / (1 + d).</param>
    /// <param name="k">The secret number.</param>
    /// <param name="r">The first half of the signature.</param>
    internal static SecretScalar Second(in SecretScalar divisor, in SecretScalar k, in Scalar r)
    {
        SecretScalar first = new(r.Value);
        return SecretScalar.Product(divisor, k + first) - first;
    }

    private bool Verifies(ReadOnlySpan<Digest> hashes, ReadOnlySpan<byte> signatures)
    {
        Span<Sm2Answer> answers = stackalloc Sm2Answer[FieldLanes.Lanes];
        LaneClaim[] claims = new LaneClaim[int.Min(hashes.Length, FieldLanes.Lanes)];
        for (int start = 0; start < hashes.Length; start += FieldLanes.Lanes)
        {
            int count = int.Min(FieldLanes.Lanes, hashes.Length - start);
            for (int i = 0; i < count; i++)
            {
                if (!Sm2PublicKey.TryRead(SignatureAt(signatures, start + i), out Scalar r, out Scalar s))
                {
                    return false;
                }

                claims[i] = new LaneClaim(_table, Scalar.Reduce(hashes[start + i].Span), r, s);
            }

            Sm2LaneEquation.CheckSome(claims.AsSpan(0, count), answers[..count]);
            for (int i = 0; i < count; i++)
            {
                if (!_key.Settle(answers[i], hashes[start + i], SignatureAt(signatures, start + i)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static ReadOnlySpan<byte> SignatureAt(ReadOnlySpan<byte> signatures, int index) =>
        signatures.Slice(index * SignatureScheme.SignatureLength, SignatureScheme.SignatureLength);

    // Whatever lay on the stack below this method's caller, registers put there by the compiler among it.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WipeStack()
    {
        Span<byte> stack = stackalloc byte[StackBytes];
        CryptographicOperations.ZeroMemory(stack);
    }
}
