using Ledger.Crypto.Verification;
using Ledger.Node;

namespace Ledger.Api.Problems;

/// <summary>Reads moments from a body: with their offset (RFC 3339), so that nobody has to guess which clock is meant.</summary>
internal static class RequestMoment
{
    private const int Longest = 40;

    /// <summary>A moment.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.MissingField"/> or <see cref="LedgerError.InvalidField"/>.</exception>
    public static DateTimeOffset Moment(this RequestBody body, string name)
    {
        string text = body.Text(name, Longest);
        return text.Contains('T', StringComparison.Ordinal) && BeijingTime.TryParse(text, out DateTimeOffset moment)
            ? moment
            : throw new LedgerException(
                LedgerError.InvalidField, $"字段 {name} 应为带时差的时刻，形如 2026-11-21T09:30:00+08:00。",
                $"Field {name} is a moment with its offset, written 2026-11-21T09:30:00+08:00.", "/" + name);
    }

    /// <summary>A moment, or null where the member is left out.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public static DateTimeOffset? OptionalMoment(this RequestBody body, string name) => body.Has(name) ? body.Moment(name) : null;
}
