using System.Diagnostics;
using System.Security.Cryptography;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;

namespace Ledger.Api.Bench;

/// <summary>What one of the things done with every byte of a file takes alone, on one core.</summary>
/// <param name="Name">What.</param>
/// <param name="HandingIn">How often it is done while a file is handed in.</param>
/// <param name="Fetching">And fetched; both 0 where it stands for comparison only.</param>
/// <param name="MegabytesPerSecond">Megabytes (10^6 bytes) a second; half of the rounds were no slower.</param>
internal sealed record MaterialPart(string Name, int HandingIn, int Fetching, double MegabytesPerSecond)
{
    // A chunk of a sealed file, again and again.
    private const int Bytes = 64 << 10;
    private const int Chunks = 400;

    /// <summary>Measures all of them, by turns.</summary>
    public static IReadOnlyList<MaterialPart> Measure()
    {
        byte[] key = RandomNumberGenerator.GetBytes(Sm4Gcm.KeyLength);
        byte[] nonce = RandomNumberGenerator.GetBytes(Sm4Gcm.NonceLength);
        byte[] data = RandomNumberGenerator.GetBytes(Bytes);
        byte[] output = new byte[Bytes];
        byte[] tag = new byte[Sm4Gcm.TagLength];
        byte[] counter = [.. nonce, 0, 0, 0, 2];
        using Sm3Stream sm3 = new();
        using IncrementalHash sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using Sm4Gcm cipher = new(key);
        (string Name, int HandingIn, int Fetching, Action Do)[] all =
        [
            ("sm3 (OpenSSL)", 1, 0, () => sm3.Append(data)),
            ("sha-256 (OpenSSL)", 2, 0, () => sha256.AppendData(data)),
            ("sm4-gcm", 1, 1, () => cipher.Encrypt(nonce, data, output, tag, [])),
            ("sm4-ctr (OpenSSL)", 0, 0, () => OpensslSm4.AddCounters(key, counter, data, output)),
        ];
        IReadOnlyList<double> seconds = TurnBench.Medians([.. all.Select(part => (Func<double>)(() => Measure(part.Do)))]);
        return [.. all.Select((part, i) => new MaterialPart(part.Name, part.HandingIn, part.Fetching, Bytes / seconds[i] / 1e6))];
    }

    private static double Measure(Action act)
    {
        long begun = Stopwatch.GetTimestamp();
        for (int i = 0; i < Chunks; i++)
        {
            act();
        }

        return Stopwatch.GetElapsedTime(begun).TotalSeconds / Chunks;
    }
}
