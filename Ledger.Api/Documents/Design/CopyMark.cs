using System.Text;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Documents.Design;

/// <summary>What makes a copy for one use (加注件) be seen as one, on every page: lines all over it, and everything it says below what is printed.</summary>
/// <param name="Lines">Repeated in small over the page: for whom, for what, until when, serial; at most 4 of 60 characters.</param>
/// <param name="Text">The same whole, with maker and time of making; at most 900 characters. A text of its own edition: never changed, see <see cref="Furniture"/>.</param>
internal sealed record CopyMark(IReadOnlyList<string> Lines, string Text)
{
    /// <summary>The most lines over a page.</summary>
    public const int MostLines = 4;

    /// <summary>The longest line over a page, in Unicode characters.</summary>
    public const int LongestLine = 60;

    /// <summary>The longest text, in Unicode characters: more than its parts at their longest.</summary>
    public const int LongestText = 900;

    /// <summary>What every such text begins with.</summary>
    public const string Beginning = "加注件";

    /// <summary>The mark of a copy.</summary>
    public static CopyMark Of(CopyStatement copy)
    {
        ArgumentNullException.ThrowIfNull(copy);
        string end = BeijingTime.TextOf(copy.ExpiresAt);
        return new CopyMark(
            [Cut($"仅供{copy.Recipient.Name}使用"), Cut($"用途：{copy.Purpose}"), $"有效期至：{end}", $"编号 {copy.Serial}"],
            $"{Beginning}　编号 {copy.Serial}　仅供 {copy.Recipient} 使用　用途：{copy.Purpose}　制作者：{copy.Maker}　"
                + $"制作时间：{BeijingTime.TextOf(copy.MadeAt)}　有效期至：{end}（北京时间）");
    }

    private static string Cut(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        return runes.Length <= LongestLine ? text : string.Concat(runes.Take(LongestLine - 1).Select(rune => rune.ToString())) + "…";
    }
}
