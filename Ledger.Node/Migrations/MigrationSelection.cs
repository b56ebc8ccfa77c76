namespace Ledger.Node.Migrations;

/// <summary>Which licences of the old form: those named, or all that have not ended and whose last day is not past, a page at a time.</summary>
internal sealed record MigrationSelection
{
    /// <summary>The most licences of one call.</summary>
    public const int Most = 500;

    /// <summary>A page of all.</summary>
    /// <param name="limit">1 to 500 licences; null for 500.</param>
    /// <param name="cursor">The cursor of the page before; null for the first.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public MigrationSelection(int? limit, string? cursor)
    {
        (Limit, Cursor) = (limit ?? Most, cursor);
        if (Limit is < 1 or > Most)
        {
            throw new LedgerException(LedgerError.InvalidField, $"每次应为 1 至 {Most} 份证照。", $"A call takes 1 to {Most} licences.", "/limit");
        }
    }

    /// <summary>Those named.</summary>
    /// <param name="identifiers">1 to 500, no two alike.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public MigrationSelection(IReadOnlyList<string> identifiers)
    {
        ArgumentNullException.ThrowIfNull(identifiers);
        (Limit, Identifiers) = (Most, identifiers);
        if (identifiers.Count is 0 or > Most || identifiers.Distinct(StringComparer.Ordinal).Count() != identifiers.Count)
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"应列 1 至 {Most} 个不重复的证照标识。", $"It is 1 to {Most} different identifiers.", "/identifiers");
        }
    }

    /// <summary>At most so many.</summary>
    public int Limit { get; }

    /// <summary>As the caller sent it, unchecked; null for the first page.</summary>
    public string? Cursor { get; }

    /// <summary>Those named; null for all.</summary>
    public IReadOnlyList<string>? Identifiers { get; }
}
