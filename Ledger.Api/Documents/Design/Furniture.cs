using Ledger.Node.Catalogue;

namespace Ledger.Api.Documents.Design;

/// <summary>What stands on every licence beside its data. The check of the visible face knows these very texts, so none is ever changed: a new wording is a new entry.</summary>
internal static class Furniture
{
    public static TemplateText Scan { get; } = new("扫描二维码核验真伪", "Scan to verify");

    public static TemplateText CheckCode { get; } = new("查验码", "Check code");

    public static TemplateText Identifier { get; } = new("电子证照标识", "Identifier");

    public static TemplateText Validity { get; } = new("有效期限", "Term of validity");

    public static TemplateText Issuer { get; } = new("发证机关", "Issuing authority");

    public static TemplateText Holders { get; } = new("共有权利人", "Joint holders");

    public static TemplateText SignaturePage { get; } = new("签名页", "Signature page");

    /// <summary>In place of a number that a copy for one use does not show.</summary>
    public const string NotShown = "本件未列出";

    /// <summary>Behind the name of a licence on further pages.</summary>
    public const string FurtherPage = "（附页）";

    /// <summary>Which page of how many.</summary>
    public static string PageNumber(int number, int count) =>
        $"第 {number} 页，共 {count} 页" + (number < count ? "，下接附页" : "");

    /// <summary>A text as a licence prints it: Chinese, or Chinese and English behind it.</summary>
    public static string Of(TemplateText text, bool bilingual)
    {
        ArgumentNullException.ThrowIfNull(text);
        return bilingual ? $"{text.Label} {text.English}" : text.Label;
    }
}
