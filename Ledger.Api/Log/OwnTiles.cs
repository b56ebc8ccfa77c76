using Ledger.Api.Tiles;
using Ledger.Crypto.Merkle;
using Ledger.Node;
using Ledger.Node.Federation;
using Ledger.Node.Log;

namespace Ledger.Api.Log;

/// <summary>The node's own log.</summary>
internal sealed class OwnTiles(ProvinceNode node) : TileSource
{
    /// <inheritdoc/>
    public override bool IsLasting => node.Ledger.State.Mode is not (WriterMode.Quarantined or WriterMode.Waiting);

    /// <inheritdoc/>
    public override string Checkpoint(IHeaderDictionary headers)
    {
        ShownHead shown = Newest();
        headers[QuorumHeader.Name] = QuorumHeader.Of(shown);
        return shown.Note.ToString();
    }

    /// <inheritdoc/>
    public override string Sm3Checkpoint() => Newest().Head.Sm3Note;

    /// <inheritdoc/>
    public override byte[] Tile(MerkleHasher hasher, int level, long index, int width)
    {
        using LedgerRead rows = node.Ledger.Read();
        return new LogProofs(rows).Tile(hasher, level, index, width);
    }

    /// <inheritdoc/>
    public override byte[] Entries(long index, int width)
    {
        using LedgerRead rows = node.Ledger.Read();
        return new LogProofs(rows).Entries(index, width);
    }

    private ShownHead Newest()
    {
        node.Ledger.RequireTrusted();
        return node.Witnessing.Cosigned.Newest();
    }
}
