namespace Ledger.Api.Bench;

/// <summary>Answers to those who have an identifier and its check code, over HTTP.</summary>
/// <param name="Count">How many.</param>
/// <param name="Callers">Callers, each from many networks.</param>
/// <param name="PerSecond">Answers a second of all together.</param>
/// <param name="ProcessorMicroseconds">The node's processor time an answer.</param>
/// <param name="P50Milliseconds">Half of them came within this time; none before 20 ms, by design.</param>
/// <param name="P99Milliseconds">99 of 100 did.</param>
internal sealed record LookupFigures(
    int Count, int Callers, double PerSecond, double ProcessorMicroseconds, double P50Milliseconds, double P99Milliseconds);
