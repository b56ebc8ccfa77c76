using System.Globalization;
using Ledger.Node;
using Microsoft.Extensions.Primitives;

namespace Ledger.Api.Problems;

/// <summary>The query of an address, read strictly: every parameter asked for by name, at most once, and none besides.</summary>
internal sealed class RequestQuery(IQueryCollection query)
{
    private readonly HashSet<string> _read = [];

    /// <summary>A parameter, or null where it is left out.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: twice, empty or too long.</exception>
    public string? Text(string name, int maximumLength)
    {
        _read.Add(name);
        StringValues values = query[name];
        return values.Count == 0 ? null
            : values is [{ Length: > 0 } text] && text.Length <= maximumLength ? text
            : throw Wrong(name, $"只能出现一次，长度应为 1 至 {maximumLength}。", $"is given once, with 1 to {maximumLength} characters.");
    }

    /// <summary>A day, or null.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public DateOnly? Date(string name) => Text(name, 10) is not string text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date
        : throw Wrong(name, "应为存在的日期，形如 2026-11-21。", "is a date that exists, written 2026-11-21.");

    /// <summary>A number that is not negative, or null.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public long? Number(string name) => Text(name, 19) is not string text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
        : throw Wrong(name, "应为非负整数。", "is a whole number that is not negative.");

    /// <summary>Refuses parameters that nobody asked for: one that is misspelt would be answered as if it had not been sent.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.UnknownField"/>.</exception>
    public void End()
    {
        if (query.Keys.FirstOrDefault(name => !_read.Contains(name)) is string unknown)
        {
            throw new LedgerException(LedgerError.UnknownField, "查询含有未知参数。", "The query has an unknown parameter.", $"/{unknown}");
        }
    }

    private static LedgerException Wrong(string name, string chinese, string english) =>
        new(LedgerError.InvalidField, $"参数 {name} {chinese}", $"Parameter {name} {english}", $"/{name}");
}
