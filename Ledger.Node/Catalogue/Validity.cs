namespace Ledger.Node.Catalogue;

/// <summary>The days on which a licence is valid by its own text, first and last included.</summary>
internal sealed record Validity
{
    /// <summary>How a licence without a last day is written.</summary>
    public const string LongTerm = "长期";

    /// <summary>A period.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day; null for 长期.</param>
    /// <exception cref="ArgumentException">The last day lies before the first.</exception>
    public Validity(DateOnly from, DateOnly? to)
    {
        if (to < from)
        {
            throw new ArgumentException("A licence does not end before it begins.", nameof(to));
        }

        (From, To) = (from, to);
    }

    /// <summary>First day.</summary>
    public DateOnly From { get; }

    /// <summary>Last day; null for 长期.</summary>
    public DateOnly? To { get; }

    /// <summary>Whether the period has no last day.</summary>
    public bool IsLongTerm => To is null;

    /// <summary>Reads a first day and a last day; 长期 or an empty text for none.</summary>
    /// <exception cref="FormatException">A day is malformed or does not exist, or the last lies before the first.</exception>
    public static Validity Parse(string from, string to)
    {
        DateOnly first = LicenceDate.Parse(from);
        DateOnly? last = to is "" or LongTerm ? null : LicenceDate.Parse(to);
        return last < first
            ? throw new FormatException("A licence does not end before it begins.")
            : new Validity(first, last);
    }

    /// <summary>Whether the licence is valid on this day.</summary>
    public bool Covers(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>The last day as our interfaces write it.</summary>
    public string ToText() => To is { } last ? LicenceDate.Format(last) : LongTerm;

    /// <summary>The period as certificates print it.</summary>
    public override string ToString() => $"{LicenceDate.Format(From)} 至 {ToText()}";
}
