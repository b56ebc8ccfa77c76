using Ledger.Node.Parties;

namespace Ledger.Node.Exchange;

/// <summary>A holder as a request names it. Personal data, in memory only.</summary>
/// <param name="CodeType">持证主体代码类型代码.</param>
/// <param name="Code">持证主体代码, as it is written today.</param>
internal sealed record NamedHolder(string CodeType, string Code)
{
    /// <summary>Whom a code may name: of the type that is given, or of every type whose codes look like it.</summary>
    /// <param name="codeType">Three digits; empty where the caller does not know.</param>
    /// <param name="code">The code. Small letters become capitals, and a citizen number of 15 digits that of 18.</param>
    /// <exception cref="ExchangeException">
    /// <see cref="ExchangeStatus.WrongHolderCodeType"/>; <see cref="ExchangeStatus.NotFound"/> where no holder can have the code.
    /// </exception>
    public static IReadOnlyList<NamedHolder> Of(string codeType, string code)
    {
        ArgumentNullException.ThrowIfNull(codeType);
        ArgumentNullException.ThrowIfNull(code);
        if (codeType.Length > 0)
        {
            HolderCodeType type = HolderCodeType.Find(codeType) ?? throw new ExchangeException(
                ExchangeStatus.WrongHolderCodeType, "持证主体代码类型代码不符合规范。", "There is no such holder code type.");
            NamedHolder holder = new(type.Code, WrittenToday(type.Code, code));
            return type.FindFault(holder.Code) is { } fault
                ? throw new ExchangeException(
                    ExchangeStatus.NotFound, $"未找到匹配的证照信息：{fault.Chinese}", $"No licence fits: {fault.English}")
                : [holder];
        }

        NamedHolder[] holders =
        [
            .. HolderCodeType.All.Select(type => (Type: type, Holder: new NamedHolder(type.Code, WrittenToday(type.Code, code))))
                .Where(candidate => candidate.Type.FindFault(candidate.Holder.Code) is null)
                .Select(candidate => candidate.Holder),
        ];
        return holders.Length > 0
            ? holders
            : throw new ExchangeException(
                ExchangeStatus.NotFound, "未找到匹配的证照信息：持证主体代码有误。", "No licence fits: no holder can have this code.");
    }

    /// <summary>The type alone, so that no log line or exception gives the code away.</summary>
    public override string ToString() => $"holder of type {CodeType}";

    private static string WrittenToday(string codeType, string code)
    {
        string capitals = code.ToUpperInvariant();
        try
        {
            return codeType == HolderCodeType.Citizen ? CitizenNumber.ParseOld(capitals).Value : capitals;
        }
        catch (FormatException)
        {
            return capitals; // its fault is told by whoever asks for it
        }
    }
}
