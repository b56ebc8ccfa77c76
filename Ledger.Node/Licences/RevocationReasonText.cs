namespace Ledger.Node.Licences;

/// <summary>The texts of <see cref="RevocationReason"/>.</summary>
internal static class RevocationReasonText
{
    /// <summary>The code in events and interfaces; never changes once released.</summary>
    public static string Code(this RevocationReason reason) => reason switch
    {
        RevocationReason.Cancelled => "cancelled",
        RevocationReason.Withdrawn => "withdrawn",
        RevocationReason.Penalty => "penalty",
        RevocationReason.Superseded => "superseded",
        RevocationReason.Transferred => "transferred",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>The word of the law.</summary>
    public static string Chinese(this RevocationReason reason) => reason switch
    {
        RevocationReason.Cancelled => "注销",
        RevocationReason.Withdrawn => "撤销",
        RevocationReason.Penalty => "吊销",
        RevocationReason.Superseded => "换发",
        RevocationReason.Transferred => "转出",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>The word of the glossary, to follow <em>the licence is</em>.</summary>
    public static string English(this RevocationReason reason) => reason switch
    {
        RevocationReason.Cancelled => "cancelled",
        RevocationReason.Withdrawn => "withdrawn",
        RevocationReason.Penalty => "revoked",
        RevocationReason.Superseded => "superseded by a new version",
        RevocationReason.Transferred => "transferred out",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>Reads a code.</summary>
    /// <returns>False for any other text.</returns>
    public static bool TryParse(string code, out RevocationReason reason)
    {
        reason = Enum.GetValues<RevocationReason>().FirstOrDefault(known => known.Code() == code);
        return reason.Code() == code;
    }
}
