namespace Ledger.Node.Parties;

/// <summary>What must hold of a holder before anything is written.</summary>
internal static class HolderRules
{
    /// <summary>Everything wrong with a holder; no sentence repeats name or code.</summary>
    /// <param name="codeType">持证主体代码类型, three digits.</param>
    /// <param name="name">Name.</param>
    /// <param name="code">Code of that type.</param>
    /// <param name="at">JSON pointer of the object in which the caller wrote them; empty for the request itself.</param>
    public static IEnumerable<FieldRefusal> Refusals(string codeType, string name, string code, string at = "")
    {
        if (HolderCodeType.Find(codeType) is not { } type)
        {
            yield return new(
                $"{at}/codeType", LedgerError.InvalidField, "没有这种持证主体代码类型。", "There is no such holder code type.");
        }
        else if (type.FindFault(code) is { } fault)
        {
            yield return new($"{at}/code", LedgerError.InvalidField, fault.Chinese, fault.English);
        }

        if (PartyName.FindRefusal(name, $"{at}/name") is { } refusal)
        {
            yield return refusal;
        }
    }
}
