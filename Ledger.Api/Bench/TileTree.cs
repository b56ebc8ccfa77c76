using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Api.Bench;

/// <summary>A tree that grows in memory and is then written as the tiles and the checkpoint of tlog-tiles.</summary>
/// <param name="hasher">Its hash.</param>
internal sealed class TileTree(MerkleHasher hasher)
{
    private readonly CompactRange _edge = new(hasher);
    private readonly List<GrowingRow> _levels = [];

    /// <summary>Leaves so far.</summary>
    public long Size => _edge.Size;

    /// <summary>Root of the leaves so far.</summary>
    public Digest Root => _edge.Root();

    /// <summary>Adds leaves by their hashes.</summary>
    public void Append(ReadOnlySpan<Digest> leafHashes) => _edge.Append(leafHashes, Complete);

    /// <summary>Writes everything below a folder.</summary>
    /// <param name="folder">The prefix of the log.</param>
    /// <param name="origin">What the checkpoint names.</param>
    /// <param name="key">What it is signed by.</param>
    /// <returns>What the checkpoint is verified by.</returns>
    public NoteVerifier Write(string folder, string origin, SigningKey key)
    {
        NoteSigner signer = new(origin, key);
        SignedNote note = SignedNote.Sign(new Checkpoint(origin, Size, Root).Format(), signer);
        WriteFile(folder, TilePath.Checkpoint, note.ToBytes());
        for (int level = 0; level < _levels.Count; level++)
        {
            foreach ((long number, byte[] tile) in _levels[level].TakeChanged())
            {
                WriteFile(folder, TilePath.Tile(level, number, tile.Length / Digest.Length), tile);
            }
        }

        return signer.Verifier;
    }

    /// <summary>Writes one part of a log.</summary>
    public static void WriteFile(string folder, string path, byte[] bytes)
    {
        string file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }

    private void Complete(int level, long index, Digest hash)
    {
        if (level % TilePath.LevelsPerTile != 0)
        {
            return;
        }

        int tileLevel = level / TilePath.LevelsPerTile;
        if (tileLevel == _levels.Count)
        {
            _levels.Add(new GrowingRow(size: 0, []));
        }

        _levels[tileLevel].Append(hash.Span);
    }
}
