using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Materials;

/// <summary>复用: whether a material that lies here may be used again at all. For which matter, the reuse rule of its type says besides.</summary>
internal static class MaterialReuse
{
    private const int MostRules = 16;

    /// <summary>The first reason against using a material again; null where there is none.</summary>
    /// <param name="rows">Where the flags of its holder lie.</param>
    /// <param name="material">Which.</param>
    /// <param name="type">Its type, in the newest edition; null where the catalogue has it no more.</param>
    /// <param name="day">The day of the use.</param>
    public static MaterialReuseRefusal? FindRefusal(LedgerRead rows, Material material, MaterialType? type, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(material);
        MaterialState state = material.StateOn(day);
        return material.IsErased ? new("erased", "材料已清除。", "The material was erased.")
            : state is not MaterialState.Valid ? new(state.Code(), $"材料状态为{state.Chinese()}。", $"The state of the material is {state.Code()}.")
            : type is null or { Reuse: ReuseRule.Never } ? new("not-reusable", "此类材料单次使用，不得复用。", "Materials of this type are used once only.")
            : FlagOf(rows, material) is FlagRule rule ? new(rule.Code(), ChineseOf(rule), EnglishOf(rule))
            : null;
    }

    /// <summary>The rule that has fired since the material was handed in, or null. What was handed in after a change counts again.</summary>
    private static FlagRule? FlagOf(LedgerRead rows, Material material) => MaterialFlagTable
        .Of(rows, material.Holder, material.Identifier.Type, MostRules)
        .Where(flag => flag.MaterialType == material.Identifier.Type && flag.Flag.Index > material.Index)
        .Select(flag => (FlagRule?)flag.Flag.Rule)
        .FirstOrDefault();

    private static string ChineseOf(FlagRule rule) => rule switch
    {
        FlagRule.HolderNameChanged => "持证主体名称已变更，材料仍为变更前提交。",
        FlagRule.AddressChanged => "住所已变更，材料仍为变更前提交。",
        FlagRule.LegalRepresentativeChanged => "法定代表人已变更，材料仍为变更前提交。",
        _ => "材料所依据的证照已变更。",
    };

    private static string EnglishOf(FlagRule rule) => rule switch
    {
        FlagRule.HolderNameChanged => "The holder's name has changed since the material was handed in.",
        FlagRule.AddressChanged => "The holder's address has changed since the material was handed in.",
        FlagRule.LegalRepresentativeChanged => "The legal representative has changed since the material was handed in.",
        _ => "A licence that the material rests on has changed.",
    };
}
