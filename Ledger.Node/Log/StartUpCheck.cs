using System.Text;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// Decides at every start whether the stored log is the one this node signed. Nothing is repaired: whatever does not fit means
/// quarantine, in which the ledger reads and never signs.
/// </summary>
internal sealed class StartUpCheck(StateStore store, LedgerOptions options, LockFile lockFile, LockFile auditHead, LogSigner signer)
{
    /// <summary>The keys, for the writer once every check has passed.</summary>
    public LogSigner Signer => signer;

    /// <summary>Compares the stored log with itself, and with both memories of what was signed last.</summary>
    public StartUpResult Run()
    {
        StartUpResult? result = null;
        WriterState? refuted = Refuted(rows =>
        {
            CheckOrigin(rows);
            StoredLog stored = new(rows);
            HeadRecord? head = ReadHead(stored.Size);
            HeadRecord? locked = ReadLock(head, stored.Size);
            LogEdge edge = stored.ReadEdge();
            CheckNotes(rows, "日志头文件", "head file", head);
            CheckNotes(rows, "锁文件", "lock file", locked);
            CheckGroups(stored, head?.Size ?? 0);
            HeadRecord? audited = auditHead.Read();
            result = new StartUpResult(WriterState.Waiting, edge with { Audit = ReadAudit(rows, audited) }, head, locked, audited);
        });
        return refuted is null ? result! : new StartUpResult(refuted, Edge: null, Head: null, Locked: null, AuditHead: null);
    }

    /// <summary>Compares the log with what others remember of it, and with the clock.</summary>
    /// <param name="known">What others remember.</param>
    /// <param name="edge">Where the log ends.</param>
    /// <param name="now">The clock.</param>
    /// <returns>Null when all of it is part of this log; otherwise quarantine, with the reason.</returns>
    public WriterState? Refute(IReadOnlyList<KnownCheckpoint> known, LogEdge edge, DateTimeOffset now) => Refuted(rows =>
    {
        foreach (KnownCheckpoint checkpoint in known)
        {
            CheckKnown(rows, checkpoint, edge.Size);
        }

        QuarantineException.Unless(
            edge.Last is null || now >= edge.Last.Time - options.MaxClockLag,
            "系统时钟早于日志最后一个条目的时间。",
            "The clock stands before the time of the last leaf.");
    });

    private WriterState? Refuted(Action<LedgerRead> check)
    {
        try
        {
            using LedgerRead rows = new(store, snapshot: null, head: null);
            check(rows);
            return null;
        }
        catch (QuarantineException reason)
        {
            return new WriterState(WriterMode.Quarantined, reason.Chinese, reason.Message);
        }
        catch (Exception damage) when (damage is StoreException or FormatException or IOException or UnauthorizedAccessException)
        {
            return new WriterState(
                WriterMode.Quarantined, $"存储的数据已损坏或无法读取:{damage.Message}", $"Stored data are damaged or unreadable: {damage.Message}");
        }
    }

    private void CheckOrigin(LedgerRead rows)
    {
        string? origin = rows.Get(Column.Meta, LogRows.OriginKey) is byte[] row ? Encoding.UTF8.GetString(row) : null;
        QuarantineException.Unless(
            origin is null || origin == options.Origin,
            $"数据库属于另一日志({origin})。",
            $"The database belongs to another log ({origin}).");
    }

    private AuditEdge ReadAudit(LedgerRead rows, HeadRecord? head)
    {
        StoredAudit audit = new(rows);
        AuditEdge edge = audit.ReadEdge();
        audit.CheckCommitted(options.Origin);
        audit.CheckHead(head, options.AuditOrigin, signer.AuditVerifier);
        return edge;
    }

    private HeadRecord? ReadHead(long size)
    {
        HeadRecord? head = new HeadFile(options.HeadFile).Read();
        QuarantineException.Unless(
            head is not null || size == 0,
            $"数据库有 {size} 个条目,但日志头文件缺失。",
            $"The database has {size} leaves, but the head file is missing.");
        QuarantineException.Unless(
            head is null || head.Size <= size,
            $"本节点已签署大小 {head?.Size},数据库只有 {size}:数据丢失或被回滚。",
            $"This node signed size {head?.Size}, the database has {size}: rows were lost or rolled back.");
        return head;
    }

    private HeadRecord? ReadLock(HeadRecord? head, long size)
    {
        HeadRecord? locked = lockFile.Read();
        QuarantineException.Unless(
            locked is not null || size == 0,
            $"数据库有 {size} 个条目,但锁文件为空或缺失。",
            $"The database has {size} leaves, but the lock file is empty or missing.");
        QuarantineException.Unless(
            locked is null || locked.Size <= size,
            $"锁文件记有已签署大小 {locked?.Size},数据库只有 {size}:数据丢失或被回滚。",
            $"The lock file says that size {locked?.Size} was signed, the database has {size}: rows were lost or rolled back.");
        QuarantineException.Unless(
            (locked?.Size ?? 0) >= (head?.Size ?? 0),
            $"日志头文件记有大小 {head?.Size},锁文件只有 {locked?.Size}:锁文件被回滚。",
            $"The head file knows size {head?.Size}, the lock file {locked?.Size}: the lock file was rolled back.");
        return locked;
    }

    private static void CheckGroups(StoredLog stored, long head) => QuarantineException.Unless(
        stored.IsOneGroupBehind(head),
        $"数据库比日志头文件(大小 {head})多出不止一组条目:日志头文件被回滚。",
        $"The database is more than one group ahead of the head file (size {head}): the head file was rolled back.");

    private void CheckNotes(LedgerRead rows, string chinese, string english, HeadRecord? signed)
    {
        if (signed?.Size > 0)
        {
            CheckNote(
                chinese, english, signed.Note, signer.Sha256Verifier, new Checkpoint(options.Origin, signed.Size, LogTree.Sha256(rows).Root(signed.Size)));
            CheckNote(
                chinese, english, signed.Sm3Note, signer.Sm3Verifier, new Checkpoint(options.Sm3Origin, signed.Size, LogTree.Sm3(rows).Root(signed.Size)));
        }
    }

    private static void CheckNote(string chinese, string english, string text, NoteVerifier verifier, Checkpoint stored)
    {
        SignedNote note = SignedNote.Parse(Encoding.UTF8.GetBytes(text));
        QuarantineException.Unless(
            note.Verify(verifier).IsSignedBy(verifier),
            $"{chinese}中 {verifier.Name} 的签名无效。",
            $"The signature of {verifier.Name} in the {english} does not verify.");
        QuarantineException.Unless(
            note.Text == stored.Format(),
            $"数据库在大小 {stored.Size} 处的树根与本节点签署的不同。",
            $"At size {stored.Size} the database has another root than this node signed.");
    }

    private static void CheckKnown(LedgerRead rows, KnownCheckpoint known, long size)
    {
        QuarantineException.Unless(
            known.Size <= size,
            $"{known.Source} 记得大小 {known.Size},数据库只有 {size}:数据丢失或被回滚。",
            $"{known.Source} remembers size {known.Size}, the database has {size}: rows were lost or rolled back.");
        QuarantineException.Unless(
            LogTree.Sha256(rows).Root(known.Size) == known.Root,
            $"数据库在大小 {known.Size} 处的树根与 {known.Source} 所记不同:日志出现分叉。",
            $"At size {known.Size} the database has another root than {known.Source} remembers: the log forked.");
    }
}
