namespace Ledger.Api.Bench;

/// <summary>What one way to verify or make SM2 signatures, or to hash with SM3, reaches.</summary>
/// <param name="Way"><c>openssl</c>, <c>scalar</c>, <c>lanes</c> (one signature at a time), <c>eights</c> (eight at a time), or <c>at once</c> (hashes).</param>
/// <param name="Microseconds">A signature, its message's hash included, or a hash; half of the rounds took no longer.</param>
/// <param name="PerSecond">Signatures or hashes a second on one core, from the same.</param>
/// <param name="Ratio">How many times as fast as OpenSSL in the same run.</param>
internal sealed record CryptoFigures(string Way, double Microseconds, double PerSecond, double Ratio);
