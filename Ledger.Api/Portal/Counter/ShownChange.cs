using Ledger.Api.Problems;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal.Counter;

/// <summary>One thing that happened to a licence, for the list of the day.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="Name">Name of the licence's type.</param>
/// <param name="Event">What happened.</param>
/// <param name="At">When, Beijing time.</param>
public sealed record ShownChange(string Identifier, TextInBoth Name, TextInBoth Event, string At)
{
    private static readonly Dictionary<string, TextInBoth> Events = new(StringComparer.Ordinal)
    {
        ["licence.issued"] = new("签发", "Issued"),
        ["licence.suspended"] = new("暂扣", "Suspended"),
        ["licence.resumed"] = new("暂扣发还", "Given back"),
        ["licence.revoked"] = new("终止", "Ended"),
        ["licence.checked"] = new("校验", "Checked"),
        ["licence.disputed"] = new("异议标注", "Objection marked"),
        ["licence.dispute-lifted"] = new("异议标注撤销", "Objection lifted"),
        ["licence.flagged"] = new("一致性提示", "Flagged"),
        ["licence.flag-cleared"] = new("提示已核", "Flag cleared"),
        ["licence.rippled"] = new("关联变更提示", "Flags of others"),
    };

    internal static ShownChange Of(LicenceChange change, ProvinceNode node) => new(
        change.Identifier,
        node.Types.Find(LicenceIdentifier.Parse(change.Identifier).Type) is { } type ? new(type.Name, type.English) : new("", ""),
        WordOf(change.Event),
        BeijingTime.TextOf(change.Time));

    /// <summary>What an event is called; its own name where it has no other.</summary>
    /// <param name="name">Wire name; null where its content was lost.</param>
    internal static TextInBoth WordOf(string? name) => name is null ? new("内容已丢失", "Its content was lost")
        : Events.GetValueOrDefault(name[..Math.Max(0, name.LastIndexOf('.'))]) ?? new TextInBoth(name, name);
}
