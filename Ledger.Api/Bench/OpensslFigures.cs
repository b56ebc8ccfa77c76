using System.Diagnostics;
using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Bench;

/// <summary>What OpenSSL does in the same run, through the same binding, on one core and messages of 200 bytes: a measure for every other figure.</summary>
/// <param name="VerifyMicroseconds">For verifying a signature by SM2.</param>
/// <param name="SignMicroseconds">For signing by SM2.</param>
/// <param name="Sm3Microseconds">For a hash by SM3.</param>
internal sealed record OpensslFigures(double VerifyMicroseconds, double SignMicroseconds, double Sm3Microseconds)
{
    private const int MessageBytes = 200;
    private const int Signatures = 20;
    private const int Hashes = 1_000;

    /// <summary>Measures for a twentieth of a second.</summary>
    public static OpensslFigures Measure()
    {
        using Sm2PrivateKey key = Sm2PrivateKey.Generate();
        byte[] message = RandomNumberGenerator.GetBytes(MessageBytes);
        byte[] signature = key.Sign(message, Sm2Engine.Openssl);
        VerifyingKey verifier = new(key.Algorithm, key.PublicKey.Span);
        IReadOnlyList<double> medians = TurnBench.Medians(
        [
            () => Each(Signatures, () => verifier.Verify(message, signature, Sm2Engine.Openssl)),
            () => Each(Signatures, () => key.Sign(message, Sm2Engine.Openssl)),
            () => Each(Hashes, () => Sm3.Hash(message)),
        ]);
        return new OpensslFigures(medians[0], medians[1], medians[2]);
    }

    private static double Each(int count, Action act)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            act();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / count;
    }
}
