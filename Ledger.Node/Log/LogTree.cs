using System.Numerics;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>One of the twin trees as stored: the hash of every complete subtree, at all levels.</summary>
internal sealed class LogTree
{
    private readonly LedgerRead _rows;
    private readonly Column _column;

    private LogTree(LedgerRead rows, MerkleHasher hasher, Column column)
    {
        _rows = rows;
        Hasher = hasher;
        _column = column;
    }

    /// <summary>The hash of this tree.</summary>
    public MerkleHasher Hasher { get; }

    /// <summary>The SHA-256 tree.</summary>
    public static LogTree Sha256(LedgerRead rows) => new(rows, MerkleHasher.Sha256, Column.Sha256Hashes);

    /// <summary>The SM3 twin.</summary>
    public static LogTree Sm3(LedgerRead rows) => new(rows, MerkleHasher.Sm3, Column.Sm3Hashes);

    /// <summary>The hash of a complete subtree.</summary>
    /// <exception cref="StoreException">It is not stored, or not 32 bytes long.</exception>
    public Digest Read(int level, long index) => _rows.Get(_column, LogRows.HashKey(level, index)) is { Length: Digest.Length } row
        ? new Digest(row)
        : throw new StoreException($"{_column}: the hash of subtree {index} at level {level} is missing or damaged.");

    /// <summary>The root of the first <paramref name="size"/> leaves.</summary>
    /// <exception cref="StoreException">A hash is missing.</exception>
    public Digest Root(long size) => MerkleTree.Root(Hasher, size, Read);

    /// <summary>The right edge of the first <paramref name="size"/> leaves.</summary>
    /// <exception cref="StoreException">A hash is missing.</exception>
    public CompactRange Edge(long size) => new(Hasher, size, Read);

    /// <summary>
    /// Recomputes, from leaves and children, every stored hash of the subtrees completed since <paramref name="from"/>, by recursion
    /// from the top rather than by appending.
    /// </summary>
    /// <returns>Null, or the first stored hash that differs.</returns>
    /// <exception cref="StoreException">A leaf or hash is missing.</exception>
    public string? Difference(long from, long size)
    {
        return Peaks(size).Select(peak => Check(peak.Level, peak.Index, from)).FirstOrDefault(difference => difference is not null);
    }

    /// <summary>Recomputes the right edge: each subtree that the size is the sum of, down its own right side to the leaf.</summary>
    /// <returns>Null, or the first stored hash that differs.</returns>
    /// <exception cref="StoreException">A leaf or hash is missing.</exception>
    public string? EdgeDifference(long size)
    {
        foreach ((int top, long peak) in Peaks(size))
        {
            for ((int level, long index) = (top, peak); level >= 0; (level, index) = (level - 1, (2 * index) + 1))
            {
                if (CheckOne(level, index) is string difference)
                {
                    return difference;
                }
            }
        }

        return null;
    }

    private static IEnumerable<(int Level, long Index)> Peaks(long size)
    {
        for (long start = 0; start < size;)
        {
            int level = BitOperations.Log2((ulong)(size - start));
            yield return (level, start >> level);
            start += 1L << level;
        }
    }

    private string? Check(int level, long index, long from)
    {
        if (((index + 1) << level) <= from)
        {
            return null; // complete before, and checked when it became so
        }

        if (level > 0 && (Check(level - 1, 2 * index, from) ?? Check(level - 1, (2 * index) + 1, from)) is string difference)
        {
            return difference;
        }

        return CheckOne(level, index);
    }

    private string? CheckOne(int level, long index)
    {
        Digest computed = level == 0
            ? Hasher.Leaf(LeafOf(index))
            : Hasher.Node(Read(level - 1, 2 * index), Read(level - 1, (2 * index) + 1));
        return computed == Read(level, index) ? null : $"{_column}: subtree {index} at level {level}";
    }

    private byte[] LeafOf(long index) => _rows.Get(Column.Leaves, LogRows.Number(index))
        ?? throw new StoreException($"Leaf {index} is missing.");
}
