using Ledger.Crypto.Merkle;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Auditing;

/// <summary>Reads the audit log for the auditor, a page at a time: what the log commits to, and nothing newer.</summary>
/// <param name="ledger">The log.</param>
/// <param name="origin">Its origin.</param>
internal sealed class AuditReading(LedgerWriter ledger, string origin)
{
    /// <summary>The most entries of a page.</summary>
    public const int MostEntries = 500;

    /// <summary>How many entries the log commits to.</summary>
    public long Size
    {
        get
        {
            using LedgerRead rows = ledger.Read();
            return AuditCommitments.Newest(rows, origin)?.Size ?? 0;
        }
    }

    /// <summary>A page.</summary>
    /// <param name="from">Number of the first entry.</param>
    /// <param name="limit">1 to <see cref="MostEntries"/> entries.</param>
    /// <param name="subject">Only entries that concern this pseudonym, 16 bytes; null for all.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.Quarantined"/> or <see cref="LedgerError.Waiting"/>.</exception>
    public AuditPage Page(long from, int limit, byte[]? subject)
    {
        ledger.RequireTrusted();
        using LedgerRead rows = ledger.Read();
        if (AuditCommitments.Newest(rows, origin) is not AuditCommitment commitment)
        {
            return new AuditPage([], Next: null, Commitment: null, Body: null);
        }

        LogTree tree = new(rows, AuditEdge.Sha256Tiles);
        LogEntries entries = new(rows, AuditEdge.EntryColumn);
        long[] numbers = [.. NumbersFrom(rows, from, commitment.Size, subject).Take(limit + 1)];
        return new AuditPage(
            [.. numbers.Take(limit).Select(number => new AuditPage.ProvenEntry(
                entries.Leaf(number).ToArray(), InclusionProof.Prove(MerkleHasher.Sha256, number, commitment.Size, tree.Read)))],
            numbers.Length > limit ? numbers[^1] : null,
            commitment,
            rows.Get(Column.Bodies, LogRows.Number(commitment.Index)));
    }

    private static IEnumerable<long> NumbersFrom(LedgerRead rows, long from, long size, byte[]? subject)
    {
        if (subject is null)
        {
            for (long number = from; number < size; number++)
            {
                yield return number;
            }

            yield break;
        }

        byte[]? after = from == 0 ? null : AuditEdge.SubjectKey(subject, from - 1);
        foreach (KeyValuePair<byte[], byte[]> row in rows.Scan(Column.AuditSubjects, subject, after))
        {
            long number = LogRows.ReadNumber(row.Key.AsSpan(AuditEdge.SubjectLength));
            if (number >= size)
            {
                yield break;
            }

            yield return number;
        }
    }
}
