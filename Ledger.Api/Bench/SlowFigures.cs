namespace Ledger.Api.Bench;

/// <summary>Attackers who speak, or listen, too slowly, and honest callers beside them.</summary>
/// <param name="Kind">What they do slowly.</param>
/// <param name="Attackers">How many of them, at once.</param>
/// <param name="CutSeconds">After so long the last of them was cut; infinite where some were not within the time given.</param>
/// <param name="StillOpen">Connections that were not cut within that time.</param>
/// <param name="Probes">What honest callers saw meanwhile.</param>
internal sealed record SlowFigures(string Kind, int Attackers, double CutSeconds, int StillOpen, ProbeFigures Probes);
