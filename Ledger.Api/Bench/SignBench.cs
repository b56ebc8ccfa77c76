using System.Diagnostics;
using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Bench;

/// <summary>Measures signing with SM2 on one core, in lanes beside OpenSSL.</summary>
internal static class SignBench
{
    private const int MessageBytes = 200;
    private const int Group = 8;

    /// <summary>The figures of each way that this processor has, OpenSSL first.</summary>
    /// <param name="signatures">Signatures of OpenSSL in each round, a multiple of eight; the other ways make ten times as many.</param>
    public static IReadOnlyList<CryptoFigures> Run(int signatures)
    {
        using Sm2PrivateKey key = Sm2PrivateKey.Generate();
        ReadOnlyMemory<byte>[] messages = [.. Enumerable.Range(0, Group).Select(_ => RandomNumberGenerator.GetBytes(MessageBytes))];
        List<(string Way, Func<double> Measure)> ways = [("openssl", () => Measure(signatures, () => One(key, messages, Sm2Engine.Openssl)))];
        if (Sm2Signing.IsSupported(Sm2Engine.Lanes))
        {
            ways.Add(("lanes", () => Measure(10 * signatures, () => One(key, messages, Sm2Engine.Lanes))));
            ways.Add(("eights", () => Measure(10 * signatures, () => key.SignEach(messages, Sm2Engine.Lanes))));
        }

        IReadOnlyList<double> microseconds = TurnBench.Medians([.. ways.Select(way => way.Measure)]);
        return [.. ways.Select((way, i) => new CryptoFigures(way.Way, microseconds[i], 1e6 / microseconds[i], microseconds[0] / microseconds[i]))];
    }

    private static double Measure(int signatures, Action signGroup)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < signatures; i += Group)
        {
            signGroup();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / signatures;
    }

    private static void One(Sm2PrivateKey key, ReadOnlyMemory<byte>[] messages, Sm2Engine engine)
    {
        foreach (ReadOnlyMemory<byte> message in messages)
        {
            key.Sign(message.Span, engine);
        }
    }
}
