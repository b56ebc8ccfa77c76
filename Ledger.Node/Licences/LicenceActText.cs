namespace Ledger.Node.Licences;

/// <summary>The texts of <see cref="LicenceAct"/>.</summary>
internal static class LicenceActText
{
    /// <summary>The code in events and interfaces; never changes once released.</summary>
    public static string Code(this LicenceAct act) => act switch
    {
        LicenceAct.Issue => "issue",
        LicenceAct.Change => "change",
        LicenceAct.Renewal => "renewal",
        LicenceAct.Replacement => "replacement",
        LicenceAct.Correction => "correction",
        LicenceAct.Migration => "migration",
        LicenceAct.TransferIn => "transfer-in",
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    /// <summary>The word of the field.</summary>
    public static string Chinese(this LicenceAct act) => act switch
    {
        LicenceAct.Issue => "新发",
        LicenceAct.Change => "变更",
        LicenceAct.Renewal => "延续",
        LicenceAct.Replacement => "换发",
        LicenceAct.Correction => "更正",
        LicenceAct.Migration => "标准改造",
        LicenceAct.TransferIn => "转入",
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    /// <summary>Reads a code.</summary>
    /// <returns>False for any other text.</returns>
    public static bool TryParse(string code, out LicenceAct act)
    {
        act = Enum.GetValues<LicenceAct>().FirstOrDefault(known => known.Code() == code);
        return act.Code() == code;
    }
}
