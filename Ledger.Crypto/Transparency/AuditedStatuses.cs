using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// The rules of our own leaves, applied to one after the other: the state machine, the status map, and what every map
/// commit commits to. Remembers the first breach.
/// </summary>
internal sealed class AuditedStatuses
{
    private readonly Dictionary<Digest, StatusEntry> _entries = [];
    private HashSet<Digest> _changed = []; // keys, since the map grew
    private SortedDictionary<EventType, long> _events = [];
    private StatusMap _map = StatusMap.Empty(MerkleHasher.Sm3);
    private DateTimeOffset? _newestEvent;

    // What the entries changed since the mark were at the mark; null while there is no mark, so that an audit in one go keeps nothing.
    private Dictionary<Digest, StatusEntry?>? _before;
    private Marked? _mark;

    /// <summary>Events so far, by type.</summary>
    public IReadOnlyDictionary<EventType, long> Events => _events;

    /// <summary>Map commits so far.</summary>
    public long MapCommits { get; private set; }

    /// <summary>The last map commit, or null.</summary>
    public MapCommit? LastMapCommit { get; private set; }

    /// <summary>Root of the status map after the last map commit.</summary>
    public Digest MapRoot => _map.Root;

    /// <summary>The first breach, or null.</summary>
    public AuditDifference? Difference { get; private set; }

    /// <summary>Whether a leaf is one of ours, by its first bytes.</summary>
    public static bool Knows(ReadOnlySpan<byte> leaf) => MapCommit.Is(leaf) || leaf.StartsWith("LE1\n"u8);

    /// <summary>Takes the events that come next. Their changes wait for <see cref="GrowMap"/>.</summary>
    /// <param name="leaves">The leaves that are no map commits.</param>
    /// <param name="sm3Hashes">Hash of each in the SM3 tree.</param>
    /// <param name="first">Index of the first.</param>
    public void Take(IReadOnlyList<ReadOnlyMemory<byte>> leaves, ReadOnlySpan<Digest> sm3Hashes, long first)
    {
        for (int i = 0; i < leaves.Count && Difference is null; i++)
        {
            try
            {
                Take(EventLeaf.Parse(leaves[i].Span), first + i, sm3Hashes[i]);
            }
            catch (FormatException e)
            {
                DifferInForm(first + i, e);
            }
        }
    }

    /// <summary>Brings the map to where a map commit must find it: all events so far in it.</summary>
    public void GrowMap()
    {
        if (Difference is null)
        {
            Digest[] keys = [.. _changed];
            Digest[] values = StatusEntry.ValueHashes([.. keys.Select(key => _entries[key])]);
            _map = _map.With(keys.Zip(values));
            _changed.Clear();
        }
    }

    /// <summary>Takes a map commit; the map has grown for it.</summary>
    /// <param name="leaf">Its bytes, whatever they are.</param>
    /// <param name="index">Its index.</param>
    /// <param name="sha256Root">Root of the SHA-256 tree of the leaves before it.</param>
    /// <param name="sm3Root">Root of the SM3 tree of the same leaves.</param>
    public void TakeCommit(ReadOnlySpan<byte> leaf, long index, Digest sha256Root, Digest sm3Root)
    {
        if (Difference is not null)
        {
            return;
        }

        try
        {
            TakeCommit(MapCommit.Parse(leaf), index, sha256Root, sm3Root);
        }
        catch (FormatException e)
        {
            DifferInForm(index, e);
        }
    }

    /// <summary>Rule L: the last leaf under a signed checkpoint is a map commit.</summary>
    public AuditDifference? RuleOfTheLastLeaf(long size) => size == 0 || LastMapCommit?.Index == size - 1
        ? null
        : new AuditDifference("已签署检查点的最后一叶不是 MapCommit。", "The last leaf under the signed checkpoint is not a MapCommit.");

    /// <summary>Remembers the present state.</summary>
    public void Mark()
    {
        _before = [];
        _mark = new Marked(_map, new(_changed), new(_events), LastMapCommit, MapCommits, _newestEvent, Difference);
    }

    /// <summary>Goes back to what <see cref="Mark"/> remembered.</summary>
    public void Return()
    {
        Marked mark = _mark ?? throw new InvalidOperationException("There is nothing to return to.");
        foreach ((Digest key, StatusEntry? before) in _before!)
        {
            if (before is null)
            {
                _entries.Remove(key);
            }
            else
            {
                _entries[key] = before;
            }
        }

        _before.Clear();
        (_map, _changed, _events) = (mark.Map, new(mark.Changed), new(mark.Events));
        (LastMapCommit, MapCommits, _newestEvent, Difference) = (mark.LastMapCommit, mark.MapCommits, mark.NewestEvent, mark.Difference);
    }

    private void Take(EventLeaf leaf, long index, Digest sm3Hash)
    {
        StatusEntry? before = _entries.GetValueOrDefault(leaf.MapKey);
        if (StatusEntry.After(before, leaf, index, sm3Hash) is not StatusEntry next)
        {
            Differ(
                $"叶 {index}：事件 {leaf.Type} 不能接在该对象的前一状态之后。",
                $"Leaf {index}: the event {leaf.Type} cannot follow what the log says of its subject.");
            return;
        }

        if (leaf.Time <= LastMapCommit?.Time || leaf.Time < _newestEvent)
        {
            Differ($"叶 {index}：时间早于其前。", $"Leaf {index}: its time lies before what it follows.");
            return;
        }

        _newestEvent = leaf.Time;
        _before?.TryAdd(leaf.MapKey, before);
        _entries[leaf.MapKey] = next;
        _changed.Add(leaf.MapKey);
        _events[leaf.Type] = _events.GetValueOrDefault(leaf.Type) + 1;
    }

    private void TakeCommit(MapCommit commit, long index, Digest sha256Root, Digest sm3Root)
    {
        string? wrong = commit.Index != index ? "index"
            : commit.Epoch != (LastMapCommit?.Epoch + 1 ?? 0) ? "epoch"
            : commit.Time <= LastMapCommit?.Time || commit.Time < _newestEvent ? "time"
            : commit.MapRoot != _map.Root ? "map root"
            : commit.Sha256Root != sha256Root ? "SHA-256 root"
            : commit.Sm3Root != sm3Root ? "SM3 root"
            : null;
        if (wrong is not null)
        {
            Differ($"叶 {index}：MapCommit 与重算结果不符（{wrong}）。", $"Leaf {index}: the MapCommit has another {wrong} than the log adds up to.");
            return;
        }

        LastMapCommit = commit;
        MapCommits++;
    }

    private void DifferInForm(long index, FormatException e) =>
        Differ($"叶 {index} 格式不符：{e.Message}", $"Leaf {index} is malformed: {e.Message}");

    private void Differ(string chinese, string english) => Difference ??= new AuditDifference(chinese, english);

    private sealed record Marked(
        StatusMap Map,
        HashSet<Digest> Changed,
        SortedDictionary<EventType, long> Events,
        MapCommit? LastMapCommit,
        long MapCommits,
        DateTimeOffset? NewestEvent,
        AuditDifference? Difference);
}
