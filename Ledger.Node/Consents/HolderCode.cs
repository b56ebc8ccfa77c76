using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>A holder as a request names it. Personal data, in memory only.</summary>
/// <param name="CodeType">持证主体代码类型, three digits.</param>
/// <param name="Code">Code of that type.</param>
internal sealed record HolderCode(string CodeType, string Code)
{
    /// <summary>Returns where a holder can have the code.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>; the sentence does not repeat the code.</exception>
    public void Require()
    {
        if (HolderCodeType.Find(CodeType) is not HolderCodeType type)
        {
            throw new LedgerException(
                LedgerError.InvalidField, "持证主体代码类型代码不符合规范。", "There is no such holder code type.", "/holder/codeType");
        }

        if (type.FindFault(Code) is { } fault)
        {
            throw new LedgerException(LedgerError.InvalidField, fault.Chinese, fault.English, "/holder/code");
        }
    }

    /// <summary>The type alone, so that no log line or exception gives the code away.</summary>
    public override string ToString() => $"holder of type {CodeType}";
}
