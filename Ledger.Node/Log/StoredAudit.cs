using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>The stored audit log as a start finds it: read for the writer to go on from, and compared with what the log and the audit head say.</summary>
internal sealed class StoredAudit
{
    private const int TailEntries = 1024;
    private readonly LedgerRead _rows;
    private readonly LogEntries _entries;
    private readonly LogTree _sha256;
    private readonly LogTree _sm3;

    /// <exception cref="FormatException">The row that says its size is malformed.</exception>
    public StoredAudit(LedgerRead rows)
    {
        _rows = rows;
        _entries = new LogEntries(rows, AuditEdge.EntryColumn);
        _sha256 = new LogTree(rows, AuditEdge.Sha256Tiles);
        _sm3 = new LogTree(rows, AuditEdge.Sm3Tiles);
        (Size, SizeBefore) = rows.Get(Column.Meta, LogRows.AuditSizeKey) is byte[] row ? LogRows.ReadAuditSize(row) : (0, 0);
    }

    /// <summary>Number of entries that the database says it has.</summary>
    public long Size { get; }

    /// <summary>Number of entries before the newest group.</summary>
    public long SizeBefore { get; }

    /// <summary>Where it ends.</summary>
    /// <exception cref="QuarantineException">Entries and hashes do not fit together.</exception>
    /// <exception cref="StoreException">Something is missing or damaged.</exception>
    public AuditEdge ReadEdge()
    {
        QuarantineException.Unless(
            _entries.Find(Size) is null,
            $"数据库中存在超出记录大小 {Size} 的审计条目。",
            $"The database holds an audit entry beyond the size {Size} of the audit log.");
        CheckHashes(AuditEdge.Sha256Tiles);
        CheckHashes(AuditEdge.Sm3Tiles);
        return new AuditEdge(_entries.Edge(Size), _sha256.Edge(Size), _sm3.Edge(Size));
    }

    /// <summary>Compares with the newest commitment on the log.</summary>
    /// <exception cref="QuarantineException">Entries are missing, or others than were committed.</exception>
    public void CheckCommitted(string origin)
    {
        if (AuditCommitments.Newest(_rows, origin) is not AuditCommitment newest)
        {
            return;
        }

        QuarantineException.Unless(
            newest.Size <= Size,
            $"日志条目 {newest.Index} 记有 {newest.Size} 条审计条目，数据库只有 {Size} 条：审计日志被截断或回滚。",
            $"Entry {newest.Index} of the log commits to {newest.Size} audit entries, the database has {Size}: the audit log was cut or rolled back.");
        QuarantineException.Unless(
            _sha256.Root(newest.Size) == newest.Sha256Root && _sm3.Root(newest.Size) == newest.Sm3Root,
            $"审计日志的树根与日志条目 {newest.Index} 所记不同：审计条目被改动。",
            $"The audit log has another root than entry {newest.Index} of the log commits to: entries were changed.");
    }

    /// <summary>Compares with the audit head, which is at most one group behind.</summary>
    /// <param name="head">What the file holds; null where it was never written.</param>
    /// <param name="origin">Origin of the audit log.</param>
    /// <param name="verifier">The key that signs it; null to compare sizes and roots alone.</param>
    /// <exception cref="QuarantineException">Entries are missing or others than were signed, or the file is not the newest.</exception>
    public void CheckHead(HeadRecord? head, string origin, NoteVerifier? verifier)
    {
        long known = head?.Size ?? 0;
        QuarantineException.Unless(
            known <= Size,
            $"审计头文件记有 {known} 条审计条目，数据库只有 {Size} 条：审计日志被截断或回滚。",
            $"The audit head knows {known} audit entries, the database has {Size}: the audit log was cut or rolled back.");
        QuarantineException.Unless(
            known >= SizeBefore,
            $"审计头文件只记有 {known} 条审计条目，比数据库（{Size} 条）少不止一组：审计头文件被删除或回滚，或审计条目被添加。",
            $"The audit head knows {known} audit entries, more than one group less than the database ({Size}): it was removed or rolled back, or entries were added.");
        if (known == 0)
        {
            return;
        }

        SignedNote note = SignedNote.Parse(System.Text.Encoding.UTF8.GetBytes(head!.Note));
        QuarantineException.Unless(
            verifier is null || note.Verify(verifier).IsSignedBy(verifier), "审计头文件的签名无效。", "The signature of the audit head does not verify.");
        QuarantineException.Unless(
            note.Text == new Checkpoint(origin, known, _sha256.Root(known)).Format(),
            $"审计日志在大小 {known} 处的树根与审计头文件所记不同：审计条目被改动。",
            $"At size {known} the audit log has another root than the audit head: entries were changed.");
    }

    private void CheckHashes(TileColumn tiles)
    {
        TreeCheck tree = new(tiles, AuditEdge.EntryColumn, (column, key) => _rows.Get(column, key), Size);
        string? difference = tree.EdgeDifference() ?? tree.Difference(Math.Max(0, Size - TailEntries));
        QuarantineException.Unless(
            difference is null, $"存储的哈希与审计条目不符：{difference}。", $"A stored hash does not fit its audit entries: {difference}.");
    }
}
