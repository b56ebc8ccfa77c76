using System.Buffers.Binary;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>
/// The writer's memory of all subjects of its status map: a bucket that only gains subjects is opened with it, without reading rows. What it says is
/// compared with the bucket's hash like any row. For one thread.
/// </summary>
/// <param name="map">The map without subjects.</param>
/// <param name="most">As many subjects are remembered, 68 bytes each; buckets of those beyond have to be read.</param>
internal sealed class KnownStatuses(StatusMap map, int most = KnownStatuses.Most)
{
    /// <summary>As many subjects as a million licences for a new holder each have, and a few more: 143 MB.</summary>
    public const int Most = 1 << 21;

    private const int Chunk = 1 << 14;
    private const int None = -1;

    // Without references and in pieces that are never moved: nothing for the collector to follow or to copy.
    private readonly List<Subject[]> _subjects = [];
    private readonly HashSet<int> _unknown = []; // buckets of which a subject found no room
    private int[] _firsts = []; // of each bucket
    private int _count;
    private StatusMap _map = map;

    /// <summary>Takes a step with the map. Does nothing where another step was taken from that map before.</summary>
    /// <param name="before">The map before it.</param>
    /// <param name="changes">The step.</param>
    /// <param name="after">The map behind it.</param>
    public void Enter(StatusMap before, IEnumerable<(Digest Key, Digest ValueHash)> changes, StatusMap after)
    {
        if (before != _map)
        {
            return;
        }

        foreach ((Digest key, Digest valueHash) in changes)
        {
            Put(key, valueHash);
        }

        _map = after;
    }

    /// <summary>
    /// Reads buckets for the next step: from memory where it only adds subjects; from the rows where it changes one. Its present status was read from its
    /// row, and whether that row is still what was signed only the row can tell.
    /// </summary>
    /// <param name="of">The map that takes the step.</param>
    /// <param name="changing">The subjects of the step.</param>
    /// <param name="stored">Reads the rows; also where this is about another map, or had no room for a subject.</param>
    public ReadStatusBucket Reader(StatusMap of, IEnumerable<Digest> changing, ReadStatusBucket stored)
    {
        if (of != _map || _firsts.Length == 0)
        {
            return stored;
        }

        HashSet<int> changed = [.. changing.Where(key => PlaceOf(key) != None).Select(BucketOf)];
        return (key, bits) => BucketOf(key) is int bucket && (changed.Contains(bucket) || _unknown.Contains(bucket)) ? stored(key, bits) : Subjects(bucket);
    }

    private List<(Digest Key, Digest ValueHash)> Subjects(int bucket)
    {
        List<(Digest Key, Digest ValueHash)> found = [];
        for (int place = _firsts[bucket]; place != None; place = At(place).Next)
        {
            found.Add((At(place).Key, At(place).ValueHash));
        }

        found.Sort((a, b) => a.Key.CompareTo(b.Key));
        return found;
    }

    private int PlaceOf(Digest key)
    {
        int place = _firsts[BucketOf(key)];
        while (place != None && At(place).Key != key)
        {
            place = At(place).Next;
        }

        return place;
    }

    private void Put(Digest key, Digest valueHash)
    {
        if (_firsts.Length == 0)
        {
            _firsts = new int[1 << StatusRows.BucketBits];
            Array.Fill(_firsts, None);
        }

        int bucket = BucketOf(key);
        int known = PlaceOf(key);
        if (known != None)
        {
            At(known).ValueHash = valueHash;
            return;
        }

        if (_count == most)
        {
            _unknown.Add(bucket);
            return;
        }

        if (_count % Chunk == 0)
        {
            _subjects.Add(GC.AllocateUninitializedArray<Subject>(Chunk));
        }

        At(_count) = new Subject { Key = key, ValueHash = valueHash, Next = _firsts[bucket] };
        _firsts[bucket] = _count++;
    }

    private ref Subject At(int place) => ref _subjects[place / Chunk][place % Chunk];

    private static int BucketOf(Digest key) => (int)(BinaryPrimitives.ReadUInt32BigEndian(key.Span) >> (32 - StatusRows.BucketBits));

    private struct Subject
    {
        public Digest Key;
        public Digest ValueHash;
        public int Next;
    }
}
