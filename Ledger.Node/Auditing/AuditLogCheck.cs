using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Auditing;

/// <summary>
/// Adds a stored audit log up again and compares: every entry with its place, every tile and row, both roots with every commitment that
/// the log made (which was compared before), and with the audit head.
/// </summary>
/// <param name="rows">The rows to check.</param>
/// <param name="scratch">A store without an audit log, left holding the rebuilt rows.</param>
internal sealed class AuditLogCheck(LedgerRead rows, StateStore scratch)
{
    private const int EntriesPerBatch = 4096;
    private readonly AuditEdge _edge = AuditEdge.Empty;
    private readonly List<AuditCommitment> _commitments = [];
    private WriteBatch _batch = new();
    private int _compared;

    /// <summary>Checks up to the first difference.</summary>
    /// <param name="head">The audit head; null where it was never written.</param>
    /// <param name="origin">Origin of the audit log.</param>
    /// <param name="verifier">The key that signs the audit head; null where nobody knows it here: then sizes and roots alone are compared.</param>
    /// <param name="progress">Told the entries done so far, from time to time.</param>
    /// <param name="cancel">Ends the check.</param>
    public AuditLogReport Run(HeadRecord? head, string origin, NoteVerifier? verifier, Action<long> progress, CancellationToken cancel)
    {
        ReplayDifference? difference;
        try
        {
            StoredAudit stored = new(rows);
            _commitments.AddRange(AuditCommitments.All(rows));
            difference = AddUp(stored.Size, progress, cancel) ?? CompareRows(cancel) ?? CompareHead(stored, head, origin, verifier);
        }
        catch (Exception damage) when (damage is StoreException or FormatException)
        {
            difference = new(
                $"审计日志在条目 {_edge.Size} 附近已损坏：{damage.Message}", $"The audit log is damaged near entry {_edge.Size}: {damage.Message}");
        }

        return new AuditLogReport(
            _edge.Size, _edge.Sha256.Root(), _compared, _compared == 0 ? 0 : _commitments[_compared - 1].Size, difference);
    }

    private ReplayDifference? AddUp(long size, Action<long> progress, CancellationToken cancel)
    {
        foreach (ReadOnlyMemory<byte> leaf in new LogEntries(rows, AuditEdge.EntryColumn).From(0, size))
        {
            long number = _edge.Size;
            AuditEntry entry = AuditEntries.Parse(leaf.Span);
            if (entry.Number != number)
            {
                return Location(number) ?? new(
                    $"审计条目 {number} 处存放的是条目 {entry.Number}：有条目被删除、插入或调换。",
                    $"In the place of audit entry {number} stands entry {entry.Number}: entries were removed, inserted or swapped.");
            }

            foreach (Google.Protobuf.ByteString subject in entry.Subjects)
            {
                _batch.Put(Column.AuditSubjects, AuditEdge.SubjectKey(subject.Span, number), []);
            }

            _edge.Append(leaf.Span);
            if (Committed() is ReplayDifference changed)
            {
                return Location(_edge.Size) ?? changed;
            }

            if (_edge.Size % EntriesPerBatch == 0)
            {
                cancel.ThrowIfCancellationRequested();
                Flush();
                progress(_edge.Size);
            }
        }

        Flush();
        return _compared == _commitments.Count ? null : Missing(_commitments[_compared], size);
    }

    /// <summary>Compares with every commitment to as many entries as there are so far.</summary>
    private ReplayDifference? Committed()
    {
        for (; _compared < _commitments.Count && _commitments[_compared].Size <= _edge.Size; _compared++)
        {
            AuditCommitment commitment = _commitments[_compared];
            if (commitment.Size < _edge.Size)
            {
                return Missing(commitment, _edge.Size);
            }

            if (commitment.Sha256Root != _edge.Sha256.Root() || commitment.Sm3Root != _edge.Sm3.Root())
            {
                long from = _compared == 0 ? 0 : _commitments[_compared - 1].Size;
                return new(
                    $"审计条目 {from} 至 {commitment.Size - 1} 与日志条目 {commitment.Index} 所记的树根不符：其中有条目被改动。",
                    $"Audit entries {from} to {commitment.Size - 1} have other roots than entry {commitment.Index} of the log commits to: some were changed.");
            }
        }

        return null;
    }

    private static ReplayDifference Missing(AuditCommitment commitment, long size) => new(
        $"日志条目 {commitment.Index} 记有 {commitment.Size} 条审计条目，与数据库（{size} 条）的次序不合：审计日志被截断或回滚。",
        $"Entry {commitment.Index} of the log commits to {commitment.Size} audit entries, which does not fit the database ({size}): the audit log was cut or rolled back.");

    private ReplayDifference? CompareRows(CancellationToken cancel)
    {
        using LedgerRead rebuilt = new(scratch, snapshot: null, head: null);
        return Location(_edge.Size) ?? ColumnRules.All.Where(column => column.IsOfAudit())
            .Select(column => LogReplay.Compare(column, rows, rebuilt, cancel))
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>The first entry whose stored hash is not that of its bytes; null where all are.</summary>
    private ReplayDifference? Location(long size)
    {
        Flush();
        using LedgerRead rebuilt = new(scratch, snapshot: null, head: null);
        return LocationIn(AuditEdge.Sha256Tiles, rebuilt, size) ?? LocationIn(AuditEdge.Sm3Tiles, rebuilt, size);
    }

    private ReplayDifference? LocationIn(TileColumn tiles, LedgerRead rebuilt, long size)
    {
        for (long number = 0; number * TilePath.Width < size; number++)
        {
            byte[] key = tiles.Key(level: 0, number);
            byte[] right = rebuilt.Get(tiles.Column, key) ?? [];
            byte[] stored = rows.Get(tiles.Column, key) ?? [];
            int length = Math.Min(right.Length, stored.Length);
            int same = right.AsSpan(0, length).CommonPrefixLength(stored.AsSpan(0, length));
            long entry = (number * TilePath.Width) + (same / Digest.Length);
            if (same < right.Length && entry < size)
            {
                return new($"审计条目 {entry} 与存储的哈希不符（{tiles.Column}）。", $"Audit entry {entry} is not the one hashed ({tiles.Column}).");
            }
        }

        return null;
    }

    private static ReplayDifference? CompareHead(StoredAudit stored, HeadRecord? head, string origin, NoteVerifier? verifier)
    {
        try
        {
            stored.CheckHead(head, origin, verifier);
            return null;
        }
        catch (QuarantineException reason)
        {
            return new(reason.Chinese, reason.Message);
        }
    }

    private void Flush()
    {
        _edge.Put(_batch.PutKept);
        if (!_batch.IsEmpty)
        {
            scratch.Write(_batch);
            _batch = new WriteBatch();
        }
    }
}
