using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>A ledger of some size.</summary>
/// <param name="Licences">Licences in it, each of another holder.</param>
/// <param name="PerSecond">Licences a second while the last twentieth of them, 20,000 or half of all at least, was issued by batch in a process that had issued 5,000 before.</param>
/// <param name="ResidentBytes">Memory of the node then.</param>
/// <param name="ResidentAtStartBytes">Memory after it was started anew.</param>
/// <param name="StartSeconds">From the start of the process until it writes.</param>
/// <param name="DocumentBytes">Disk that sealed contents take.</param>
/// <param name="OtherBytes">Disk that all else takes, the write-ahead log included.</param>
internal sealed record ScaleFigures(
    int Licences, double PerSecond, long ResidentBytes, long ResidentAtStartBytes, double StartSeconds, long DocumentBytes, long OtherBytes)
{
    /// <summary>A line for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Licences,10} licences: {PerSecond,6:F0} a second; memory {ResidentBytes / 1e6,5:F0} MB, {ResidentAtStartBytes / 1e6,5:F0} MB after a start in {StartSeconds:F1} s; disk {(double)OtherBytes / Licences / 1e3:F2} kB each and {(double)DocumentBytes / Licences / 1e3:F2} kB of documents");
}
