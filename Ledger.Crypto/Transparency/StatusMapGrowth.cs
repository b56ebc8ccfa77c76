using System.Runtime.InteropServices;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// One step from a status map to the next: first the new nodes without their hashes, then the hashes, all of one depth
/// together and the deepest first. A bucket on the way is read, compared with its hash, changed like any subtree, and closed again.
/// </summary>
/// <param name="hasher">The map's.</param>
/// <param name="bucketBits">Depth at which subtrees are closed; <see cref="StatusMapHash.MaxDepth"/> for never.</param>
/// <param name="read">Reads buckets of the map so far; null where it has none.</param>
internal sealed class StatusMapGrowth(MerkleHasher hasher, int bucketBits, ReadStatusBucket? read)
{
    // Bounds the memory of a step; more at once is no faster.
    private const int MaxAtOnce = 256;

    private readonly List<List<StatusMapBranch>> _branches = []; // by depth
    private readonly List<(StatusMapBranch Bucket, StatusMapBranch Read)> _opened = [];

    // Of the branches that are hashed together: the children's hashes, and the children that are single keys.
    private readonly List<int> _onlyPlaces = [];
    private readonly List<Digest> _onlyKeys = [];
    private Digest[] _children = [];
    private Digest[] _hashes = [];

    /// <summary>Number of keys that the map did not have before.</summary>
    public long Added { get; private set; }

    /// <summary>The root of the next map.</summary>
    /// <param name="root">That of the map so far.</param>
    /// <param name="changes">Sorted by key; each key once.</param>
    /// <exception cref="FormatException">A bucket's keys and values, as read, are not those that its hash was made of.</exception>
    public StatusMapNode? Grow(StatusMapNode? root, ReadOnlySpan<(Digest Key, Digest ValueHash)> changes)
    {
        StatusMapNode? next = After(root, changes, depth: 0);
        Hash();
        Close();
        return next;
    }

    /// <summary>The subtree of a bucket, as read.</summary>
    /// <inheritdoc cref="Grow" path="/exception"/>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">One of its keys, or a key that would be in it.</param>
    public StatusMapBranch Open(StatusMapBranch bucket, Digest key)
    {
        StatusMapBranch read = Open(bucket, key, bucketBits);
        Hash();
        return read;
    }

    private void Hash()
    {
        int atOnce = int.Min(MaxAtOnce, _branches.Max(level => (int?)level.Count) ?? 0);
        _children = new Digest[2 * atOnce];
        _hashes = new Digest[2 * atOnce];
        for (int depth = _branches.Count - 1; depth >= 0; depth--)
        {
            for (int start = 0; start < _branches[depth].Count; start += atOnce)
            {
                Hash(CollectionsMarshal.AsSpan(_branches[depth])[start..int.Min(start + atOnce, _branches[depth].Count)]);
            }
        }

        foreach ((StatusMapBranch bucket, StatusMapBranch read) in _opened)
        {
            if (read.Hash != bucket.Hash)
            {
                throw new FormatException("The stored statuses do not give the hash that the status map has of them.");
            }
        }
    }

    private void Close()
    {
        if (bucketBits < _branches.Count)
        {
            _branches[bucketBits].ForEach(branch => branch.Close());
        }
    }

    private StatusMapNode? After(StatusMapNode? node, ReadOnlySpan<(Digest Key, Digest ValueHash)> changes, int depth)
    {
        if (changes.IsEmpty)
        {
            return node;
        }

        if (changes.Length == 1 && (node is null || (node is StatusMapOnly same && same.Key == changes[0].Key)))
        {
            Added += node is null ? 1 : 0;
            return new StatusMapOnly(changes[0].Key, changes[0].ValueHash);
        }

        if (node is StatusMapBranch { IsBucket: true } bucket)
        {
            node = Open(bucket, changes[0].Key, depth);
        }

        // A key in the way moves down together with the changes, until it parts from them.
        (StatusMapNode? left, StatusMapNode? right) = node switch
        {
            StatusMapBranch branch => (branch.Left, branch.Right),
            StatusMapOnly only when StatusMapHash.TurnsRight(only.Key, depth) => (null, only),
            _ => (node, null),
        };
        int split = FirstThatTurnsRight(changes, depth);
        left = After(left, changes[..split], depth + 1);
        right = After(right, changes[split..], depth + 1);
        return Keep(new StatusMapBranch(left, right), depth);
    }

    private StatusMapBranch Open(StatusMapBranch bucket, Digest key, int depth)
    {
        if (read is null)
        {
            throw new InvalidOperationException("This map has buckets: it takes somebody who reads them.");
        }

        long added = Added;
        (Digest Key, Digest ValueHash)[] leaves = [.. read(key, depth)];
        StatusMapBranch subtree = After(node: null, leaves, depth) as StatusMapBranch
            ?? throw new FormatException("The status map has two keys or more where fewer are stored.");
        _opened.Add((bucket, subtree));
        Added = added;
        return subtree;
    }

    private StatusMapBranch Keep(StatusMapBranch branch, int depth)
    {
        while (_branches.Count <= depth)
        {
            _branches.Add([]);
        }

        _branches[depth].Add(branch);
        return branch;
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

    /// <summary>Hashes branches whose children that are branches have their hashes.</summary>
    private void Hash(ReadOnlySpan<StatusMapBranch> branches)
    {
        Span<Digest> children = _children.AsSpan(0, 2 * branches.Length);
        Span<Digest> hashes = _hashes.AsSpan(0, branches.Length);
        for (int i = 0; i < branches.Length; i++)
        {
            TakeHash(branches[i].Left, 2 * i);
            TakeHash(branches[i].Right, (2 * i) + 1);
        }

        HashOnlyKeys();
        StatusMapHash.Branches(hasher, children, hashes);
        for (int i = 0; i < branches.Length; i++)
        {
            branches[i].Hash = hashes[i];
        }
    }

    private void TakeHash(StatusMapNode? child, int place)
    {
        if (child is StatusMapOnly only)
        {
            _onlyPlaces.Add(place);
            _onlyKeys.Add(only.Key);
            _onlyKeys.Add(only.ValueHash);
        }
        else
        {
            _children[place] = child is StatusMapBranch branch ? branch.Hash : StatusMapHash.Placeholder;
        }
    }

    private void HashOnlyKeys()
    {
        Span<Digest> hashes = _hashes.AsSpan(0, _onlyPlaces.Count);
        StatusMapHash.Leaves(hasher, CollectionsMarshal.AsSpan(_onlyKeys), hashes);
        for (int i = 0; i < hashes.Length; i++)
        {
            _children[_onlyPlaces[i]] = hashes[i];
        }

        _onlyPlaces.Clear();
        _onlyKeys.Clear();
    }
}
