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
    private readonly Dictionary<Digest, Digest> _changes = [];
    private readonly SortedDictionary<EventType, long> _events = [];
    private StatusMap _map = StatusMap.Empty(MerkleHasher.Sm3);
    private MapCommit? _last;
    private DateTimeOffset? _newestEvent;

    /// <summary>Events so far, by type.</summary>
    public IReadOnlyDictionary<EventType, long> Events => _events;

    /// <summary>Map commits so far.</summary>
    public long MapCommits { get; private set; }

    /// <summary>Root of the status map after the last map commit.</summary>
    public Digest MapRoot => _map.Root;

    /// <summary>The first breach, or null.</summary>
    public AuditDifference? Difference { get; private set; }

    /// <summary>Whether a leaf is one of ours, by its first bytes.</summary>
    public static bool Knows(ReadOnlySpan<byte> leaf) => MapCommit.Is(leaf) || leaf.StartsWith("LE1\n"u8);

    /// <summary>Takes the leaf that comes next in both trees, which do not hold it yet.</summary>
    public void Take(ReadOnlySpan<byte> leaf, AuditedTree sha256, AuditedTree sm3)
    {
        if (Difference is not null)
        {
            return;
        }

        try
        {
            if (MapCommit.Is(leaf))
            {
                Take(MapCommit.Parse(leaf), sha256, sm3);
            }
            else
            {
                Take(EventLeaf.Parse(leaf), sha256.Size);
            }
        }
        catch (FormatException e)
        {
            Differ($"叶 {sha256.Size} 格式不符：{e.Message}", $"Leaf {sha256.Size} is malformed: {e.Message}");
        }
    }

    /// <summary>Rule L: the last leaf under a signed checkpoint is a map commit.</summary>
    public void End(long size)
    {
        if (size > 0 && _last?.Index != size - 1)
        {
            Differ("已签署检查点的最后一叶不是 MapCommit。", "The last leaf under the signed checkpoint is not a MapCommit.");
        }
    }

    private void Take(EventLeaf leaf, long index)
    {
        if (StatusEntry.After(_entries.GetValueOrDefault(leaf.MapKey), leaf, index) is not StatusEntry next)
        {
            Differ(
                $"叶 {index}：事件 {leaf.Type} 不能接在该对象的前一状态之后。",
                $"Leaf {index}: the event {leaf.Type} cannot follow what the log says of its subject.");
            return;
        }

        if (leaf.Time <= _last?.Time || leaf.Time < _newestEvent)
        {
            Differ($"叶 {index}：时间早于其前。", $"Leaf {index}: its time lies before what it follows.");
            return;
        }

        _newestEvent = leaf.Time;
        _entries[leaf.MapKey] = next;
        _changes[leaf.MapKey] = next.ValueHash();
        _events[leaf.Type] = _events.GetValueOrDefault(leaf.Type) + 1;
    }

    private void Take(MapCommit commit, AuditedTree sha256, AuditedTree sm3)
    {
        _map = _map.With(_changes.Select(change => (change.Key, change.Value)));
        _changes.Clear();
        long index = sha256.Size;
        string? wrong = commit.Index != index ? "index"
            : commit.Epoch != (_last?.Epoch + 1 ?? 0) ? "epoch"
            : commit.Time <= _last?.Time || commit.Time < _newestEvent ? "time"
            : commit.MapRoot != _map.Root ? "map root"
            : commit.Sha256Root != sha256.Root() ? "SHA-256 root"
            : commit.Sm3Root != sm3.Root() ? "SM3 root"
            : null;
        if (wrong is not null)
        {
            Differ($"叶 {index}：MapCommit 与重算结果不符（{wrong}）。", $"Leaf {index}: the MapCommit has another {wrong} than the log adds up to.");
            return;
        }

        _last = commit;
        MapCommits++;
    }

    private void Differ(string chinese, string english) => Difference ??= new AuditDifference(chinese, english);
}
