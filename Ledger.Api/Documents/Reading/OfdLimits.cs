namespace Ledger.Api.Documents.Reading;

/// <summary>How much of a machine one uploaded OFD may use. Licences stay far below all of these.</summary>
internal static class OfdLimits
{
    public const int FileLength = 20 << 20;

    /// <summary>All entries together.</summary>
    public const int InflatedLength = 64 << 20;

    /// <summary>An entry above <see cref="FreelyInflated"/> may be this many times as long as its compressed form.</summary>
    public const int InflationRatio = 100;

    public const int FreelyInflated = 1 << 20;

    public const int Entries = 1_000;

    /// <summary>Characters of one XML file that is read.</summary>
    public const int XmlCharacters = 16 << 20;

    /// <summary>Elements inside one another.</summary>
    public const int XmlDepth = 64;

    /// <summary>Elements, texts and attributes of one XML file that is read.</summary>
    public const int XmlNodes = 200_000;

    public const int NameLength = 255;

    public const int Signatures = 32;

    /// <summary>Files that one signature names.</summary>
    public const int References = 1_000;

    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(5);
}
