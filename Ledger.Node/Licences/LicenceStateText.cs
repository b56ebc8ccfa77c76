namespace Ledger.Node.Licences;

/// <summary>The texts of <see cref="LicenceState"/>.</summary>
internal static class LicenceStateText
{
    /// <summary>The code in interfaces; never changes once released.</summary>
    public static string Code(this LicenceState state) => state switch
    {
        LicenceState.Valid => "valid",
        LicenceState.NotYetValid => "not-yet-valid",
        LicenceState.Expired => "expired",
        LicenceState.Suspended => "suspended",
        LicenceState.Superseded => "superseded",
        LicenceState.Cancelled => "cancelled",
        LicenceState.Withdrawn => "withdrawn",
        LicenceState.Revoked => "revoked",
        LicenceState.Transferred => "transferred",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The word of the field.</summary>
    public static string Chinese(this LicenceState state) => state switch
    {
        LicenceState.Valid => "有效",
        LicenceState.NotYetValid => "尚未生效",
        LicenceState.Expired => "已过有效期",
        LicenceState.Suspended => "暂扣",
        LicenceState.Superseded => "已换发",
        LicenceState.Cancelled => "已注销",
        LicenceState.Withdrawn => "已撤销",
        LicenceState.Revoked => "已吊销",
        LicenceState.Transferred => "已转出",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>Reads a code.</summary>
    /// <returns>False for any other text.</returns>
    public static bool TryParse(string code, out LicenceState state)
    {
        state = Enum.GetValues<LicenceState>().FirstOrDefault(known => known.Code() == code);
        return state.Code() == code;
    }

    /// <summary>The state that an end of this kind leaves.</summary>
    public static LicenceState StateAfter(this RevocationReason reason) => reason switch
    {
        RevocationReason.Cancelled => LicenceState.Cancelled,
        RevocationReason.Withdrawn => LicenceState.Withdrawn,
        RevocationReason.Penalty => LicenceState.Revoked,
        RevocationReason.Superseded => LicenceState.Superseded,
        RevocationReason.Transferred => LicenceState.Transferred,
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
