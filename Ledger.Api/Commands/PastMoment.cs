using System.CommandLine;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Commands;

/// <summary>The option <c>--at</c>: an earlier day in China, which stands for its end, or a moment with its offset.</summary>
internal static class PastMoment
{
    public static Option<string?> Option() => new("--at")
    {
        Description = "Judge by an earlier day (2025-03-02, its end in China) or moment (2025-03-02T09:30:00+08:00)",
        HelpName = "DATE",
    };

    /// <summary>The moment that was written; null where nothing was.</summary>
    /// <exception cref="FormatException">It is neither a day nor a moment.</exception>
    public static DateTimeOffset? Parse(string? text) =>
        text is null ? null
        : BeijingTime.TryParse(text, out DateTimeOffset moment) ? moment
        : throw new FormatException("--at 写作 2025-03-02 或 2025-03-02T09:30:00+08:00。 Write --at as 2025-03-02 or 2025-03-02T09:30:00+08:00.");
}
