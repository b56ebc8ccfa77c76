namespace Ledger.Node.Consents;

/// <summary>How much one system may use.</summary>
internal sealed record UseOptions
{
    /// <summary>The most uses of one system in a day (China).</summary>
    public int MostADay { get; init; } = 2_000;

    /// <summary>More uses of one system in a minute than this raise the alarm; they are answered all the same.</summary>
    public int AlarmAboveAMinute { get; init; } = 60;

    /// <summary>The first setting that cannot work, as a sentence; null where there is none.</summary>
    internal string? Problem() =>
        MostADay is < 1 or > 10_000_000 ? "mostADay: 1 to 10000000."
        : AlarmAboveAMinute is < 1 or > 1_000_000 ? "alarmAboveAMinute: 1 to 1000000."
        : null;
}
