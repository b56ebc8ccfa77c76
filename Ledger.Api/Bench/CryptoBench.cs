using System.Diagnostics;
using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Bench;

/// <summary>Measures the verification of SM2 signatures by known keys, on one core, each way in turn so that all meet the same load.</summary>
internal static class CryptoBench
{
    private const int Keys = 4;
    private const int MessageBytes = 200;

    /// <summary>The figures of each way that this processor has, OpenSSL first.</summary>
    /// <param name="signatures">Signatures that OpenSSL verifies in each of the five rounds; the other ways take twenty times as many.</param>
    public static IReadOnlyList<CryptoFigures> Run(int signatures)
    {
        SignatureClaim[] claims = Claims(signatures);
        bool hasLanes = Sm2Verification.IsSupported(Sm2Engine.Lanes);
        List<(string Way, int Times, Func<int> Verify)> ways =
        [
            ("openssl", 1, () => One(claims, Sm2Engine.Openssl)),
            ("scalar", 20, () => One(claims, Sm2Engine.Scalar)),
        ];
        if (hasLanes)
        {
            ways.Add(("lanes", 20, () => One(claims, Sm2Engine.Lanes)));
            ways.Add(("eights", 20, () => Eights(claims)));
        }

        IReadOnlyList<double> microseconds =
            TurnBench.Medians([.. ways.Select(way => (Func<double>)(() => Measure(way.Verify, way.Times, claims.Length)))]);
        return [.. ways.Select((way, i) => Figures(way.Way, microseconds[i], microseconds[0]))];
    }

    private static CryptoFigures Figures(string way, double microseconds, double openssl) =>
        new(way, microseconds, 1e6 / microseconds, openssl / microseconds);

    private static double Measure(Func<int> verify, int times, int signatures)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
        {
            if (verify() != signatures)
            {
                throw new InvalidOperationException("A signature does not verify.");
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / times / signatures;
    }

    private static int One(SignatureClaim[] claims, Sm2Engine engine) =>
        claims.Count(claim => claim.Key.Verify(claim.Message.Span, claim.Signature.Span, engine));

    private static int Eights(SignatureClaim[] claims)
    {
        bool[] answers = new bool[claims.Length];
        SignatureBatch.Verify(claims, answers);
        return answers.Count(answer => answer);
    }

    private static SignatureClaim[] Claims(int count)
    {
        SignatureClaim[] claims = new SignatureClaim[count];
        Sm2PrivateKey[] keys = [.. Enumerable.Range(0, Keys).Select(_ => Sm2PrivateKey.Generate())];
        VerifyingKey[] verifiers = [.. keys.Select(key => new VerifyingKey(key.Algorithm, key.PublicKey.Span))];
        for (int i = 0; i < count; i++)
        {
            byte[] message = RandomNumberGenerator.GetBytes(MessageBytes);
            claims[i] = new SignatureClaim(verifiers[i % Keys], message, keys[i % Keys].Sign(message));
        }

        Array.ForEach(keys, key => key.Dispose());
        return claims;
    }
}
