using System.Runtime.InteropServices;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// An authenticated map from 32-byte keys to 32-byte value hashes. Its root follows from its contents alone, however
/// they came about. Never changed: <c>With</c> returns the next map, which shares all untouched nodes, so older maps
/// stay usable from any thread. About 170 bytes of memory a key; an insertion makes some log₂ n new nodes.
/// </summary>
public sealed class StatusMap
{
    private readonly MerkleHasher _hasher;
    private readonly StatusMapNode? _root;

    private StatusMap(MerkleHasher hasher, StatusMapNode? root, long count)
    {
        _hasher = hasher;
        _root = root;
        Count = count;
    }

    /// <summary>Number of keys.</summary>
    public long Count { get; }

    /// <summary>Commits to every key and value in the map, and to the absence of all others.</summary>
    public Digest Root => HashOf(_root);

    /// <summary>The map without keys.</summary>
    public static StatusMap Empty(MerkleHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        return new StatusMap(hasher, root: null, count: 0);
    }

    /// <summary>The map in which one key has this value, whether or not it had one before.</summary>
    public StatusMap With(Digest key, Digest valueHash) => With([(key, valueHash)]);

    /// <summary>The map in which these keys have these values; cheaper than one at a time.</summary>
    /// <exception cref="ArgumentException">
    /// The same key twice: which of the values counts would be anybody's guess.
    /// </exception>
    public StatusMap With(IEnumerable<(Digest Key, Digest ValueHash)> changes)
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

        StatusMapGrowth growth = new(_hasher);
        StatusMapNode? root = growth.After(_root, CollectionsMarshal.AsSpan(sorted));
        return new StatusMap(_hasher, root, Count + growth.Added);
    }

    /// <summary>The value of a key, or null when the map does not have it.</summary>
    public Digest? ValueOf(Digest key)
    {
        StatusMapNode? node = _root;
        for (int depth = 0; node is StatusMapBranch branch; depth++)
        {
            node = StatusMapHash.TurnsRight(key, depth) ? branch.Right : branch.Left;
        }

        return node is StatusMapOnly only && only.Key == key ? only.ValueHash : null;
    }

    /// <summary>The proof that the key has its value, or that the map does not have it.</summary>
    public StatusMapProof Prove(Digest key)
    {
        List<Digest?> siblings = [];
        StatusMapNode? node = _root;
        while (node is StatusMapBranch branch)
        {
            bool right = StatusMapHash.TurnsRight(key, siblings.Count);
            StatusMapNode? sibling = right ? branch.Left : branch.Right;
            siblings.Add(sibling is null ? null : HashOf(sibling));
            node = right ? branch.Right : branch.Left;
        }

        siblings.Reverse();
        return new StatusMapProof(
            siblings, node is StatusMapOnly only && only.Key != key ? new StatusMapLeaf(only.Key, only.ValueHash) : null);
    }

    private Digest HashOf(StatusMapNode? node) => node switch
    {
        null => StatusMapHash.Placeholder,
        StatusMapBranch branch => branch.Hash,
        StatusMapOnly only => StatusMapHash.Leaf(_hasher, only.Key, only.ValueHash),
        _ => throw new InvalidOperationException("There is no third kind of node."),
    };
}
