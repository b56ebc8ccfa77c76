using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Ledger.Api.Demo;

/// <summary>The page on which one says who one would like to be. Links, no scripts.</summary>
internal static class DemoIdentityPage
{
    /// <summary>What a browser may do with it: a style, nothing else.</summary>
    public const string Policy = "default-src 'none'; style-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Its style.</summary>
    public const string Style = """
        body { font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
        .demo { background: #a4000f; color: #fff; padding: .5rem 1rem; font-weight: bold }
        li { margin: .3rem 0 } a { color: #0b4f9e }
        """;

    /// <summary>The page.</summary>
    /// <param name="query">The request's parameters, which its links repeat.</param>
    /// <param name="english">In English.</param>
    public static string Write(IReadOnlyDictionary<string, string?> query, bool english)
    {
        StringBuilder page = new();
        string title = english ? "Demonstration identity provider" : "演示身份提供方";
        page.Append("<!doctype html><html lang=\"").Append(english ? "en" : "zh-CN").Append("\"><head><meta charset=\"utf-8\"><title>").Append(title)
            .Append("</title><meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/style.css\"></head><body><p class=\"demo\">")
            .Append(english ? "Demonstration: nobody here is real, and no password is asked for." : "演示环境：人物均为虚构，无须口令。")
            .Append("</p><main><h1>").Append(title).Append("</h1><p><a href=\"")
            .Append(Link("/authorize", query, "lang", english ? "zh" : "en")).Append("\">").Append(english ? "中文" : "English").Append("</a></p><h2>")
            .Append(english ? "Sign in as" : "选择登录身份").Append("</h2><ul>");
        foreach (DemoPerson person in DemoPerson.All)
        {
            page.Append("<li><a href=\"").Append(Link("/choose", query, "person", person.Subject)).Append("\">").Append(WebUtility.HtmlEncode(person.Name))
                .Append("</a> ").Append(WebUtility.HtmlEncode(english ? person.English : person.Chinese)).Append("</li>");
        }

        return page.Append("</ul></main></body></html>").ToString();
    }

    private static string Link(string path, IReadOnlyDictionary<string, string?> query, string name, string value) =>
        WebUtility.HtmlEncode(QueryHelpers.AddQueryString(path, new Dictionary<string, string?>(query) { [name] = value }));
}
