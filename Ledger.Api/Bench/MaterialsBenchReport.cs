using System.Globalization;

namespace Ledger.Api.Bench;

/// <summary>How fast files of materials come in and go out.</summary>
/// <param name="Machine">The machine; callers and node share it.</param>
/// <param name="LoadAverageAfter">Its load afterwards.</param>
/// <param name="Files">Long files in each direction, one after the other.</param>
/// <param name="FileBytes">Bytes of each.</param>
/// <param name="IsWhole">Whether the last came back as it was handed in.</param>
/// <param name="HandingIn">Files handed in, each answered once it is sealed, hashed, synced and in the log.</param>
/// <param name="Fetching">Files fetched; each reading is in the audit log.</param>
/// <param name="Parts">What is done with every byte, alone.</param>
/// <param name="Callers">Who fetch a short file at the same moment.</param>
/// <param name="ShortBytes">Bytes of it.</param>
/// <param name="Rounds">How often they do.</param>
/// <param name="P50Milliseconds">Half of them had it within this time after the moment.</param>
/// <param name="P99Milliseconds">99 of 100 had.</param>
/// <param name="LongestMilliseconds">All had.</param>
/// <param name="BareP99Milliseconds">99 of 100 when they fetch an answer that is always the same instead: HTTP, its caller and the machine alone.</param>
internal sealed record MaterialsBenchReport(
    BenchMachine Machine, double LoadAverageAfter, int Files, int FileBytes, bool IsWhole, TransferFigures HandingIn, TransferFigures Fetching,
    IReadOnlyList<MaterialPart> Parts, int Callers, int ShortBytes, int Rounds, double P50Milliseconds, double P99Milliseconds, double LongestMilliseconds,
    double BareP99Milliseconds)
{
    /// <summary>The report for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Machine.ToText(LoadAverageAfter)}
        node         a process of its own on the same processors as the caller; {Files} files of {FileBytes / 1e6:F0} MB, one after the other{(IsWhole ? "" : "; NOT WHOLE")}
        handing in   {Line(HandingIn)}
        {Shares(HandingIn, part => part.HandingIn)}
        fetching     {Line(Fetching)}
        {Shares(Fetching, part => part.Fetching)}
        at once      {Callers:N0} callers, each {ShortBytes:N0} bytes, {Rounds} times: p50 {P50Milliseconds:F1} ms, p99 {P99Milliseconds:F1} ms, longest {LongestMilliseconds:F1} ms; p99 of an answer that is always the same {BareP99Milliseconds:F1} ms
        """);

    private static string Line(TransferFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.MegabytesPerSecond:F0} MB/s; {figures.MegabytesPerProcessorSecond:F0} MB for each second of the node's processor time; resident {figures.ResidentBytesBefore / 1e6:F0} MB before, {figures.MostResidentBytes / 1e6:F0} MB at most");

    private string Shares(TransferFigures figures, Func<MaterialPart, int> times)
    {
        (string Name, double Share, double MegabytesPerSecond)[] parts = [.. Parts
            .Select(part => (times(part) > 1 ? $"{part.Name}, {times(part)} times" : part.Name, times(part) * figures.MegabytesPerProcessorSecond / part.MegabytesPerSecond, part.MegabytesPerSecond))];
        double rest = 1 - parts.Sum(part => part.Share);
        return string.Join('\n', parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"  {part.Name,-26} {part.MegabytesPerSecond,6:F0} MB/s alone{(part.Share > 0 ? $", {part.Share:P0} of it" : "")}"))
            .Append(string.Create(CultureInfo.InvariantCulture, $"  everything else            {rest:P0} of it: HTTP, the form, the disk, the log")));
    }
}
