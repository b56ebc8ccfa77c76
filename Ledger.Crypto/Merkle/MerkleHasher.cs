using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>
/// The leaf and node hashes of RFC 6962 §2.1 over one hash function. Which one a tree uses follows from its origin in
/// the trust policy, never from the proof, so that nobody can choose the weaker.
/// </summary>
public abstract class MerkleHasher
{
    // RFC 6962 §2.1: so that a leaf can never be taken for a node.
    internal const byte LeafTagByte = 0x00;

    private const int StackLimit = 1024;

    private const int LeavesStackLimit = 4096;

    // As many as the widest vectors take at once.
    private const int BatchSize = 16;

    private const int MaxPairLength = 80;

    private protected MerkleHasher()
    {
    }

    /// <summary>SHA-256, as every other transparency log has it.</summary>
    public static MerkleHasher Sha256 { get; } = new Sha256MerkleHasher();

    /// <summary>SM3 (GB/T 32905), for the twin tree, the status map and the fields of a document.</summary>
    public static MerkleHasher Sm3 { get; } = new Sm3MerkleHasher();

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public Digest Empty => Hash([]);

    private static ReadOnlySpan<byte> LeafTag => [LeafTagByte];

    private static ReadOnlySpan<byte> NodeTag => [0x01];

    /// <summary>The bare hash function.</summary>
    public abstract Digest Hash(ReadOnlySpan<byte> data);

    /// <summary>The hash of one entry.</summary>
    public Digest Leaf(ReadOnlySpan<byte> entry)
    {
        int length = LeafTag.Length + entry.Length;
        Span<byte> input = length <= StackLimit ? stackalloc byte[StackLimit] : new byte[length];
        LeafTag.CopyTo(input);
        entry.CopyTo(input[LeafTag.Length..]);
        return Hash(input[..length]);
    }

    /// <summary>The hashes of many entries: cheaper than one at a time where many have the same length.</summary>
    /// <param name="entries">The entries.</param>
    /// <returns>Their hashes, in the order of the entries.</returns>
    public Digest[] Leaves(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        int[] lengths = [.. entries.Select(entry => entry.Length)];
        int[] places = [.. Enumerable.Range(0, lengths.Length)];
        Array.Sort(lengths, places);

        Digest[] leaves = new Digest[lengths.Length];
        for (int start = 0, end; start < lengths.Length; start = end)
        {
            end = start + 1;
            while (end < lengths.Length && end < start + BatchSize && lengths[end] == lengths[start])
            {
                end++;
            }

            HashLeaves(entries, places.AsSpan(start, end - start), lengths[start], leaves);
        }

        return leaves;
    }

    /// <summary>The hash of two neighbouring subtrees.</summary>
    public Digest Node(Digest left, Digest right) => HashPair(NodeTag, left, right);

    /// <summary>The hashes of many pairs of neighbouring subtrees: cheaper than one at a time.</summary>
    /// <param name="children">The left and the right subtree of the first pair, those of the second …</param>
    /// <param name="nodes">Receives the hash of each pair; may begin where <paramref name="children"/> begins.</param>
    /// <exception cref="ArgumentException">There are not two children a node.</exception>
    public void Nodes(ReadOnlySpan<Digest> children, Span<Digest> nodes)
    {
        if (children.Length != 2L * nodes.Length)
        {
            throw new ArgumentException($"{children.Length} children do not make {nodes.Length} nodes.", nameof(children));
        }

        HashPairs(NodeTag, children, nodes);
    }

    /// <summary>The hash of a tag and two digests.</summary>
    internal Digest HashPair(ReadOnlySpan<byte> tag, Digest first, Digest second)
    {
        Span<byte> input = stackalloc byte[MaxPairLength];
        tag.CopyTo(input);
        first.CopyTo(input[tag.Length..]);
        second.CopyTo(input[(tag.Length + Digest.Length)..]);
        return Hash(input[..(tag.Length + (2 * Digest.Length))]);
    }

    /// <summary>The same of each pair in turn.</summary>
    [SkipLocalsInit]
    internal void HashPairs(ReadOnlySpan<byte> tag, ReadOnlySpan<Digest> pairs, Span<Digest> hashes)
    {
        int length = tag.Length + (2 * Digest.Length);
        Span<byte> input = stackalloc byte[BatchSize * MaxPairLength];
        while (!hashes.IsEmpty)
        {
            int count = int.Min(BatchSize, hashes.Length);
            for (int i = 0; i < count; i++)
            {
                Span<byte> message = input.Slice(i * length, length);
                tag.CopyTo(message);
                MemoryMarshal.AsBytes(pairs.Slice(2 * i, 2)).CopyTo(message[tag.Length..]);
            }

            HashEach(input[..(count * length)], length, hashes[..count]);
            pairs = pairs[(2 * count)..];
            hashes = hashes[count..];
        }
    }

    /// <summary>The bare hash function of messages of one length that lie one after the other.</summary>
    private protected abstract void HashEach(ReadOnlySpan<byte> messages, int length, Span<Digest> hashes);

    [SkipLocalsInit]
    private void HashLeaves(
        IReadOnlyList<ReadOnlyMemory<byte>> entries, ReadOnlySpan<int> places, int entryLength, Span<Digest> leaves)
    {
        int length = LeafTag.Length + entryLength;
        int total = places.Length * length;
        Span<byte> input = total <= LeavesStackLimit ? stackalloc byte[LeavesStackLimit] : new byte[total];
        for (int i = 0; i < places.Length; i++)
        {
            Span<byte> message = input.Slice(i * length, length);
            LeafTag.CopyTo(message);
            entries[places[i]].Span.CopyTo(message[LeafTag.Length..]);
        }

        Span<Digest> hashes = stackalloc Digest[BatchSize];
        HashEach(input[..total], length, hashes[..places.Length]);
        for (int i = 0; i < places.Length; i++)
        {
            leaves[places[i]] = hashes[i];
        }
    }
}
