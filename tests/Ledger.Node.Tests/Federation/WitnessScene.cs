using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Federation;

/// <summary>A witness over a store of its own, and a log of numbered leaves, with a fork of it, that it witnesses.</summary>
internal sealed class WitnessScene : IDisposable
{
    public const string Origin = "ledger.example/zj";
    public const int LogSize = 400;
    public const int ForkAt = 5;

    private readonly Ed25519PrivateKey _logKey = Ed25519PrivateKey.Generate();
    private readonly Ed25519PrivateKey _witnessKey = Ed25519PrivateKey.Generate();
    private readonly string _database;

    public WitnessScene(TemporaryFolder folder, string database = "db", IReadOnlyDictionary<string, NoteVerifier>? logs = null)
    {
        _database = folder[database];
        Log = new NoteSigner(Origin, _logKey);
        Logs = logs ?? new Dictionary<string, NoteVerifier> { [Origin] = Log.Verifier };
        Tree = MerkleTree.InMemory(MerkleHasher.Sha256, [.. Enumerable.Range(0, LogSize).Select(i => Leaf(i))]);
        Fork = MerkleTree.InMemory(MerkleHasher.Sha256, [.. Enumerable.Range(0, LogSize).Select(i => Leaf(i < ForkAt ? i : i + LogSize))]);
        Open();
    }

    public NoteSigner Log { get; }

    public IReadOnlyDictionary<string, NoteVerifier> Logs { get; }

    public ReadHash Tree { get; }

    public ReadHash Fork { get; }

    public TestClock Clock { get; } = new();

    public bool MaySign { get; set; } = true;

    public StateStore Store { get; private set; } = null!;

    public Witness Witness { get; private set; } = null!;

    public long Size => Latest?.Checkpoint.Size ?? 0;

    public WitnessedCheckpoint? Latest => Witness.Latest(Witness.KeyOf(Origin));

    public void Open()
    {
        Store = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_database) });
        Witness = Over(Store);
    }

    /// <summary>The same witness over another store.</summary>
    public Witness Over(StateStore store) =>
        new(store, new NoteCosigner("witness.example/js", _witnessKey), Logs, () => MaySign, Clock);

    /// <summary>Closes everything without a word, and opens it again, as after a crash.</summary>
    public void Reopen()
    {
        Store.Dispose();
        Open();
    }

    /// <summary>Copies the files as a crash at this moment would leave them.</summary>
    public void CopyFiles(string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(_database))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    public byte[] Request(long oldSize, long newSize) => Request(Tree, oldSize, newSize);

    /// <summary>An honest request out of a tree.</summary>
    public byte[] Request(ReadHash tree, long oldSize, long newSize) => new AddCheckpointRequest(
        oldSize,
        oldSize <= newSize ? ConsistencyProof.Prove(MerkleHasher.Sha256, oldSize, newSize, tree) : [],
        SignedNote.Sign(TextOf(tree, newSize), Log)).ToBytes();

    public string TextOf(long size) => TextOf(Tree, size);

    public WitnessAnswer Add(long oldSize, long newSize) => Witness.Add(Request(oldSize, newSize));

    public void Dispose()
    {
        Store.Dispose();
        _logKey.Dispose();
        _witnessKey.Dispose();
    }

    private static string TextOf(ReadHash tree, long size) =>
        new Checkpoint(Origin, size, MerkleTree.Root(MerkleHasher.Sha256, size, tree)).Format();

    private static Digest Leaf(int number) => MerkleHasher.Sha256.Leaf(BitConverter.GetBytes(number));
}
