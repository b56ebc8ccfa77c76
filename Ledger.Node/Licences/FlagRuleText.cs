using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>The texts of <see cref="FlagRule"/>.</summary>
internal static class FlagRuleText
{
    /// <summary>The rules that compare faces, each by what its fields say.</summary>
    public static IReadOnlyList<(FlagRule Rule, FieldMeaning Meaning)> Compared { get; } =
    [
        (FlagRule.HolderNameChanged, FieldMeaning.HolderName),
        (FlagRule.AddressChanged, FieldMeaning.Address),
        (FlagRule.LegalRepresentativeChanged, FieldMeaning.LegalRepresentative),
    ];

    /// <summary>The code in events and interfaces; never changes once released.</summary>
    public static string Code(this FlagRule rule) => rule switch
    {
        FlagRule.HolderNameChanged => "holder-name-changed",
        FlagRule.AddressChanged => "address-changed",
        FlagRule.LegalRepresentativeChanged => "legal-representative-changed",
        FlagRule.ComponentFlagged => "component-flagged",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    /// <summary>The rule as a sentence.</summary>
    public static string Chinese(this FlagRule rule) => rule switch
    {
        FlagRule.HolderNameChanged => "持证主体名称已变更，本证照仍为原名称。",
        FlagRule.AddressChanged => "住所已变更，本证照仍为原地址。",
        FlagRule.LegalRepresentativeChanged => "法定代表人已变更，本证照仍为原法定代表人。",
        FlagRule.ComponentFlagged => "所含许可待变更。",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    /// <summary>The rule as a sentence in English.</summary>
    public static string English(this FlagRule rule) => rule switch
    {
        FlagRule.HolderNameChanged => "The holder's name has changed; this licence still has the old one.",
        FlagRule.AddressChanged => "The holder's address has changed; this licence still has the old one.",
        FlagRule.LegalRepresentativeChanged => "The legal representative has changed; this licence still names the old one.",
        FlagRule.ComponentFlagged => "A component of this licence is to be changed.",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    /// <summary>Reads a code.</summary>
    /// <returns>False for any other text.</returns>
    public static bool TryParse(string code, out FlagRule rule)
    {
        rule = Enum.GetValues<FlagRule>().FirstOrDefault(known => known.Code() == code);
        return rule.Code() == code;
    }
}
