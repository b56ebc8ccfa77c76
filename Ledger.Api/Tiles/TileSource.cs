using Ledger.Crypto.Merkle;

namespace Ledger.Api.Tiles;

/// <summary>Where the parts of one log come from: this node's own, or the copy of another.</summary>
internal abstract class TileSource
{
    /// <summary>Whether what a tile says now may be kept for ever.</summary>
    public abstract bool IsLasting { get; }

    /// <summary>The newest signed checkpoint with its cosignatures, or null.</summary>
    /// <param name="headers">Of the answer: may be given what there is to say of it.</param>
    public abstract string? Checkpoint(IHeaderDictionary headers);

    /// <summary>That of the SM3 twin, or null.</summary>
    public abstract string? Sm3Checkpoint();

    /// <summary>The first hashes of a tile.</summary>
    public abstract byte[] Tile(MerkleHasher hasher, int level, long index, int width);

    /// <summary>The first leaves of an entry bundle.</summary>
    public abstract byte[] Entries(long index, int width);
}
