using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>What verdicts cost.</summary>
/// <param name="Machine">The machine; callers and node share it.</param>
/// <param name="LoadAverageAfter">Its load afterwards.</param>
/// <param name="Licences">Licences, each judged once a round.</param>
/// <param name="DocumentBytes">Mean bytes of a document.</param>
/// <param name="ProofBytes">Mean bytes of its proof.</param>
/// <param name="Together">Full offline verdicts with all proofs under one checkpoint.</param>
/// <param name="Apart">The same, each proof under another.</param>
/// <param name="Lookups">Answers by check code over HTTP.</param>
internal sealed record VerifyBenchReport(
    BenchMachine Machine,
    double LoadAverageAfter,
    int Licences,
    double DocumentBytes,
    double ProofBytes,
    VerdictFigures Together,
    VerdictFigures Apart,
    LookupFigures Lookups)
{
    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        licences     {Licences}, each with a document of {DocumentBytes:F0} and a proof of {ProofBytes:F0} bytes, two of three witnesses asked for
        verdicts     offline, in process, one core, under {Together.Checkpoints} checkpoint: {Together.ToText()}
        the same     each licence under another of {Apart.Checkpoints} checkpoints: {Apart.ToText()}
        lookups      by check code over HTTP, {Lookups.Callers} callers: {Lookups.PerSecond:F0} a second; the node's processor time {Lookups.ProcessorMicroseconds:F0} µs each; p50 {Lookups.P50Milliseconds:F1} ms, p99 {Lookups.P99Milliseconds:F1} ms
        """);
}
