using System.Buffers.Binary;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>
/// The writer's memory of all subjects of its status map. It opens buckets without reading rows (and what it says is compared with their hashes), and
/// tells whether a row is still what was signed. For one thread at a time.
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

    /// <summary>Whether a map is known to have nothing of a subject.</summary>
    /// <param name="of">The map.</param>
    /// <param name="key">The subject.</param>
    /// <returns>False also where nothing is known, as in <see cref="Allows"/>.</returns>
    public bool IsNew(StatusMap of, Digest key) => of == _map && PlaceOf(key) == None && !_unknown.Contains(BucketOf(key));

    /// <summary>Whether a subject's status, as read from its row, is the one that the map has.</summary>
    /// <param name="of">The map.</param>
    /// <param name="key">The subject.</param>
    /// <param name="valueHash">Of what its row says; null for no row.</param>
    /// <returns>True also where nothing is known: this is about another map, or the subject found no room.</returns>
    public bool Allows(StatusMap of, Digest key, Digest? valueHash)
    {
        if (of != _map)
        {
            return true;
        }

        int place = PlaceOf(key);
        return place == None ? valueHash is null || _unknown.Contains(BucketOf(key)) : valueHash == At(place).ValueHash;
    }

    /// <summary>The subjects of a bucket, as <see cref="ReadStatusBucket"/> gives them.</summary>
    /// <param name="of">The map that has the bucket.</param>
    /// <param name="key">A key of the bucket, or one that would be in it.</param>
    /// <returns>Null where they have to be read: this is about another map, or there was no room for all of them.</returns>
    public IReadOnlyList<(Digest Key, Digest ValueHash)>? Find(StatusMap of, Digest key)
    {
        int bucket = BucketOf(key);
        if (of != _map || _unknown.Contains(bucket))
        {
            return null;
        }

        List<(Digest Key, Digest ValueHash)> found = [];
        for (int place = FirstOf(bucket); place != None; place = At(place).Next)
        {
            found.Add((At(place).Key, At(place).ValueHash));
        }

        found.Sort((a, b) => a.Key.CompareTo(b.Key));
        return found;
    }

    private int PlaceOf(Digest key)
    {
        int place = FirstOf(BucketOf(key));
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

    private int FirstOf(int bucket) => _firsts.Length == 0 ? None : _firsts[bucket];

    private ref Subject At(int place) => ref _subjects[place / Chunk][place % Chunk];

    private static int BucketOf(Digest key) => (int)(BinaryPrimitives.ReadUInt32BigEndian(key.Span) >> (32 - StatusRows.BucketBits));

    private struct Subject
    {
        public Digest Key;
        public Digest ValueHash;
        public int Next;
    }
}
