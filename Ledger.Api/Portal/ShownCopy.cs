using Ledger.Api.Problems;
using Ledger.Crypto.Verification;
using Ledger.Node.Copies;

namespace Ledger.Api.Portal;

/// <summary>What a copy for one use is today, in the words of the page. Whom it is for stands on the paper, and is not told here.</summary>
/// <param name="IsValid">Whether it stands: known, not withdrawn, not expired.</param>
/// <param name="Word">The same in words, with its end.</param>
/// <param name="Serial">Its serial; empty where there is none.</param>
public sealed record ShownCopy(bool IsValid, TextInBoth Word, string Serial)
{
    internal static ShownCopy Of(Copy? copy, DateTimeOffset now)
    {
        string end = copy is null ? "" : BeijingTime.TextOf(copy.ExpiresAt);
        TextInBoth word = copy switch
        {
            null => new("本证照没有这份加注件", "This licence has no such copy"),
            { WithdrawnAt: DateTimeOffset at } => new($"加注件已撤回（{BeijingTime.TextOf(at)}）", $"The copy was withdrawn at {BeijingTime.TextOf(at)}"),
            _ when copy.ExpiresAt < now => new($"加注件已过期（有效至 {end}）", $"The copy has expired: it was good until {end}"),
            _ => new($"加注件，有效至 {end}，仅供件上所载的使用方与用途", $"A copy good until {end}, for the recipient and the purpose printed on it only"),
        };
        return new(copy is { WithdrawnAt: null } && copy.ExpiresAt >= now, word, copy?.SerialText ?? "");
    }
}
