namespace Ledger.Api.Bench;

/// <summary>Files one after the other in one direction.</summary>
/// <param name="MegabytesPerSecond">Megabytes (10^6 bytes) a second, one caller.</param>
/// <param name="MegabytesPerProcessorSecond">The same for each second of the node's processor time: what one core would do.</param>
/// <param name="ResidentBytesBefore">Memory of the node before, warmed up.</param>
/// <param name="MostResidentBytes">The most that it had meanwhile, looked at fifty times a second.</param>
internal sealed record TransferFigures(double MegabytesPerSecond, double MegabytesPerProcessorSecond, long ResidentBytesBefore, long MostResidentBytes);
