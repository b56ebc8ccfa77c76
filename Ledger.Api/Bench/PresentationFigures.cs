namespace Ledger.Api.Bench;

/// <summary>What one kind of presentation costs to verify.</summary>
/// <param name="Form"><c>fields</c>: three of twenty, and an answer; <c>certificate</c>: no field, but the issuer's certificate; <c>answers</c>: the answer alone.</param>
/// <param name="Samples">Number verified, each another one.</param>
/// <param name="Bytes">Bytes of one.</param>
/// <param name="MedianMilliseconds">Half of them took no longer.</param>
/// <param name="SlowestPercentMilliseconds">99 of 100 took no longer.</param>
internal sealed record PresentationFigures(string Form, int Samples, int Bytes, double MedianMilliseconds, double SlowestPercentMilliseconds);
