using System.Diagnostics;
using System.Security.Cryptography;
using Ledger.Crypto.Hashing;

namespace Ledger.Api.Bench;

/// <summary>Measures SM3 of many messages as long as a node of a Merkle tree, on one core: at once beside one by one with OpenSSL.</summary>
internal static class HashBench
{
    // RFC 6962, 2.1: a tag and two hashes.
    private const int MessageBytes = 65;
    private const int Messages = 1_600;

    /// <summary>The figures of both, OpenSSL first.</summary>
    /// <param name="times">So often OpenSSL hashes the messages in each round; at once they are hashed five times as often.</param>
    public static IReadOnlyList<CryptoFigures> Run(int times)
    {
        byte[] messages = RandomNumberGenerator.GetBytes(Messages * MessageBytes);
        Digest[] hashes = new Digest[Messages];
        IReadOnlyList<double> microseconds = TurnBench.Medians(
        [
            () => Measure(times, () => OneByOne(messages, hashes)),
            () => Measure(5 * times, () => Sm3Batch.Hash(messages, MessageBytes, hashes)),
        ]);
        string[] ways = ["openssl", "at once"];
        return [.. ways.Select((way, i) => new CryptoFigures(way, microseconds[i], 1e6 / microseconds[i], microseconds[0] / microseconds[i]))];
    }

    private static double Measure(int times, Action hashAll)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
        {
            hashAll();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / times / Messages;
    }

    private static void OneByOne(byte[] messages, Digest[] hashes)
    {
        for (int i = 0; i < Messages; i++)
        {
            hashes[i] = Sm3.Hash(messages.AsSpan(i * MessageBytes, MessageBytes));
        }
    }
}
