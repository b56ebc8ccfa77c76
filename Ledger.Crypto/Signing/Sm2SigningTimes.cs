using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Signing;

/// <summary>
/// Measures how long the parts of signing in lanes take with one certain secret and with others that are new each time, in random order: who
/// signs in a time that does not depend on secrets cannot be told which of the two it was.
/// </summary>
public static class Sm2SigningTimes
{
    private const int Chunk = 512;
    private const int WarmUp = 80 * Chunk;

    // Of what takes less than the clock can tell, so many are one sample.
    private const int Short = 16;

    /// <summary>Measures.</summary>
    /// <param name="part">What to measure.</param>
    /// <param name="samples">Samples of both kinds together.</param>
    /// <returns>Nanoseconds with the certain secret, which is 1, and with random ones: about half of the samples each.</returns>
    /// <exception cref="PlatformNotSupportedException">This processor does not sign in lanes.</exception>
    public static (IReadOnlyList<double> Certain, IReadOnlyList<double> Others) Measure(Sm2SigningPart part, int samples)
    {
        if (!Sm2Signing.IsSupported(Sm2Engine.Lanes))
        {
            throw new PlatformNotSupportedException("This processor has no AVX-512.");
        }

        List<double> certain = new((samples / 2) + Chunk);
        List<double> others = new((samples / 2) + Chunk);
        SecretScalar[] numbers = new SecretScalar[Chunk];
        bool[] isCertain = new bool[Chunk];
        for (int measured = -WarmUp; measured < samples; measured += Chunk)
        {
            Draw(numbers, isCertain);
            for (int i = 0; i < Chunk; i++)
            {
                double nanoseconds = Time(part, numbers[i]);
                if (measured >= 0)
                {
                    (isCertain[i] ? certain : others).Add(nanoseconds);
                }
            }
        }

        return (certain, others);
    }

    private static void Draw(SecretScalar[] numbers, bool[] isCertain)
    {
        Span<byte> bytes = stackalloc byte[UInt256.Length + 1];
        for (int i = 0; i < numbers.Length; i++)
        {
            RandomNumberGenerator.Fill(bytes);
            isCertain[i] = (bytes[^1] & 1) == 0;
            numbers[i] = isCertain[i] ? SecretScalar.One : new SecretScalar(Scalar.Reduce(bytes).Value);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Time(Sm2SigningPart part, SecretScalar secret)
    {
        // Whatever is made of the secret is made before the clock starts.
        Span<SecretScalar> eight = stackalloc SecretScalar[FieldLanes.Lanes];
        Span<UInt256> x = stackalloc UInt256[FieldLanes.Lanes];
        Span<byte> bytes = stackalloc byte[UInt256.Length];
        eight.Fill(secret);
        secret.Value.WriteTo(bytes);
        Scalar known = Scalar.Reduce(bytes);
        Scalar.TryRead(Random, out Scalar r);
        long start = Stopwatch.GetTimestamp();
        switch (part)
        {
            case Sm2SigningPart.Nonce:
                Sm2Nonces.Derive(bytes, [r], Random, eight[..1]);
                break;
            case Sm2SigningPart.Multiple:
                x[0] = SecretMultiple.Of(secret);
                break;
            case Sm2SigningPart.EightMultiples:
                SecretMultiple.Of(eight, x);
                break;
            case Sm2SigningPart.SecondHalf:
                for (int i = 0; i < Short; i++)
                {
                    eight[i % eight.Length] = Sm2LaneSigner.Second(secret, eight[i % eight.Length], r);
                }

                break;
            default:
                JacobianPoint sum = default;
                Sm2Equation.Base.TryAddMultiple(known, ref sum);
                break;
        }

        // A TimeSpan would round to 100 ns.
        return (Stopwatch.GetTimestamp() - start) * (1e9 / Stopwatch.Frequency);
    }

    private static ReadOnlySpan<byte> Random =>
    [
        0x59, 0x27, 0x6E, 0x27, 0xD5, 0x06, 0x86, 0x1A, 0x16, 0x68, 0x0F, 0x3A, 0xD9, 0xC0, 0x2D, 0xCC,
        0xEF, 0x3C, 0xC1, 0xFA, 0x3C, 0xDB, 0xE4, 0xCE, 0x6D, 0x54, 0xB8, 0x0D, 0xEA, 0xC1, 0xBC, 0x21,
    ];
}
