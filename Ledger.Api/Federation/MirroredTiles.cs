using Ledger.Api.Tiles;
using Ledger.Crypto.Merkle;
using Ledger.Node.Federation;

namespace Ledger.Api.Federation;

/// <summary>The copy of another log, as far as it is verified.</summary>
/// <param name="mirror">The copy.</param>
/// <param name="isLasting">False in quarantine, when the copy may have been rolled back with the rest.</param>
internal sealed class MirroredTiles(LogMirror mirror, bool isLasting) : TileSource
{
    /// <inheritdoc/>
    public override bool IsLasting => isLasting;

    /// <inheritdoc/>
    public override string? Checkpoint(IHeaderDictionary headers) => mirror.Verified?.Sha256.Note.ToString();

    /// <inheritdoc/>
    public override string? Sm3Checkpoint() => mirror.Verified?.Sm3.Note.ToString();

    /// <inheritdoc/>
    public override byte[] Tile(MerkleHasher hasher, int level, long index, int width) => mirror.Tile(hasher, level, index, width);

    /// <inheritdoc/>
    public override byte[] Entries(long index, int width) => mirror.Entries(index, width);
}
