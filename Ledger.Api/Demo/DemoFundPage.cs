using System.Net;
using System.Text;
using Ledger.Api.Problems;

namespace Ledger.Api.Demo;

/// <summary>The page of the fund's system: what it is, its button, and what it was given. No scripts.</summary>
internal static class DemoFundPage
{
    /// <summary>What a browser may do with it: a style, and its own form.</summary>
    public const string Policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>The page.</summary>
    /// <param name="english">In English.</param>
    /// <param name="reads">What was asked for, empty where there is no consent; null before the button is pressed.</param>
    public static string Write(bool english, IReadOnlyList<DemoFundRead>? reads)
    {
        string T(string chinese, string other) => english ? other : chinese;
        string title = T("苏州市住房公积金管理中心业务系统（演示）", "System of the housing fund of Suzhou (demonstration)");
        StringBuilder page = new();
        page.Append("<!doctype html><html lang=\"").Append(T("zh-CN", "en")).Append("\"><head><meta charset=\"utf-8\"><title>").Append(title)
            .Append("</title><meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/style.css\"></head><body><p class=\"demo\">")
            .Append(T("演示环境：人物与机构均为虚构。", "Demonstration: persons and offices are invented."))
            .Append("</p><main><h1>").Append(title).Append("</h1><p><a href=\"/?lang=").Append(T("en", "zh")).Append("\">").Append(T("English", "中文")).Append("</a></p><p>")
            .Append(T(
                "沈知夏申请提取公积金，并已授权本中心查看所需的证照和材料。按下按钮，本系统逐项向所在省调取；每次调取先记入该省账本，再给出内容。",
                "沈知夏 applies for her housing fund and has allowed this office to read what that needs. The button asks each province for what it holds; each use is in that province's log before anything is given."))
            .Append("</p><form method=\"post\" action=\"/?lang=").Append(T("zh", "en")).Append("\"><button type=\"submit\">")
            .Append(T("调取所需证照和材料", "Read what is needed")).Append("</button></form>");
        if (reads is { Count: 0 })
        {
            page.Append("<p role=\"status\">").Append(T("还没有沈知夏为此事项作出的授权。", "There is no consent of hers for this yet.")).Append("</p>");
        }

        foreach (DemoFundRead read in reads ?? [])
        {
            page.Append("<section><h2>").Append(Safe(T(read.Province.Chinese, read.Province.English))).Append(T("：", ": ")).Append(Safe(T(read.Thing.Chinese, read.Thing.English))).Append("</h2><p><strong>")
                .Append(read.Refusal is null ? T("✔ 已调取并核验。", "✔ It came, and was verified.") : T("✘ 未给出：", "✘ Not given: ") + Safe(read.Refusal)).Append("</strong></p><dl>");
            foreach ((TextInBoth label, string value) in read.Fields)
            {
                page.Append("<dt>").Append(Safe(T(label.Chinese, label.English))).Append("</dt><dd>").Append(Safe(value)).Append("</dd>");
            }

            page.Append("</dl>").Append(read.HasFile ? T("<p>附文件一份。</p>", "<p>A file came with it.</p>") : "").Append("</section>");
        }

        return page.Append("</main></body></html>").ToString();
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
