using Ledger.Api.Problems;

namespace Ledger.Api.Security;

/// <summary>
/// How a visitor wants pages to look, kept in a cookie that says nothing else. It is not the node's own: who chose English at one portal reads
/// English at the next at the same address.
/// </summary>
/// <param name="English">English or Chinese; null where the visitor has not chosen.</param>
/// <param name="Large">Large letters.</param>
internal sealed record ViewChoice(bool? English, bool Large)
{
    private const string Name = "__Host-ledger-view";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>What the visitor chose.</summary>
    public static ViewChoice Of(HttpRequest request)
    {
        string[] words = (request.Cookies[Name] ?? "").Split('.');
        return new(words.Contains("en") ? true : words.Contains("zh") ? false : null, words.Contains("large"));
    }

    /// <summary>Whether a visitor reads English: as they chose on a page, else as the browser asks for.</summary>
    public static bool IsEnglish(HttpRequest request) => Of(request).English ?? Problem.PrefersEnglish(request);

    /// <summary>Gives it to the browser.</summary>
    public void Give(HttpContext context) => context.Response.Cookies.Append(
        Name,
        string.Join('.', ((string?[])[English switch { true => "en", false => "zh", null => null }, Large ? "large" : null]).Where(word => word is not null)),
        NodeCookie.Options(Kept));
}
