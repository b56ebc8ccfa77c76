using System.Runtime.InteropServices;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// An authenticated map from 32-byte keys to 32-byte value hashes. Its root follows from its contents alone, however
/// they came about. Never changed: <c>With</c> returns the next map, which shares all untouched nodes, so older maps
/// stay usable from any thread.
/// </summary>
/// <remarks>
/// About 170 bytes of memory a key; an insertion makes some log₂ n new nodes. A map with buckets keeps no keys below a depth, so that its
/// memory has a bound whatever their number: some 130 bytes a bucket. Whoever asks it brings a <see cref="ReadStatusBucket"/>, which
/// is asked for one bucket a proof, and for each bucket that a step changes.
/// </remarks>
public sealed class StatusMap
{
    private readonly MerkleHasher _hasher;
    private readonly int _bucketBits;
    private readonly StatusMapNode? _root;

    private StatusMap(MerkleHasher hasher, int bucketBits, StatusMapNode? root, long count)
    {
        (_hasher, _bucketBits, _root) = (hasher, bucketBits, root);
        Count = count;
    }

    /// <summary>Number of keys.</summary>
    public long Count { get; }

    /// <summary>Commits to every key and value in the map, and to the absence of all others.</summary>
    public Digest Root => HashOf(_root);

    /// <summary>The map without keys.</summary>
    /// <param name="hasher">The hash of its nodes.</param>
    public static StatusMap Empty(MerkleHasher hasher) => Empty(hasher, StatusMapHash.MaxDepth);

    /// <summary>The map without keys that is to keep two or more keys with the same first bits as a bucket.</summary>
    /// <param name="hasher">The hash of its nodes.</param>
    /// <param name="bucketBits">So many first bits, 0 to 256; there are at most 2 to this power buckets. 256 is to keep every key.</param>
    public static StatusMap Empty(MerkleHasher hasher, int bucketBits)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        ArgumentOutOfRangeException.ThrowIfNegative(bucketBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bucketBits, StatusMapHash.MaxDepth);
        return new StatusMap(hasher, bucketBits, root: null, count: 0);
    }

    /// <summary>The map in which one key has this value, whether or not it had one before.</summary>
    public StatusMap With(Digest key, Digest valueHash) => With([(key, valueHash)]);

    /// <summary>The map in which these keys have these values; cheaper than one at a time.</summary>
    /// <param name="changes">Each key once.</param>
    /// <param name="read">Reads buckets of this map, not of the next; only a map without buckets can do without.</param>
    /// <exception cref="ArgumentException">
    /// The same key twice: which of the values counts would be anybody's guess.
    /// </exception>
    /// <exception cref="FormatException">What was read is not what this map was made of.</exception>
    public StatusMap With(IEnumerable<(Digest Key, Digest ValueHash)> changes, ReadStatusBucket? read = null)
    {
        List<(Digest Key, Digest ValueHash)> sorted = [.. changes];
        sorted.Sort((a, b) => a.Key.CompareTo(b.Key));
        for (int i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].Key == sorted[i - 1].Key)
            {
                throw new ArgumentException($"Key {sorted[i].Key} occurs twice.", nameof(changes));
            }
        }

        StatusMapGrowth growth = new(_hasher, _bucketBits, read);
        StatusMapNode? root = growth.Grow(_root, CollectionsMarshal.AsSpan(sorted));
        return new StatusMap(_hasher, _bucketBits, root, Count + growth.Added);
    }

    /// <summary>The value of a key, or null when the map does not have it.</summary>
    /// <inheritdoc cref="Prove" path="/param"/>
    /// <inheritdoc cref="Prove" path="/exception"/>
    public Digest? ValueOf(Digest key, ReadStatusBucket? read = null) =>
        Place(key, siblings: null, read) is StatusMapOnly only && only.Key == key ? only.ValueHash : null;

    /// <summary>The proof that the key has its value, or that the map does not have it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="read">Reads buckets of this map; only a map without buckets can do without.</param>
    /// <exception cref="FormatException">What was read is not what this map was made of.</exception>
    public StatusMapProof Prove(Digest key, ReadStatusBucket? read = null)
    {
        List<Digest?> siblings = [];
        StatusMapNode? place = Place(key, siblings, read);
        siblings.Reverse();
        return new StatusMapProof(
            siblings, place is StatusMapOnly only && only.Key != key ? new StatusMapLeaf(only.Key, only.ValueHash) : null);
    }

    /// <summary>What is where the key is or would be: null, or a single key. Adds the siblings on the way down.</summary>
    private StatusMapNode? Place(Digest key, List<Digest?>? siblings, ReadStatusBucket? read)
    {
        StatusMapNode? node = _root;
        for (int depth = 0; node is StatusMapBranch branch; depth++)
        {
            branch = branch.IsBucket ? new StatusMapGrowth(_hasher, _bucketBits, read).Open(branch, key) : branch;
            bool right = StatusMapHash.TurnsRight(key, depth);
            StatusMapNode? sibling = right ? branch.Left : branch.Right;
            siblings?.Add(sibling is null ? null : HashOf(sibling));
            node = right ? branch.Right : branch.Left;
        }

        return node;
    }

    private Digest HashOf(StatusMapNode? node) => node switch
    {
        null => StatusMapHash.Placeholder,
        StatusMapBranch branch => branch.Hash,
        StatusMapOnly only => StatusMapHash.Leaf(_hasher, only.Key, only.ValueHash),
        _ => throw new InvalidOperationException("There is no third kind of node."),
    };
}
