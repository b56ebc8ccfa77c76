namespace Ledger.Api.Documents.Reading;

/// <summary>How much of a machine one uploaded PDF may use. Licences stay far below all of these.</summary>
internal static class PdfLimits
{
    public const int FileLength = 20 << 20;

    /// <summary>All attachments together.</summary>
    public const int InflatedLength = 64 << 20;

    /// <summary>An attachment above <see cref="FreelyInflated"/> may be this many times as long as its compressed form.</summary>
    public const int InflationRatio = 100;

    public const int FreelyInflated = 1 << 20;

    /// <summary>Arrays and dictionaries inside one another.</summary>
    public const int Depth = 64;

    public const int Objects = 10_000;

    /// <summary>Numbers, names, strings, arrays and dictionaries in the whole file.</summary>
    public const int Values = 100_000;

    public const int NameLength = 127;

    public const int Attachments = 64;

    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(5);
}
