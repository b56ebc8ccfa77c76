using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// What the status map over the first leaves of the log says of its subjects, read from the rows: the present entry, or the newest of
/// those superseded since that these leaves still covered.
/// </summary>
/// <param name="rows">Rows of that size or a greater one; they stay the caller's.</param>
/// <param name="size">Number of leaves.</param>
internal sealed class StatusRows(LedgerRead rows, long size)
{
    /// <summary>
    /// The first bits of its key say in which bucket a subject is. 524,288 buckets take some 70 MB, and two million subjects fill them with
    /// four each: as many rows a proof reads, or an update of what <see cref="KnownStatuses"/> has not.
    /// </summary>
    public const int BucketBits = 19;

    private const int MapChunk = 1 << 12;

    /// <summary>The map of a log without leaves, as the ledger keeps it.</summary>
    public static StatusMap EmptyMap => StatusMap.Empty(MerkleHasher.Sm3, BucketBits);

    /// <summary>The map over all leaves that the rows are of, built anew, and its subjects.</summary>
    /// <exception cref="FormatException">A row is malformed.</exception>
    public static (StatusMap Map, KnownStatuses Known) ReadMap(LedgerRead rows)
    {
        StatusMap map = EmptyMap;
        KnownStatuses known = new(map);
        List<Digest> keys = [];
        List<StatusEntry> entries = [];
        foreach ((byte[] key, byte[] row) in rows.Scan(Column.StatusEntries, []))
        {
            // Only whole buckets, so that none has to be read a second time.
            if (keys.Count >= MapChunk && !key.AsSpan().StartsWith(keys[^1].Span[..(BucketBits / 8)]))
            {
                Add();
            }

            keys.Add(new Digest(key));
            entries.Add(LogRows.ReadStatusEntry(row));
        }

        Add();
        return (map, known);

        void Add()
        {
            (Digest, Digest)[] changes = [.. keys.Zip(StatusEntry.ValueHashes(entries))];
            StatusMap next = map.With(changes);
            known.Enter(map, changes, next);
            map = next;
            keys.Clear();
            entries.Clear();
        }
    }

    /// <summary>The status of a subject, or null where it has none.</summary>
    /// <exception cref="FormatException">A row is malformed.</exception>
    public StatusEntry? EntryOf(Digest mapKey) =>
        rows.Get(Column.StatusEntries, mapKey.Span) is byte[] row ? At(mapKey, LogRows.ReadStatusEntry(row)) : null;

    /// <summary>The proof of a subject's status.</summary>
    /// <param name="map">The status map over these leaves.</param>
    /// <param name="mapKey">The subject.</param>
    /// <exception cref="StoreException">The rows do not give the map's hashes.</exception>
    public StatusMapProof Prove(StatusMap map, Digest mapKey)
    {
        try
        {
            return map.Prove(mapKey, Bucket);
        }
        catch (FormatException damage)
        {
            throw new StoreException(StoreFault.Damaged, $"The stored statuses are not those that the log commits to: {damage.Message}", damage);
        }
    }

    /// <summary>A bucket of the map: a <see cref="ReadStatusBucket"/>.</summary>
    /// <exception cref="FormatException">A row is malformed.</exception>
    public IReadOnlyList<(Digest Key, Digest ValueHash)> Bucket(Digest key, int bits)
    {
        List<Digest> keys = [];
        List<StatusEntry> entries = [];
        foreach ((byte[] rowKey, byte[] row) in rows.ScanBits(Column.StatusEntries, key.Span, bits))
        {
            Digest mapKey = new(rowKey);
            if (At(mapKey, LogRows.ReadStatusEntry(row)) is StatusEntry entry)
            {
                keys.Add(mapKey);
                entries.Add(entry);
            }
        }

        return [.. keys.Zip(StatusEntry.ValueHashes(entries))];
    }

    private StatusEntry? At(Digest mapKey, StatusEntry present) => present.LastIndex < size ? present
        : present.Version == 1 ? null
        : rows.Scan(Column.SupersededStatuses, mapKey.ToArray(), LogRows.SupersededKey(mapKey, size), limit: 1)
            .Select(superseded => LogRows.ReadStatusEntry(superseded.Value))
            .FirstOrDefault();
}
