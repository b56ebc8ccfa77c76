using System.Buffers.Binary;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;

namespace Ledger.Tests;

/// <summary>A log of any leaves as the files of tlog-tiles, in memory, so that a test can change any of them.</summary>
internal sealed class WrittenLog : IDisposable
{
    public const string Origin = "ledger.example/audit";

    private readonly Ed25519PrivateKey _ed25519 = Ed25519PrivateKey.FromSeed([.. Enumerable.Repeat((byte)7, 32)]);
    private readonly Sm2PrivateKey _sm2 = Sm2PrivateKey.Generate();

    /// <summary>Path below the prefix → bytes.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    public NoteVerifier Key => new NoteSigner(Origin, _ed25519).Verifier;

    public NoteVerifier Sm3Key => new NoteSigner(Origin + "/sm3", _sm2).Verifier;

    /// <summary>Writes the log of exactly these leaves, honestly signed, whatever they say.</summary>
    public void Write(IReadOnlyList<byte[]> leaves)
    {
        Files.Clear();
        WriteTree(MerkleHasher.Sha256, "", leaves, new NoteSigner(Origin, _ed25519));
        WriteTree(MerkleHasher.Sm3, "sm3/", leaves, new NoteSigner(Origin + "/sm3", _sm2));
        for (int start = 0; start < leaves.Count; start += 256)
        {
            byte[][] some = [.. leaves.Skip(start).Take(256)];
            Files[TilePath.Entries(start / 256, some.Length)] = Bundle(some);
        }
    }

    /// <summary>A note that the log's key signs, whatever it says.</summary>
    public SignedNote Sign(long size, Digest root) =>
        SignedNote.Sign(new Checkpoint(Origin, size, root).Format(), new NoteSigner(Origin, _ed25519));

    /// <summary>The same by the SM3 twin's key.</summary>
    public SignedNote SignTwin(long size, Digest root) =>
        SignedNote.Sign(new Checkpoint(Origin + "/sm3", size, root).Format(), new NoteSigner(Origin + "/sm3", _sm2));

    public Task<byte[]> ReadAsync(string path, int maxLength, CancellationToken cancel) =>
        !Files.TryGetValue(path, out byte[]? bytes) ? Task.FromException<byte[]>(new FileNotFoundException(path))
        : bytes.Length > maxLength ? Task.FromException<byte[]>(new IOException(path))
        : Task.FromResult(bytes);

    public Task<TileAuditReport> AuditAsync(bool withTwin = true) =>
        new TileAudit(ReadAsync, Key, withTwin ? Sm3Key : null).RunAsync(null, CancellationToken.None);

    public void Dispose()
    {
        _ed25519.Dispose();
        _sm2.Dispose();
    }

    private static byte[] Bundle(IEnumerable<byte[]> leaves)
    {
        using MemoryStream bundle = new();
        byte[] length = new byte[2];
        foreach (byte[] leaf in leaves)
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)leaf.Length);
            bundle.Write(length);
            bundle.Write(leaf);
        }

        return bundle.ToArray();
    }

    // Level by level from the definition, not by the code under test.
    private void WriteTree(MerkleHasher hasher, string prefix, IReadOnlyList<byte[]> leaves, NoteSigner signer)
    {
        List<Digest> hashes = [.. leaves.Select(leaf => hasher.Leaf(leaf))];
        Digest root = MerkleTree.Root(hasher, hashes.Count, MerkleTree.InMemory(hasher, hashes));
        Files[prefix + "checkpoint"] = SignedNote.Sign(new Checkpoint(signer.Verifier.Name, leaves.Count, root).Format(), signer).ToBytes();
        for (int level = 0; hashes.Count > 0; level++)
        {
            for (int start = 0; start < hashes.Count; start += 256)
            {
                Digest[] tile = [.. hashes.Skip(start).Take(256)];
                Files[prefix + TilePath.Tile(level, start / 256, tile.Length)] = [.. tile.SelectMany(hash => hash.ToArray())];
            }

            hashes = [.. hashes.Chunk(256).Where(full => full.Length == 256)
                .Select(full => MerkleTree.Root(hasher, 256, MerkleTree.InMemory(hasher, full)))];
        }
    }
}
