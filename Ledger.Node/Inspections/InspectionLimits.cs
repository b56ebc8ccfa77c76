namespace Ledger.Node.Inspections;

/// <summary>How much an inspection plan may say.</summary>
internal static class InspectionLimits
{
    /// <summary>The most who are inspected under one.</summary>
    public const int Subjects = 200;

    /// <summary>The most inspectors.</summary>
    public const int Inspectors = 50;

    /// <summary>The most other authorities that take part.</summary>
    public const int Authorities = 20;

    /// <summary>Longest number (检查码), and longest kind, in characters.</summary>
    public const int TextLength = 64;

    /// <summary>Longest reason of an end, in characters.</summary>
    public const int ReasonLength = 200;

    /// <summary>The longest period, and the longest time until it begins.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(366);
}
