namespace Ledger.Node.Licences;

/// <summary>Which page is asked for.</summary>
internal sealed record LicencePaging
{
    /// <summary>Entries of a page where the caller does not say how many.</summary>
    public const int UsualLimit = 50;

    /// <summary>The most entries of a page.</summary>
    public const int LargestLimit = 200;

    /// <summary>The first page, or one that goes on where another ended.</summary>
    /// <param name="limit">1 to 200 entries; null for 50.</param>
    /// <param name="cursor">The cursor of the page before, or null for the first.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public LicencePaging(int? limit, string? cursor)
    {
        Limit = limit is null or (>= 1 and <= LargestLimit) ? limit ?? UsualLimit : throw WrongLimit();
        Cursor = cursor;
    }

    /// <summary>The first page of the usual length.</summary>
    public static LicencePaging First { get; } = new(limit: null, cursor: null);

    /// <summary>At most so many entries.</summary>
    public int Limit { get; }

    /// <summary>As the caller sent it, unchecked.</summary>
    public string? Cursor { get; }

    private static LedgerException WrongLimit() => new(
        LedgerError.InvalidField, $"每页条数应为 1 至 {LargestLimit}。", $"A page has 1 to {LargestLimit} entries.", "/limit");
}
