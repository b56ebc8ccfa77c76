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
internal sealed class StartUpCheck(LedgerRead rows, LedgerOptions options, NoteVerifier sha256Verifier, NoteVerifier sm3Verifier)
{
    private const int TailLeaves = 1024;
    private const int MapChunk = 1 << 16;
    private readonly LogEntries _entries = LogEntries.Own(rows);

    /// <summary>Runs every check.</summary>
    /// <param name="known">What others remember of this log.</param>
    /// <param name="now">The clock.</param>
    public StartUpResult Run(IReadOnlyList<KnownCheckpoint> known, DateTimeOffset now)
    {
        try
        {
            CheckOrigin();
            long size = ReadSize();
            HeadRecord head = ReadHead(size);
            LogEdge edge = size == 0 ? LogEdge.Empty : ReadEdge(size);
            CheckHead(head, size);
            foreach (KnownCheckpoint checkpoint in known)
            {
                CheckKnown(checkpoint, size);
            }

            CheckClock(edge, now);
            return new StartUpResult(WriterState.Writing, edge, head);
        }
        catch (QuarantineException reason)
        {
            return Quarantined(reason.Chinese, reason.Message);
        }
        catch (Exception damage) when (damage is StoreException or FormatException or IOException or UnauthorizedAccessException)
        {
            return Quarantined($"存储的数据已损坏或无法读取:{damage.Message}", $"Stored data are damaged or unreadable: {damage.Message}");
        }
    }

    private void CheckOrigin()
    {
        string? origin = rows.Get(Column.Meta, LogRows.OriginKey) is byte[] row ? Encoding.UTF8.GetString(row) : null;
        Require(
            origin is null || origin == options.Origin,
            $"数据库属于另一日志({origin})。",
            $"The database belongs to another log ({origin}).");
    }

    private long ReadSize()
    {
        long size = rows.Get(Column.Meta, LogRows.SizeKey) is byte[] row ? LogRows.ReadNumber(row) : 0;
        Require(
            _entries.Find(size) is null,
            $"数据库中存在超出记录大小 {size} 的条目。",
            $"The database holds a leaf beyond its size {size}.");
        return size;
    }

    private HeadRecord ReadHead(long size)
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
        return head ?? HeadRecord.Empty;
    }

    private LogEdge ReadEdge(long size)
    {
        MapCommit last = MapCommit.Parse(_entries.Leaf(size - 1).Span);
        LogTree sha256 = LogTree.Sha256(rows);
        LogTree sm3 = LogTree.Sm3(rows);
        CheckTail(size);
        foreach (TileColumn tiles in (TileColumn[])[TileColumn.Sha256, TileColumn.Sm3])
        {
            TreeCheck tree = new(tiles, EntryColumn.Own, (column, key) => rows.Get(column, key), size);
            string? difference = tree.EdgeDifference() ?? tree.Difference(Math.Max(0, size - TailLeaves));
            Require(difference is null, $"存储的哈希与条目不符:{difference}。", $"A stored hash does not fit its leaves: {difference}.");
        }

        StatusMap map = ReadMap();
        Require(
            last.Index == size - 1 && last.Sha256Root == sha256.Root(size - 1) && last.Sm3Root == sm3.Root(size - 1),
            "最后一个条目所记的两个树根与存储的树不符。",
            "The last leaf does not commit to the stored trees.");
        Require(last.MapRoot == map.Root, "由状态行重建的状态图与最后条目所记不符。", "The status rows do not give the map that the last leaf commits to.");
        return new LogEdge(_entries.Edge(size), sha256.Edge(size), sm3.Edge(size), map, last);
    }

    private void CheckTail(long size)
    {
        long index = Math.Max(0, size - TailLeaves);
        foreach (ReadOnlyMemory<byte> leaf in _entries.From(index, size))
        {
            byte[]? body = rows.Get(Column.Bodies, LogRows.Number(index));
            bool fits = MapCommit.Is(leaf.Span) ? body is null : body is not null && EventLeaf.Parse(leaf.Span).IsOf(body);
            Require(fits, $"条目 {index} 的内容与其哈希不符。", $"The body of leaf {index} does not fit its hashes.");
            index++;
        }
    }

    private StatusMap ReadMap()
    {
        StatusMap map = StatusMap.Empty(MerkleHasher.Sm3);
        foreach (KeyValuePair<byte[], byte[]>[] chunk in rows.Scan(Column.StatusEntries, []).Chunk(MapChunk))
        {
            map = map.With(chunk.Select(row => (new Digest(row.Key), LogRows.ReadStatusEntry(row.Value).ValueHash())));
        }

        return map;
    }

    private void CheckHead(HeadRecord head, long size)
    {
        if (head.Size > 0)
        {
            CheckNote(head.Note, sha256Verifier, new Checkpoint(options.Origin, head.Size, LogTree.Sha256(rows).Root(head.Size)));
            CheckNote(head.Sm3Note, sm3Verifier, new Checkpoint(options.Sm3Origin, head.Size, LogTree.Sm3(rows).Root(head.Size)));
        }

        // A crash between batch and head file leaves one group, which ends with its only MapCommit. More was never written.
        Require(
            !_entries.From(head.Size, size - 1).Any(leaf => MapCommit.Is(leaf.Span)),
            $"数据库比日志头文件(大小 {head.Size})多出不止一组条目:日志头文件被回滚。",
            $"The database is more than one group ahead of the head file (size {head.Size}): the head file was rolled back.");
    }

    private static void CheckNote(string text, NoteVerifier verifier, Checkpoint stored)
    {
        SignedNote note = SignedNote.Parse(Encoding.UTF8.GetBytes(text));
        Require(
            note.Verify(verifier).IsSignedBy(verifier),
            $"日志头文件中 {verifier.Name} 的签名无效。",
            $"The signature of {verifier.Name} in the head file does not verify.");
        Require(
            note.Text == stored.Format(),
            $"数据库在大小 {stored.Size} 处的树根与本节点签署的不同。",
            $"At size {stored.Size} the database has another root than this node signed.");
    }

    private void CheckKnown(KnownCheckpoint known, long size)
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

    private static void Require(bool holds, string chinese, string english)
    {
        if (!holds)
        {
            throw new QuarantineException(chinese, english);
        }
    }

    private static StartUpResult Quarantined(string chinese, string english) =>
        new(new WriterState(WriterMode.Quarantined, chinese, english), Edge: null, Head: null);
}
