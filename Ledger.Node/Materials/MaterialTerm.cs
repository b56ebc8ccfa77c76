using Ledger.Node.Catalogue;

namespace Ledger.Node.Materials;

/// <summary>有效期: how long a material counts, by the rule of its type.</summary>
internal static class MaterialTerm
{
    /// <summary>Its last day; null where no day ends it.</summary>
    /// <param name="rule">The rule of the type.</param>
    /// <param name="dated">Day of the material.</param>
    /// <param name="stated">The last day that it states itself, or null. Never longer than the rule allows: the earlier day counts.</param>
    public static DateOnly? LastDay(MaterialValidity rule, DateOnly dated, DateOnly? stated)
    {
        ArgumentNullException.ThrowIfNull(rule);
        DateOnly? longest = rule.Months is int months ? dated.AddMonths(months) : null;
        return stated is null || longest < stated ? longest : stated;
    }

    /// <summary>Whether the rule needs the material's own last day.</summary>
    public static bool NeedsStated(MaterialValidity rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Months is null && rule.Until is MaterialEnd.ContractEnd or MaterialEnd.StatedTerm;
    }
}
