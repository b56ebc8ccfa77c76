using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Node.Log;

namespace Ledger.Node.Auditing;

/// <summary>Where accesses are recorded. What comes back here is on the disk.</summary>
/// <param name="ledger">Writes the entries.</param>
/// <param name="pseudonyms">What stands for people and things; stays the caller's.</param>
internal sealed class AuditDesk(LedgerWriter ledger, AuditPseudonyms pseudonyms)
{
    private const int TraceLength = 16;

    /// <summary>What stands for people and things.</summary>
    public AuditPseudonyms Pseudonyms => pseudonyms;

    /// <summary>
    /// Records an access: number, time and key are set here, a trace identifier where there is none, and a count of one. Many that wait at
    /// a moment share one sync.
    /// </summary>
    /// <param name="entry">Who did what; the caller's no more.</param>
    /// <returns>Its number, once the entry is durable.</returns>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.Busy"/>; <see cref="LedgerError.AuditUnavailable"/>: it could not be recorded, or nobody knows. What was to be
    /// answered is not to be answered then.
    /// </exception>
    /// <exception cref="ArgumentException">A value is outside its limits.</exception>
    public async Task<long> RecordAsync(AuditEntry entry)
    {
        entry.Key = pseudonyms.KeyId;
        entry.Count = Math.Max(1, entry.Count);
        if (entry.Trace.Length != TraceLength)
        {
            entry.Trace = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(TraceLength));
        }

        if (AuditEntries.Problem(entry) is string problem)
        {
            throw new ArgumentException($"An audit entry is outside its limits: {problem}.", nameof(entry));
        }

        try
        {
            // Never given up: who hangs up is recorded all the same.
            return await ledger.WriteAsync(write => Enter(write, entry), CancellationToken.None);
        }
        catch (LedgerException failure) when (failure.Error != LedgerError.Busy)
        {
            throw new LedgerException(
                LedgerError.AuditUnavailable,
                "无法记入审计日志，故不予答复；请稍后重试。",
                "The access could not be recorded in the audit log, so there is no answer; try again later.",
                failure);
        }
    }

    private static long Enter(LedgerWrite write, AuditEntry entry)
    {
        entry.Number = write.AuditNumber;
        entry.Time = write.Time.ToUnixTimeMilliseconds();
        write.Audit(AuditEntries.LeafOf(entry));
        return entry.Number;
    }
}
