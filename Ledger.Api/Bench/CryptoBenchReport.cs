using System.Globalization;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Bench;

/// <summary>How fast the domestic algorithms are here, each way beside OpenSSL in the same run.</summary>
/// <param name="Machine">On what.</param>
/// <param name="LoadAverageAfter">Load of the machine when it was done, the measurement's own included.</param>
/// <param name="Path">How this processor verifies SM2.</param>
/// <param name="Sm2Verify">SM2 signatures by known keys, each way in the same run.</param>
/// <param name="Sm2Sign">SM2 signatures, each way in the same run.</param>
/// <param name="Sm3Path">How this processor hashes many messages with SM3.</param>
/// <param name="Sm3">SM3 of messages of 65 bytes, many at once and one by one.</param>
/// <param name="Sm4Path">How this processor computes SM4.</param>
/// <param name="Sm4">SM4-GCM, each way in the same run.</param>
internal sealed record CryptoBenchReport(
    BenchMachine Machine, double LoadAverageAfter, string Path, IReadOnlyList<CryptoFigures> Sm2Verify, IReadOnlyList<CryptoFigures> Sm2Sign,
    string Sm3Path, IReadOnlyList<CryptoFigures> Sm3, string Sm4Path, IReadOnlyList<CipherFigures> Sm4)
{
    /// <summary>Measures.</summary>
    /// <param name="folder">Of whose disk the machine's figures tell.</param>
    /// <param name="signatures">Signatures that OpenSSL verifies in a round.</param>
    public static CryptoBenchReport Measure(string folder, int signatures)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        IReadOnlyList<CryptoFigures> figures = CryptoBench.Run(signatures);
        IReadOnlyList<CryptoFigures> signing = SignBench.Run(signatures);
        IReadOnlyList<CryptoFigures> hashing = HashBench.Run(signatures / 10);
        IReadOnlyList<CipherFigures> ciphers = CipherBench.Run(signatures / 5);
        return new CryptoBenchReport(
            machine, BenchMachine.LoadNow(), Sm2Verification.Path, figures, signing, Sm3Batch.Path, hashing, Sm4Encryption.Path, ciphers);
    }

    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        SM2 verify   one core, keys known, messages of 200 bytes hashed as well, median of five rounds; chosen here: {Path}
        way          a signature; a second; times OpenSSL in the same run
        {string.Join('\n', Sm2Verify.Select(Line))}{(Sm2Signing.IsSupported(Sm2Engine.Lanes) ? "" : "\nThis processor has no AVX-512: the ratios of lanes do not apply.")}

        SM2 sign     one core, messages of 200 bytes hashed as well, in lanes every signature verified before it is given
        way          a signature; a second; times OpenSSL in the same run
        {string.Join('\n', Sm2Sign.Select(Line))}

        SM3          one core, 1,600 messages of 65 bytes; chosen here: {Sm3Path}
        way          a message; a second; times OpenSSL in the same run
        {string.Join('\n', Sm3.Select(Line))}

        SM4          one core, chunks of 64 KiB, median of five rounds; chosen here: {Sm4Path}
        way          megabytes a second; times OpenSSL's counter mode in the same run
        {string.Join('\n', Sm4.Select(Line))}{(Sm4Encryption.IsSupported(Sm4Engine.Gfni512) ? "" : "\nThis processor has no GFNI with AVX-512: its ratio does not apply.")}
        """);

    private static string Line(CryptoFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.Way,-12} {figures.Microseconds:F2} µs; {figures.PerSecond:N0}; {figures.Ratio:F1}");

    private static string Line(CipherFigures figures) => string.Create(
        CultureInfo.InvariantCulture, $"{figures.Way,-12} {figures.MegabytesPerSecond:N0}; {figures.Ratio:F1}");
}
