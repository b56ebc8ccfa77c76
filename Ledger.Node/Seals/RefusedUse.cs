namespace Ledger.Node.Seals;

/// <summary>Attempts to use a seal without the right to: those of one system for one licence type, of a minute or so.</summary>
/// <param name="Index">Log index of the event.</param>
/// <param name="Time">When the ledger wrote it.</param>
/// <param name="System">The department's system; empty where none acted.</param>
/// <param name="LicenceType">证照类型代码.</param>
/// <param name="Reason">Code of the refusal, of the newest attempt.</param>
/// <param name="Count">How many attempts, at least 1.</param>
internal sealed record RefusedUse(long Index, DateTimeOffset Time, string System, string LicenceType, string Reason, long Count)
{
    /// <summary>What a row tells of.</summary>
    public static RefusedUse Of(long index, SealRefusalRow row) => new(
        index,
        DateTimeOffset.FromUnixTimeMilliseconds(row.Time),
        row.Refused.System,
        row.Refused.LicenceType,
        row.Refused.ReasonCode,
        row.Refused.Count);
}
