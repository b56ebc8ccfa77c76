using System.Diagnostics;
using System.Security.Cryptography;
using Ledger.Crypto.Ciphers;

namespace Ledger.Api.Bench;

/// <summary>Measures SM4-GCM in each way that this processor has, beside OpenSSL's SM4-CTR, on one core.</summary>
internal static class CipherBench
{
    // As much as one chunk of a sealed file.
    private const int Bytes = 64 << 10;

    /// <summary>The figures of each way, OpenSSL first.</summary>
    /// <param name="chunks">Chunks that OpenSSL enciphers in each round; the other ways take as many, and those by vectors twenty times.</param>
    public static IReadOnlyList<CipherFigures> Run(int chunks)
    {
        byte[] key = RandomNumberGenerator.GetBytes(Sm4Gcm.KeyLength);
        byte[] nonce = RandomNumberGenerator.GetBytes(Sm4Gcm.NonceLength);
        byte[] data = RandomNumberGenerator.GetBytes(Bytes);
        byte[] output = new byte[Bytes];
        byte[] tag = new byte[Sm4Gcm.TagLength];
        byte[] counter = [.. nonce, 0, 0, 0, 2];
        Sm4Engine[] engines = [.. Enum.GetValues<Sm4Engine>().Where(Sm4Encryption.IsSupported)];
        List<Func<double>> ways = [() => Measure(chunks, () => OpensslSm4.AddCounters(key, counter, data, output))];
        foreach (Sm4Engine engine in engines)
        {
            int times = chunks * (engine == Sm4Engine.Portable ? 1 : 20);
            ways.Add(() =>
            {
                using Sm4Gcm cipher = new(key, engine);
                return Measure(times, () => cipher.Encrypt(nonce, data, output, tag, []));
            });
        }

        IReadOnlyList<double> seconds = TurnBench.Medians(ways);
        string[] names = ["openssl ctr", .. engines.Select(engine => $"{engine} gcm".ToLowerInvariant())];
        return [.. names.Select((name, i) => new CipherFigures(name, Bytes / seconds[i] / 1e6, seconds[0] / seconds[i]))];
    }

    private static double Measure(int times, Action encipher)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
        {
            encipher();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / times;
    }
}
