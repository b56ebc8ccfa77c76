namespace Ledger.Node.Materials;

/// <summary>The texts of <see cref="MaterialState"/>.</summary>
internal static class MaterialStateText
{
    /// <summary>The code in interfaces; never changes once released.</summary>
    public static string Code(this MaterialState state) => state switch
    {
        MaterialState.Pending => "pending",
        MaterialState.Valid => "valid",
        MaterialState.Expired => "expired",
        MaterialState.Disputed => "disputed",
        MaterialState.Replaced => "replaced",
        MaterialState.Voided => "voided",
        MaterialState.Promised => "promised",
        MaterialState.PromiseOverdue => "promise-overdue",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The field's word.</summary>
    public static string Chinese(this MaterialState state) => state switch
    {
        MaterialState.Pending => "待核",
        MaterialState.Valid => "有效",
        MaterialState.Expired => "过期",
        MaterialState.Disputed => "存疑",
        MaterialState.Replaced => "被替换",
        MaterialState.Voided => "作废",
        MaterialState.Promised => "承诺代替",
        MaterialState.PromiseOverdue => "承诺逾期，待批后核查",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The field's word in English.</summary>
    public static string English(this MaterialState state) => state switch
    {
        MaterialState.Pending => "To be checked",
        MaterialState.Valid => "Valid",
        MaterialState.Expired => "Expired",
        MaterialState.Disputed => "In doubt",
        MaterialState.Replaced => "Replaced",
        MaterialState.Voided => "Void",
        MaterialState.Promised => "Promised",
        MaterialState.PromiseOverdue => "Promised, overdue",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>Every code.</summary>
    public static IEnumerable<string> Codes => Enum.GetValues<MaterialState>().Select(Code);

    /// <summary>Reads a code.</summary>
    /// <returns>False for any other text.</returns>
    public static bool TryParse(string code, out MaterialState state)
    {
        state = Enum.GetValues<MaterialState>().FirstOrDefault(known => known.Code() == code);
        return state.Code() == code;
    }
}
