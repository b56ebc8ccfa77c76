using Ledger.Node.Catalogue;

namespace Ledger.Node.Consents;

/// <summary>五要素 and 用途: who asks, through whom, in which case and what for. Every use states all of them.</summary>
/// <param name="Organisation">Name of the asking organisation.</param>
/// <param name="Operator">经办人: account of 1 to 64 visible ASCII characters.</param>
/// <param name="ItemName">事项名称.</param>
/// <param name="ItemCode">事项编码.</param>
/// <param name="CaseNumber">业务流水号.</param>
/// <param name="Use">用途, in a few words.</param>
internal sealed record UsePurpose(string Organisation, string Operator, string ItemName, string ItemCode, string CaseNumber, string Use)
{
    /// <summary>What is wrong with it.</summary>
    public IEnumerable<FieldRefusal> Refusals()
    {
        (string Name, string Text, int Longest)[] texts =
        [
            ("/orgName", Organisation, ConsentLimits.TextLength), ("/operator", Operator, Licences.Decision.LongestOperator), ("/itemName", ItemName, ConsentLimits.TextLength),
            ("/businessCode", CaseNumber, ConsentLimits.TextLength), ("/use", Use, ConsentLimits.UseLength),
        ];
        foreach ((string name, string text, int longest) in texts)
        {
            if (!CatalogueText.Fits(text, longest) || (name == "/operator" && !text.All(character => character is >= '!' and <= '~')))
            {
                yield return new(name, LedgerError.InvalidField, $"{name[1..]} 应为 1 至 {longest} 个可见字符。", $"{name[1..]} has 1 to {longest} visible characters.");
            }
        }

        if (Catalogue.ItemCode.FindFault(ItemCode) is { } fault)
        {
            yield return new("/itemCode", LedgerError.InvalidField, fault.Chinese + "。", fault.English + ".");
        }
    }

    /// <summary>Nothing of what it says: that is personal.</summary>
    public override string ToString() => nameof(UsePurpose);
}
