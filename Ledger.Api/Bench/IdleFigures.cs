namespace Ledger.Api.Bench;

/// <summary>Many who keep a connection and say nothing, and a few who work.</summary>
/// <param name="Scheme">Over what: <c>http</c> or <c>https</c>.</param>
/// <param name="Opened">Connections that stood, each having asked once.</param>
/// <param name="Kept">Of them, open at the end.</param>
/// <param name="OpenedPerSecond">Connections opened a second, the handshake of TLS and the first question included.</param>
/// <param name="Active">Callers that asked all the while, as fast as answers came, each over one connection.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Alone">What those saw before the others came.</param>
/// <param name="Probes">And beside them.</param>
/// <param name="ResidentBytesBefore">Memory of the node before the others came.</param>
/// <param name="ResidentBytesWith">And with all of them.</param>
/// <param name="IsNextRefused">Whether one connection beyond the limit was closed; null where fewer than that were opened.</param>
internal sealed record IdleFigures(
    string Scheme, int Opened, int Kept, double OpenedPerSecond, int Active, double Seconds, ProbeFigures Alone, ProbeFigures Probes,
    long ResidentBytesBefore, long ResidentBytesWith, bool? IsNextRefused);
