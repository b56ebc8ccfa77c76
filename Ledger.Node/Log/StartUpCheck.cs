using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// Decides at every start whether the stored log is the one this node signed. Nothing is repaired: whatever does not fit means
/// quarantine, in which the ledger reads and never signs.
/// </summary>
internal sealed class StartUpCheck(StateStore store, LedgerOptions options, LockFile lockFile, LogSigner signer)
{
    private const int TailLeaves = 1024;
    private const int MapChunk = 1 << 16;

    /// <summary>The keys, for the writer once every check has passed.</summary>
    public LogSigner Signer => signer;

    /// <summary>Compares the stored log with itself, and with both memories of what was signed last.</summary>
    public StartUpResult Run()
    {
        StartUpResult? result = null;
        WriterState? refuted = Refuted(() =>
        {
            using LedgerRead rows = Rows();
            CheckOrigin(rows);
            long size = ReadSize(rows);
            HeadRecord? head = ReadHead(size);
            HeadRecord? locked = ReadLock(head, size);
            LogEdge edge = size == 0 ? LogEdge.Empty : ReadEdge(rows, size);
            CheckHead(rows, head ?? HeadRecord.Empty, locked ?? HeadRecord.Empty, size);
            result = new StartUpResult(WriterState.Waiting, edge, head, locked);
        });
        return refuted is null ? result! : new StartUpResult(refuted, Edge: null, Head: null, Locked: null);
    }

    /// <summary>Compares the log with what others remember of it, and with the clock.</summary>
    /// <param name="known">What others remember.</param>
    /// <param name="edge">What the check found before.</param>
    /// <param name="now">The clock.</param>
    /// <returns>Null when all of it is part of this log, or quarantine with the reason.</returns>
    public WriterState? Refute(IReadOnlyList<KnownCheckpoint> known, LogEdge edge, DateTimeOffset now) => Refuted(() =>
    {
        using LedgerRead rows = Rows();
        foreach (KnownCheckpoint checkpoint in known)
        {
            CheckKnown(rows, checkpoint, edge.Size);
        }

        CheckClock(edge, now);
    });

    private LedgerRead Rows() => new(store, snapshot: null, head: null);

    private static WriterState? Refuted(Action check)
    {
        try
        {
            check();
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
        Require(
            origin is null || origin == options.Origin,
            $"数据库属于另一日志({origin})。",
            $"The database belongs to another log ({origin}).");
    }

    private static long ReadSize(LedgerRead rows)
    {
        long size = rows.Get(Column.Meta, LogRows.SizeKey) is byte[] row ? LogRows.ReadNumber(row) : 0;
        Require(
            rows.Get(Column.Leaves, LogRows.Number(size)) is null,
            $"数据库中存在超出记录大小 {size} 的条目。",
            $"The database holds a leaf beyond its size {size}.");
        return size;
    }

    private HeadRecord? ReadHead(long size)
    {
        HeadRecord? head = new HeadFile(options.HeadFile).Read();
        Require(
            head is not null || size == 0,
            $"数据库有 {size} 个条目,但日志头文件缺失。",
            $"The database has {size} leaves, but the head file is missing.");
        Require(
            head is null || head.Size <= size,
            $"本节点已签署大小 {head?.Size},数据库只有 {size}:数据丢失或被回滚。",
            $"This node signed size {head?.Size}, the database has {size}: rows were lost or rolled back.");
        return head;
    }

    private HeadRecord? ReadLock(HeadRecord? head, long size)
    {
        HeadRecord? locked = lockFile.Read();
        Require(
            locked is not null || size == 0,
            $"数据库有 {size} 个条目,但锁文件为空或缺失。",
            $"The database has {size} leaves, but the lock file is empty or missing.");
        Require(
            locked is null || locked.Size <= size,
            $"锁文件记有已签署大小 {locked?.Size},数据库只有 {size}:数据丢失或被回滚。",
            $"The lock file says that size {locked?.Size} was signed, the database has {size}: rows were lost or rolled back.");
        Require(
            (locked?.Size ?? 0) >= (head?.Size ?? 0),
            $"日志头文件记有大小 {head?.Size},锁文件只有 {locked?.Size}:锁文件被回滚。",
            $"The head file knows size {head?.Size}, the lock file {locked?.Size}: the lock file was rolled back.");
        return locked;
    }

    private static LogEdge ReadEdge(LedgerRead rows, long size)
    {
        MapCommit last = MapCommit.Parse(LeafOf(rows, size - 1));
        LogTree sha256 = LogTree.Sha256(rows);
        LogTree sm3 = LogTree.Sm3(rows);
        CheckTail(rows, size);
        foreach (LogTree tree in (LogTree[])[sha256, sm3])
        {
            string? difference = tree.EdgeDifference(size) ?? tree.Difference(Math.Max(0, size - TailLeaves), size);
            Require(difference is null, $"存储的哈希与条目不符:{difference}。", $"A stored hash does not fit its leaves: {difference}.");
        }

        StatusMap map = ReadMap(rows);
        Require(
            last.Index == size - 1 && last.Sha256Root == sha256.Root(size - 1) && last.Sm3Root == sm3.Root(size - 1),
            "最后一个条目所记的两个树根与存储的树不符。",
            "The last leaf does not commit to the stored trees.");
        Require(last.MapRoot == map.Root, "由状态行重建的状态图与最后条目所记不符。", "The status rows do not give the map that the last leaf commits to.");
        return new LogEdge(sha256.Edge(size), sm3.Edge(size), map, last);
    }

    private static void CheckTail(LedgerRead rows, long size)
    {
        for (long index = Math.Max(0, size - TailLeaves); index < size; index++)
        {
            byte[] leaf = LeafOf(rows, index);
            byte[]? body = rows.Get(Column.Bodies, LogRows.Number(index));
            bool fits = MapCommit.Is(leaf) ? body is null : body is not null && EventLeaf.Parse(leaf).IsOf(body);
            Require(fits, $"条目 {index} 的内容与其哈希不符。", $"The body of leaf {index} does not fit its hashes.");
        }
    }

    private static StatusMap ReadMap(LedgerRead rows)
    {
        StatusMap map = StatusMap.Empty(MerkleHasher.Sm3);
        foreach (KeyValuePair<byte[], byte[]>[] chunk in rows.Scan(Column.StatusEntries, []).Chunk(MapChunk))
        {
            map = map.With(chunk.Select(row => (new Digest(row.Key), LogRows.ReadStatusEntry(row.Value).ValueHash())));
        }

        return map;
    }

    private void CheckHead(LedgerRead rows, HeadRecord head, HeadRecord locked, long size)
    {
        CheckNotes(rows, "日志头文件", "head file", head);
        CheckNotes(rows, "锁文件", "lock file", locked);

        // A crash between batch and head file leaves one group, which ends with its only MapCommit. More was never written.
        for (long index = head.Size; index < size - 1; index++)
        {
            Require(
                !MapCommit.Is(LeafOf(rows, index)),
                $"数据库比日志头文件(大小 {head.Size})多出不止一组条目:日志头文件被回滚。",
                $"The database is more than one group ahead of the head file (size {head.Size}): the head file was rolled back.");
        }
    }

    private void CheckNotes(LedgerRead rows, string chinese, string english, HeadRecord signed)
    {
        if (signed.Size > 0)
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
        Require(
            note.Verify(verifier).IsSignedBy(verifier),
            $"{chinese}中 {verifier.Name} 的签名无效。",
            $"The signature of {verifier.Name} in the {english} does not verify.");
        Require(
            note.Text == stored.Format(),
            $"数据库在大小 {stored.Size} 处的树根与本节点签署的不同。",
            $"At size {stored.Size} the database has another root than this node signed.");
    }

    private static void CheckKnown(LedgerRead rows, KnownCheckpoint known, long size)
    {
        Require(
            known.Size <= size,
            $"{known.Source} 记得大小 {known.Size},数据库只有 {size}:数据丢失或被回滚。",
            $"{known.Source} remembers size {known.Size}, the database has {size}: rows were lost or rolled back.");
        Require(
            LogTree.Sha256(rows).Root(known.Size) == known.Root,
            $"数据库在大小 {known.Size} 处的树根与 {known.Source} 所记不同:日志出现分叉。",
            $"At size {known.Size} the database has another root than {known.Source} remembers: the log forked.");
    }

    private void CheckClock(LogEdge edge, DateTimeOffset now) => Require(
        edge.Last is null || now >= edge.Last.Time - options.MaxClockLag,
        "系统时钟早于日志最后一个条目的时间。",
        "The clock stands before the time of the last leaf.");

    private static byte[] LeafOf(LedgerRead rows, long index) => rows.Get(Column.Leaves, LogRows.Number(index))
        ?? throw new StoreException($"Leaf {index} is missing.");

    private static void Require(bool holds, string chinese, string english)
    {
        if (!holds)
        {
            throw new QuarantineException(chinese, english);
        }
    }
}
