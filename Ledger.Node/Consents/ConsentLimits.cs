namespace Ledger.Node.Consents;

/// <summary>How much a consent may say, how many there may be, and how a one-time code is tried.</summary>
internal static class ConsentLimits
{
    /// <summary>The most entries of one of its lists.</summary>
    public const int Entries = 20;

    /// <summary>The most uses of one consent.</summary>
    public const int Uses = 1_000;

    /// <summary>The most other provinces of one consent.</summary>
    public const int Sources = 8;

    /// <summary>The most consents of one holder that count, or will.</summary>
    public const int LiveOfHolder = 200;

    /// <summary>The most consents that wait to be confirmed.</summary>
    public const int Waiting = 10_000;

    /// <summary>The most of them of one holder.</summary>
    public const int WaitingOfHolder = 10;

    /// <summary>How often a one-time code may be tried.</summary>
    public const int CodeTries = 5;

    /// <summary>Longest text of what a use is for, in characters.</summary>
    public const int TextLength = 256;

    /// <summary>Longest 用途 of a use, in characters.</summary>
    public const int UseLength = 200;

    /// <summary>Longest number of a document that a use without a consent rests on, in characters.</summary>
    public const int NumberLength = 64;

    /// <summary>The shortest period.</summary>
    public static TimeSpan Shortest { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest period, and the longest time until it begins.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(30);

    /// <summary>How long what one province's node states to another's about a consent counts.</summary>
    public static TimeSpan StatementLifetime { get; } = TimeSpan.FromMinutes(2);

    /// <summary>How far the clocks of two provinces' nodes may be apart.</summary>
    public static TimeSpan ClockDifference { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a one-time code counts.</summary>
    public static TimeSpan CodeLifetime { get; } = TimeSpan.FromMinutes(10);
}
