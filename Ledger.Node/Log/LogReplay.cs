using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// Adds the whole log up again in an empty store, through the same code that wrote it, and compares: every leaf, tile, root,
/// status and row.
/// </summary>
/// <param name="events">The complete catalogue.</param>
/// <param name="origin">Origin of the log.</param>
/// <param name="scratch">An empty store, left holding the rebuilt rows.</param>
internal sealed class LogReplay(EventCatalogue events, string origin, StateStore scratch)
{
    private const int LeavesPerBatch = 4096;
    private LogEdge _edge = LogEdge.Empty;
    private WriteBatch _batch = new();
    private long _events;
    private long _lost;
    private long _written;

    /// <summary>Replays and compares up to the first difference.</summary>
    /// <param name="stored">The rows to audit.</param>
    /// <param name="progress">Told the leaves done so far, from time to time.</param>
    /// <param name="cancel">Ends the replay.</param>
    public ReplayReport Run(LedgerRead stored, Action<long> progress, CancellationToken cancel)
    {
        ReplayDifference? difference;
        try
        {
            difference = Replay(stored, progress, cancel) ?? CompareHead(stored.Head);
            using LedgerRead rebuilt = new(scratch, snapshot: null, head: null);
            difference ??= ColumnRules.All
                .Where(column => column.IsDerived() || column is Column.Entries or Column.Bodies)
                .Select(column => Compare(column, stored, rebuilt, cancel))
                .FirstOrDefault(found => found is not null);
        }
        catch (StoreException damage)
        {
            difference = new($"存储的数据已损坏:{damage.Message}", $"Stored data are damaged: {damage.Message}");
        }

        return new ReplayReport(
            _edge.Size, _events, _lost, _edge.Sha256.Root(), _edge.Sm3.Root(), _edge.Map.Root, difference);
    }

    private ReplayDifference? Replay(LedgerRead stored, Action<long> progress, CancellationToken cancel)
    {
        long size = stored.Get(Column.Meta, LogRows.SizeKey) is byte[] row ? LogRows.ReadNumber(row) : 0;
        while (_edge.Size < size)
        {
            cancel.ThrowIfCancellationRequested();
            List<(byte[] Leaf, byte[]? Body)> group = ReadGroup(stored, size);
            try
            {
                ReplayGroup(stored, group);
            }
            catch (Exception refused) when (refused is FormatException or LedgerException or ArgumentException)
            {
                return new(
                    $"条目 {_edge.Size} 起的一组不符:{refused.Message}",
                    $"The group from leaf {_edge.Size} on does not add up: {refused.Message}");
            }

            if (_edge.Size - _written >= LeavesPerBatch || _edge.Size >= size)
            {
                scratch.Write(_batch);
                _batch = new WriteBatch();
                _written = _edge.Size;
                progress(_written);
            }
        }

        return null;
    }

    private List<(byte[] Leaf, byte[]? Body)> ReadGroup(LedgerRead stored, long size)
    {
        List<(byte[] Leaf, byte[]? Body)> group = [];
        foreach (ReadOnlyMemory<byte> leaf in LogEntries.Own(stored).From(_edge.Size, size))
        {
            group.Add((leaf.ToArray(), stored.Get(Column.Bodies, LogRows.Number(_edge.Size + group.Count))));
            if (MapCommit.Is(leaf.Span))
            {
                break;
            }
        }

        return group;
    }

    private void ReplayGroup(LedgerRead stored, List<(byte[] Leaf, byte[]? Body)> leaves)
    {
        MapCommit commit = MapCommit.Parse(leaves[^1].Leaf);
        Require(!(commit.Time <= _edge.Last?.Time), "time does not increase");
        LogGroup group = new(scratch, _batch, _edge, RecentRows.Unknown, events, origin, commit.Time);
        using (LedgerWrite write = group.Open(request: null))
        {
            foreach ((byte[] bytes, byte[]? body) in leaves.SkipLast(1))
            {
                EventLeaf leaf = EventLeaf.Parse(bytes);
                long index = _edge.Size + write.Count;
                Require(leaf.Time == commit.Time, $"leaf {index} bears another time than its group");
                if (body is null && stored.Get(Column.LostBodies, LogRows.Number(index)) is not null)
                {
                    write.RecordLost(leaf);
                    _lost++;
                    continue;
                }

                Require(body is not null && leaf.IsOf(body), $"the body of leaf {index} is not the one hashed");
                write.Record(leaf, body!);
            }

            write.Close();
            group.Keep(write);
        }

        LogEdge next = group.Seal();
        Require(next.Last == commit, $"the MapCommit {commit.Index} commits to other roots");
        _edge = next;
        _events += leaves.Count - 1;
    }

    private ReplayDifference? CompareHead(LogHead? head) =>
        head is null || (head.Checkpoint.Root == _edge.Sha256.Root() && head.Sm3Root == _edge.Sm3.Root() && head.Size == _edge.Size)
            ? null
            : new("已签署的检查点与重算的树根不符。", "The signed checkpoint has other roots than the log adds up to.");

    /// <summary>Compares all rows of a column.</summary>
    /// <returns>The first difference, or null.</returns>
    /// <exception cref="StoreException">Stored bytes are damaged.</exception>
    internal static ReplayDifference? Compare(Column column, LedgerRead stored, LedgerRead rebuilt, CancellationToken cancel)
    {
        using IEnumerator<KeyValuePair<byte[], byte[]>> left = stored.Scan(column, []).GetEnumerator();
        using IEnumerator<KeyValuePair<byte[], byte[]>> right = rebuilt.Scan(column, []).GetEnumerator();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            bool hasLeft = left.MoveNext();
            bool hasRight = right.MoveNext();
            if (!hasLeft && !hasRight)
            {
                return null;
            }

            int order = !hasLeft ? 1 : !hasRight ? -1 : left.Current.Key.AsSpan().SequenceCompareTo(right.Current.Key);
            if (order != 0 || !left.Current.Value.AsSpan().SequenceEqual(right.Current.Value))
            {
                string key = Convert.ToHexStringLower(order <= 0 ? left.Current.Key : right.Current.Key);
                return order switch
                {
                    < 0 => new($"{column} 多出一行:{key}。", $"{column} has a row that the log does not give: {key}."),
                    > 0 => new($"{column} 缺少一行:{key}。", $"{column} lacks a row that the log gives: {key}."),
                    _ => new($"{column} 有一行内容不同:{key}。", $"{column} has a row that differs from what the log gives: {key}."),
                };
            }
        }
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new FormatException($"{what}.");
        }
    }
}
