using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>How fast a node issues over HTTP.</summary>
/// <param name="Machine">The machine; callers and node share it.</param>
/// <param name="LoadAverageAfter">Its load afterwards.</param>
/// <param name="Engine">What signed by SM2: <c>lanes</c> or <c>openssl</c>.</param>
/// <param name="Licences">Licences issued one by one, as many by batch, and as many again to holders who have one.</param>
/// <param name="Clients">Callers one by one.</param>
/// <param name="PerSecond">Licences a second of all callers together, each waiting for its answer.</param>
/// <param name="ProcessorMicroseconds">The node's processor time a licence, both processors together.</param>
/// <param name="CallersMicroseconds">The callers' own, on the same processors.</param>
/// <param name="OpenPerSecond">Half of that, at which requests came without waiting for answers.</param>
/// <param name="P50Milliseconds">Half of those were answered within this time from when they were due.</param>
/// <param name="P99Milliseconds">99 of 100 were.</param>
/// <param name="BatchSize">Licences a batch.</param>
/// <param name="BatchClients">Callers by batch.</param>
/// <param name="BatchPerSecond">Licences a second by batch.</param>
/// <param name="BatchProcessorMicroseconds">The node's processor time a licence.</param>
/// <param name="BatchCallersMicroseconds">The callers' own.</param>
/// <param name="AgainPerSecond">Licences a second by batch, each for a holder who has one already.</param>
/// <param name="AgainProcessorMicroseconds">The node's processor time a licence.</param>
/// <param name="ResidentBytes">Memory of the node at the end.</param>
internal sealed record IssueBenchReport(
    BenchMachine Machine,
    double LoadAverageAfter,
    string Engine,
    int Licences,
    int Clients,
    double PerSecond,
    double ProcessorMicroseconds,
    double CallersMicroseconds,
    double OpenPerSecond,
    double P50Milliseconds,
    double P99Milliseconds,
    int BatchSize,
    int BatchClients,
    double BatchPerSecond,
    double BatchProcessorMicroseconds,
    double BatchCallersMicroseconds,
    double AgainPerSecond,
    double AgainProcessorMicroseconds,
    long ResidentBytes)
{
    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        node         a process of its own on the same processors as the callers; SM2 signed by {Engine}; every licence for a new holder but where it says otherwise
        one by one   {Licences} licences of {Clients} callers: {PerSecond:F0} a second; the node's processor time {ProcessorMicroseconds:F0} µs each, the callers' {CallersMicroseconds:F0}
        at half      {OpenPerSecond:F0} a second, due whether or not others are answered: p50 {P50Milliseconds:F1} ms, p99 {P99Milliseconds:F1} ms
        by batch     {Licences} licences, {BatchSize} a call, {BatchClients} callers: {BatchPerSecond:F0} a second; the node's processor time {BatchProcessorMicroseconds:F0} µs each, the callers' {BatchCallersMicroseconds:F0}
        known        as many by batch, each for a holder who has one licence already: {AgainPerSecond:F0} a second; the node's processor time {AgainProcessorMicroseconds:F0} µs each
        memory       {ResidentBytes / 1e6:F0} MB resident at the end
        """);
}
