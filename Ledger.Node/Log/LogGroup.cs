using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>Some turns that reach the disk together, under one checkpoint; their changes gather in the batch.</summary>
internal sealed class LogGroup(
    StateStore store, WriteBatch batch, LogEdge edge, RecentRows recent, EventCatalogue events, string origin, DateTimeOffset time)
{
    // From so many leaves on it pays to let a second thread do half of the hashing.
    private const int ManyLeaves = 64;

    private readonly HashSet<Digest> _subjects = [];

    /// <summary>Where the rows before the group are.</summary>
    public StateStore Store => store;

    /// <summary>What the turns kept so far have changed.</summary>
    public WriteBatch Changes => batch;

    /// <summary>The leaves they appended.</summary>
    public List<LogLeaf> Leaves { get; } = [];

    /// <summary>The entries of the audit log that they recorded.</summary>
    public List<AuditLeaf> Audited { get; } = [];

    /// <summary>The audit log before the group.</summary>
    public AuditEdge AuditBefore => edge.Audit;

    /// <summary>Every kind of event.</summary>
    public EventCatalogue Events => events;

    /// <summary>Origin of the SHA-256 log.</summary>
    public string Origin => origin;

    /// <summary>Time of all events of the group.</summary>
    public DateTimeOffset Time => time;

    /// <summary>Number of leaves so far.</summary>
    public long Size => edge.Size + Leaves.Count;

    /// <summary>Whether events were appended.</summary>
    public bool HasEvents => Leaves.Count > 0;

    /// <summary>A subject's status before the group, from which the next one is to follow; null for none.</summary>
    /// <exception cref="StoreException">The stored one is not the one that was signed: the row was changed or removed on the disk.</exception>
    public StatusEntry? StatusBefore(Digest subject)
    {
        // Nearly all subjects are new. A row that somebody put there for one that the log does not commit to counts for nothing, and is overwritten.
        if (edge.Known.IsNew(edge.Map, subject))
        {
            return null;
        }

        StatusEntry? entry = store.Get(Column.StatusEntries, subject.Span) is byte[] row ? LogRows.ReadStatusEntry(row) : null;
        return edge.Known.Allows(edge.Map, subject, entry?.ValueHash())
            ? entry
            : throw new StoreException(StoreFault.Damaged, $"The stored status of {subject} is not the one that the log commits to.");
    }

    /// <summary>Whether a row is before this group what it was under a signed checkpoint: known without looking.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="key">Its key.</param>
    /// <param name="since">Size of the checkpoint.</param>
    public bool IsUnchanged(Column column, ReadOnlySpan<byte> key, long since) => !recent.MayHaveChanged(column, key, since);

    /// <summary>Begins a turn that sees what the turns kept so far have changed.</summary>
    public LedgerWrite Open(RequestKey? request) => new(this, request);

    /// <summary>Keeps what a turn changed. A turn that is not kept has left nothing.</summary>
    public void Keep(LedgerWrite turn)
    {
        batch.Absorb(turn.Changes);
        _subjects.UnionWith(turn.Subjects);
        Leaves.AddRange(turn.Leaves);
        Audited.AddRange(turn.Audited);
    }

    /// <summary>
    /// Adds the MapCommit, the bundles and the tiles of both trees to the batch, and computes both trees a second time from what
    /// the batch now holds. Nothing is signed that two different ways of computing do not agree upon.
    /// </summary>
    /// <returns>The edge behind the group.</returns>
    /// <exception cref="InvalidOperationException">The two computations differ: a fault of this machine or program.</exception>
    public LogEdge Seal()
    {
        LogEdge next = Grow();
        return Difference(next) is string difference
            ? throw new InvalidOperationException($"Two computations of the tree differ ({difference}): nothing was signed.")
            : next;
    }

    /// <summary>First half of <see cref="Seal"/>: appends, and puts the rows that this changes into the batch.</summary>
    internal LogEdge Grow()
    {
        LogEdge next = edge.Copy();
        StatusMap map = edge.Map;
        Both(
            () => map = GrowMap(),
            () => Leaves.ForEach(leaf => Append(next, leaf)));
        MapCommit commit = new(
            edge.Last is null ? 0 : edge.Last.Epoch + 1, next.Size, time, map.Root, next.Sha256.Root(), next.Sm3.Root());
        Append(next, LogLeaf.Of(commit.Encode()));
        next.Entries.Put(batch.PutKept);
        next.Sha256.Put(batch.PutKept);
        next.Sm3.Put(batch.PutKept);
        batch.Put(Column.Meta, LogRows.SizeKey, LogRows.Number(next.Size));
        return next with { Map = map, Last = commit };
    }

    /// <summary>Second half of <see cref="Seal"/>: computes both trees from the bytes in the batch, and compares.</summary>
    /// <returns>Null, or what differs first.</returns>
    internal string? Difference(LogEdge next)
    {
        bool isSizeRight = Row(Column.Meta, LogRows.SizeKey).AsSpan().SequenceEqual(LogRows.Number(next.Size));
        if (!isSizeRight)
        {
            return "size";
        }

        string? sha256 = null;
        string? sm3 = null;
        Both(
            () => sha256 = Difference(TileColumn.Sha256, next.Size, next.Sha256.Root(), next.Last!.Sha256Root),
            () => sm3 = Difference(TileColumn.Sm3, next.Size, next.Sm3.Root(), next.Last!.Sm3Root));
        return sha256 ?? sm3;
    }

    /// <summary>Adds what was recorded to the audit log, as <see cref="Seal"/> adds the leaves: computed twice, and compared.</summary>
    /// <returns>The audit log behind the group; the same as before where nothing was recorded.</returns>
    /// <exception cref="InvalidOperationException">The two computations differ: a fault of this machine or program.</exception>
    public AuditEdge SealAudit()
    {
        if (Audited.Count == 0)
        {
            return edge.Audit;
        }

        AuditEdge next = edge.Audit.Copy();
        foreach (AuditLeaf leaf in Audited)
        {
            foreach (byte[] subject in leaf.Subjects)
            {
                batch.Put(Column.AuditSubjects, AuditEdge.SubjectKey(subject, next.Size), []);
            }

            next.Append(leaf.Bytes);
        }

        next.Put(batch.PutKept);
        batch.Put(Column.Meta, LogRows.AuditSizeKey, LogRows.OfAuditSize(next.Size, edge.Audit.Size));
        return (AuditDifference(AuditEdge.Sha256Tiles, next.Sha256) ?? AuditDifference(AuditEdge.Sm3Tiles, next.Sm3)) is string difference
            ? throw new InvalidOperationException($"Two computations of the audit log's tree differ ({difference}): nothing was written.")
            : next;
    }

    private string? AuditDifference(TileColumn tiles, GrowingTree grown)
    {
        TreeCheck check = new(tiles, AuditEdge.EntryColumn, Row, grown.Size);
        return check.Difference(edge.Audit.Size) ?? (check.Root(grown.Size) != grown.Root() ? $"{tiles.Column}: root" : null);
    }

    private string? Difference(TileColumn tiles, long size, Digest root, Digest committed)
    {
        try
        {
            TreeCheck check = new(tiles, EntryColumn.Own, Row, size);
            return check.Difference(edge.Size)
                ?? (check.Root(size) != root || check.Root(size - 1) != committed ? $"{tiles.Column}: root" : null);
        }
        catch (StoreException missing)
        {
            return missing.Message;
        }
    }

    private void Both(Action one, Action other)
    {
        if (Leaves.Count >= ManyLeaves)
        {
            Parallel.Invoke(one, other);
            return;
        }

        one();
        other();
    }

    private StatusMap GrowMap()
    {
        // In replay the batch holds earlier groups too, which the map has and the store has not yet.
        using LedgerWrite rows = Open(request: null);
        Digest[] subjects = [.. _subjects];
        StatusRows stored = new(rows, edge.Size);
        (Digest, Digest)[] changes = [.. subjects.Zip(StatusEntry.ValueHashes([.. subjects.Select(EntryOf)]))];
        StatusMap next = edge.Map.With(changes, (key, bits) => edge.Known.Find(edge.Map, key) ?? stored.Bucket(key, bits));
        edge.Known.Enter(edge.Map, changes, next);
        return next;
    }

    private static void Append(LogEdge next, LogLeaf leaf)
    {
        next.Entries.Append(leaf.Bytes);
        next.Sha256.Append(leaf.Sha256);
        next.Sm3.Append(leaf.Sm3);
    }

    private StatusEntry EntryOf(Digest subject) => batch.TryGet(Column.StatusEntries, subject.Span, out byte[]? row) && row is not null
        ? LogRows.ReadStatusEntry(row)
        : throw new InvalidOperationException($"The group has no status of {subject}.");

    // Upper tiles that did not change are not in the batch: they are read from the disk, as the next start will.
    private byte[]? Row(Column column, byte[] key) => batch.TryGet(column, key, out byte[]? row) ? row : store.Get(column, key);
}
