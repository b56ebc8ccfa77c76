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
    private readonly Node? _root;

    private StatusMap(MerkleHasher hasher, Node? root, long count)
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

        long added = 0;
        Node? root = After(_root, CollectionsMarshal.AsSpan(sorted), depth: 0, ref added);
        return new StatusMap(_hasher, root, Count + added);
    }

    /// <summary>The value of a key, or null when the map does not have it.</summary>
    public Digest? ValueOf(Digest key)
    {
        Node? node = _root;
        for (int depth = 0; node is Branch branch; depth++)
        {
            node = StatusMapHash.TurnsRight(key, depth) ? branch.Right : branch.Left;
        }

        return node is Leaf leaf && leaf.Key == key ? leaf.ValueHash : null;
    }

    /// <summary>The proof that the key has its value, or that the map does not have it.</summary>
    public StatusMapProof Prove(Digest key)
    {
        List<Digest?> siblings = [];
        Node? node = _root;
        while (node is Branch branch)
        {
            bool right = StatusMapHash.TurnsRight(key, siblings.Count);
            Node? sibling = right ? branch.Left : branch.Right;
            siblings.Add(sibling is null ? null : HashOf(sibling));
            node = right ? branch.Right : branch.Left;
        }

        siblings.Reverse();
        return new StatusMapProof(
            siblings, node is Leaf leaf && leaf.Key != key ? new StatusMapLeaf(leaf.Key, leaf.ValueHash) : null);
    }

    private Node? After(
        Node? node, ReadOnlySpan<(Digest Key, Digest ValueHash)> changes, int depth, ref long added)
    {
        if (changes.IsEmpty)
        {
            return node;
        }

        if (changes.Length == 1 && (node is null || (node is Leaf same && same.Key == changes[0].Key)))
        {
            added += node is null ? 1 : 0;
            return new Leaf(changes[0].Key, changes[0].ValueHash);
        }

        // A leaf in the way moves down together with the changes, until its key parts from theirs.
        (Node? left, Node? right) = node switch
        {
            Branch branch => (branch.Left, branch.Right),
            Leaf leaf when StatusMapHash.TurnsRight(leaf.Key, depth) => (null, leaf),
            _ => (node, null),
        };
        int split = FirstThatTurnsRight(changes, depth);
        left = After(left, changes[..split], depth + 1, ref added);
        right = After(right, changes[split..], depth + 1, ref added);
        return new Branch(left, right, StatusMapHash.Branch(_hasher, HashOf(left), HashOf(right)));
    }

    /// <summary>Where the sorted changes, equal in all bits before <paramref name="depth"/>, part.</summary>
    private static int FirstThatTurnsRight(ReadOnlySpan<(Digest Key, Digest ValueHash)> changes, int depth)
    {
        int low = 0;
        int high = changes.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (StatusMapHash.TurnsRight(changes[middle].Key, depth))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private Digest HashOf(Node? node) => node switch
    {
        null => StatusMapHash.Placeholder,
        Branch branch => branch.Hash,
        Leaf leaf => StatusMapHash.Leaf(_hasher, leaf.Key, leaf.ValueHash),
        _ => throw new InvalidOperationException("There is no third kind of node."),
    };

    private abstract class Node
    {
    }

    /// <summary>
    /// The only key below this point. Its hash is not kept: one hash more an insertion saves 32 bytes a key.
    /// </summary>
    private sealed class Leaf(Digest key, Digest valueHash) : Node
    {
        public readonly Digest Key = key;
        public readonly Digest ValueHash = valueHash;
    }

    private sealed class Branch(Node? left, Node? right, Digest hash) : Node
    {
        public readonly Node? Left = left;
        public readonly Node? Right = right;
        public readonly Digest Hash = hash;
    }
}
