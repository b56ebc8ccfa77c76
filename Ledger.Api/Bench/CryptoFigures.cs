namespace Ledger.Api.Bench;

/// <summary>What one way to verify or to make SM2 signatures reaches.</summary>
/// <param name="Way"><c>openssl</c>, <c>scalar</c>, <c>lanes</c> (one signature at a time) or <c>eights</c> (eight at a time).</param>
/// <param name="Microseconds">A signature, its message's hash included; half of the rounds took no longer.</param>
/// <param name="PerSecond">Signatures a second on one core, from the same.</param>
/// <param name="Ratio">How many times as fast as OpenSSL in the same run.</param>
internal sealed record CryptoFigures(string Way, double Microseconds, double PerSecond, double Ratio);
