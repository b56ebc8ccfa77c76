using Google.Protobuf;

namespace Ledger.Node.Parties;

/// <summary>颁发机构: an authority that issues licences. Nothing about it is personal.</summary>
/// <param name="Handle">Its 16 bytes in the log.</param>
/// <param name="Code">Unified social credit code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Province">Division code of its province: two digits and <c>0000</c>.</param>
internal sealed record Authority(ByteString Handle, string Code, string Name, string Province)
{
    /// <summary>Whether this is the form of a province's division code: two digits and <c>0000</c>.</summary>
    public static bool IsProvince(string division) =>
        division.Length == 6
        && char.IsAsciiDigit(division[0])
        && char.IsAsciiDigit(division[1])
        && division.EndsWith("0000", StringComparison.Ordinal);

    /// <summary>Decides a registration, or the renewal of one.</summary>
    /// <param name="current">What is registered under the code now, or null.</param>
    /// <param name="code">Unified social credit code.</param>
    /// <param name="name">Its name.</param>
    /// <param name="province">Division code of its province.</param>
    /// <returns>Null where everything is registered as it is.</returns>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public static AuthorityRegistered? Register(Authority? current, string code, string name, string province)
    {
        ArgumentNullException.ThrowIfNull(province);
        if (UnifiedSocialCreditCode.FindFault(code) is { } fault)
        {
            throw new LedgerException(LedgerError.InvalidField, fault.Chinese, fault.English, "/code");
        }

        PartyName.Require(name, "/name");
        if (!IsProvince(province))
        {
            throw new LedgerException(
                LedgerError.InvalidField,
                "省级区划代码应为两位数字加 0000。",
                "The division code of a province is two digits and 0000.",
                "/province");
        }

        return current is not null && current.Name == name && current.Province == province
            ? null
            : new AuthorityRegistered { Handle = current?.Handle ?? Parties.Handle.New(), Code = code, Name = name, Province = province };
    }
}
