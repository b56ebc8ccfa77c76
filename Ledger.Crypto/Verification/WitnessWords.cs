namespace Ledger.Crypto.Verification;

/// <summary>The names that a trust policy gives to witnesses and to groups of them, in Chinese.</summary>
internal static class WitnessWords
{
    private const string Auditor = "/map-auditor";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["shanghai"] = "上海",
        ["jiangsu"] = "江苏",
        ["zhejiang"] = "浙江",
        ["anhui"] = "安徽",
        ["provinces"] = "各省市",
        ["witnesses"] = "见证方",
        ["auditors"] = "重算方",
        ["all"] = "全部",
    };

    /// <summary>The name in Chinese; as it is where it is none of those that this program's set-up gives.</summary>
    public static string Chinese(string name) => name.EndsWith(Auditor, StringComparison.Ordinal) && Known.TryGetValue(name[..^Auditor.Length], out string? auditor)
        ? auditor + "（重算）"
        : Known.GetValueOrDefault(name, name);
}
