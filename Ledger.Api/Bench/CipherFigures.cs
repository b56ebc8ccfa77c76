namespace Ledger.Api.Bench;

/// <summary>What one way to encipher with SM4 reaches.</summary>
/// <param name="Way"><c>openssl ctr</c>, or GCM in one of our ways.</param>
/// <param name="MegabytesPerSecond">Megabytes (10^6 bytes) a second on one core; half of the rounds were no slower.</param>
/// <param name="Ratio">How many times as fast as OpenSSL's counter mode, which does not authenticate, in the same run.</param>
internal sealed record CipherFigures(string Way, double MegabytesPerSecond, double Ratio);
