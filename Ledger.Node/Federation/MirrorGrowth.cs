using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Federation;

/// <summary>
/// The end of a copy to which leaves are added: adds them up and gives the rows that change. Goes back to what was verified.
/// Not for several threads at once.
/// </summary>
internal sealed class MirrorGrowth
{
    private readonly MirrorCopy _copy;
    private readonly LogAuditor _auditor = new();
    private Log.GrowingEntries _entries;
    private MirrorTiles _sha256;
    private MirrorTiles _sm3;

    /// <summary>Begins an empty copy.</summary>
    public MirrorGrowth(MirrorCopy copy)
    {
        _copy = copy;
        _entries = new Log.GrowingEntries(copy.EntryColumn);
        _sha256 = new MirrorTiles(copy.Sha256Column);
        _sm3 = new MirrorTiles(copy.Sm3Column);
        _auditor.Mark();
    }

    /// <summary>The leaves added up.</summary>
    public LogAuditor Auditor => _auditor;

    /// <summary>Leaves so far.</summary>
    public long Size => _auditor.Size;

    /// <summary>Leaves to which <see cref="Return"/> goes back.</summary>
    public long VerifiedSize { get; private set; }

    /// <summary>Reads the stored copy up to a size, and compares every row with what the leaves give.</summary>
    /// <exception cref="StoreException">A row is missing, damaged or another than it should be.</exception>
    public void Load(long size, CancellationToken cancel)
    {
        foreach (ReadOnlyMemory<byte>[] leaves in _copy.Entries().From(0, size).Chunk(TilePath.Width))
        {
            Append(leaves);
            if (Size % (MirrorLimits.BundlesPerWrite * TilePath.Width) == 0 || Size == size)
            {
                cancel.ThrowIfCancellationRequested();
                Put(Compare);
            }
        }
    }

    /// <summary>Adds the next leaves.</summary>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> leaves)
    {
        foreach (ReadOnlyMemory<byte> leaf in leaves)
        {
            _entries.Append(leaf.Span);
        }

        _auditor.Take(leaves, _sha256.Complete, _sm3.Complete);
    }

    /// <summary>Gives every row changed since the last time.</summary>
    public void Put(Action<Column, byte[], byte[]> put)
    {
        _entries.Put(put);
        _sha256.Put(put);
        _sm3.Put(put);
    }

    /// <summary>All leaves so far are verified, and their rows on the disk.</summary>
    public void Mark()
    {
        _auditor.Mark();
        VerifiedSize = Size;
    }

    /// <summary>Forgets the leaves behind what is verified.</summary>
    /// <exception cref="StoreException">A row of the verified copy is missing or damaged.</exception>
    public void Return()
    {
        _auditor.Return();
        _entries = _copy.Entries().Edge(Size);
        _sha256 = new MirrorTiles(_copy.Sha256Column, _copy.Tree(MerkleHasher.Sha256), Size);
        _sm3 = new MirrorTiles(_copy.Sm3Column, _copy.Tree(MerkleHasher.Sm3), Size);
    }

    private void Compare(Column column, byte[] key, byte[] row)
    {
        if (_copy.Row(column, key) is not byte[] stored || !stored.AsSpan().StartsWith(row))
        {
            throw new StoreException($"{column}: a row of the copy is not what its leaves give.");
        }
    }
}
