using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// A stored tree as its one writer holds it: the right edge in memory, to which leaf hashes are appended. <see cref="Put"/> then
/// gives the rows that changed; once they are on the disk, <see cref="LogTree"/> reads them. To try something that may not come
/// to the disk, append to a <see cref="Clone"/>. Begin with an empty one, or go on with <see cref="LogTree.Edge"/>. Not for several
/// threads at once.
/// </summary>
internal sealed class GrowingTree
{
    private readonly TileColumn _column;
    private readonly CompactRange _range;
    private readonly List<GrowingRow> _levels;
    private readonly Action<int, long, Digest> _completed;

    /// <summary>A tree without leaves.</summary>
    public GrowingTree(TileColumn column)
        : this(column, new CompactRange(column.Hasher), [])
    {
    }

    /// <summary>A tree with leaves.</summary>
    /// <param name="column">Where its tiles lie.</param>
    /// <param name="range">Its right edge.</param>
    /// <param name="levels">The last tile of each level, from the lowest.</param>
    internal GrowingTree(TileColumn column, CompactRange range, List<GrowingRow> levels)
    {
        _column = column;
        _range = range;
        _levels = levels;
        _completed = Completed;
    }

    /// <summary>Number of leaves.</summary>
    public long Size => _range.Size;

    /// <summary>Adds leaf number <see cref="Size"/>.</summary>
    public void Append(Digest leafHash) => _range.Append(leafHash, _completed);

    /// <summary>The root of all leaves appended so far.</summary>
    public Digest Root() => _range.Root();

    /// <summary>Sets every tile changed since the last time.</summary>
    /// <param name="put">Takes column, key and value: <see cref="WriteBatch.PutKept"/>, or that of a turn.</param>
    public void Put(Action<Column, byte[], byte[]> put)
    {
        for (int level = 0; level < _levels.Count; level++)
        {
            foreach ((long number, byte[] tile) in _levels[level].TakeChanged())
            {
                put(_column.Column, _column.Key(level, number), tile);
            }
        }
    }

    /// <summary>A copy that grows on its own.</summary>
    public GrowingTree Clone() => new(_column, _range.Clone(), [.. _levels.Select(level => level.Clone())]);

    // Of the subtrees that a leaf completes, tiles hold those of 256^n leaves; the others follow from them.
    private void Completed(int level, long index, Digest hash)
    {
        if (level % TilePath.LevelsPerTile == 0)
        {
            int tileLevel = level / TilePath.LevelsPerTile;
            if (tileLevel == _levels.Count)
            {
                _levels.Add(new GrowingRow(size: 0, []));
            }

            _levels[tileLevel].Append(hash.Span);
        }
    }
}
