namespace Ledger.Api.Bench;

/// <summary>Many who keep a connection and say nothing, and a few who work.</summary>
/// <param name="Opened">Connections that stood, each having asked once.</param>
/// <param name="Kept">Of them, open at the end.</param>
/// <param name="Active">Callers that asked all the while, as fast as answers came.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Probes">What those saw.</param>
/// <param name="ResidentBytesBefore">Memory of the node before.</param>
/// <param name="ResidentBytesWith">And with all of them.</param>
/// <param name="IsNextRefused">Whether one connection beyond the limit was closed; null where fewer than that were opened.</param>
internal sealed record IdleFigures(
    int Opened, int Kept, int Active, double Seconds, ProbeFigures Probes, long ResidentBytesBefore, long ResidentBytesWith, bool? IsNextRefused);
