using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Federation;

/// <summary>The last tile of each level of a tree whose hashes are computed elsewhere; takes them as they are completed.</summary>
internal sealed class MirrorTiles
{
    private readonly TileColumn _column;
    private readonly List<GrowingRow> _levels = [];

    /// <summary>The tiles of an empty tree.</summary>
    public MirrorTiles(TileColumn column) => _column = column;

    /// <summary>The tiles of the first leaves of a stored tree.</summary>
    /// <exception cref="StoreException">One is missing or damaged.</exception>
    public MirrorTiles(TileColumn column, LogTree tree, long size)
        : this(column)
    {
        for (long left = size; left > 0; left >>= TilePath.LevelsPerTile)
        {
            int width = (int)(left % TilePath.Width);
            _levels.Add(new GrowingRow(left, width == 0 ? [] : tree.Tile(_levels.Count, left / TilePath.Width, width)));
        }
    }

    /// <summary>Takes the next complete subtree of its level. Tiles hold those of 256^n leaves; the others follow from them.</summary>
    public void Complete(int level, long index, Digest hash)
    {
        if (level % TilePath.LevelsPerTile != 0)
        {
            return;
        }

        int tileLevel = level / TilePath.LevelsPerTile;
        if (tileLevel == _levels.Count)
        {
            _levels.Add(new GrowingRow(size: index, []));
        }

        _levels[tileLevel].Append(hash.Span);
    }

    /// <summary>Gives every tile changed since the last time.</summary>
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
}
