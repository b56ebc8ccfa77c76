using System.Buffers.Binary;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Bench;

/// <summary>
/// A log of many licences in memory: an issue each, a map commit after every twenty, both trees, the map, and two witnesses with two
/// auditors. All hashes and signatures are real; every licence can be worked out again from its number.
/// </summary>
internal sealed class BenchLog : IDisposable
{
    public static readonly DateTimeOffset Time = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    private const string Origin = "ledger.example/sh";
    private const int EventsToACommit = 20;

    private readonly Ed25519PrivateKey _key = Ed25519PrivateKey.Generate();
    private readonly Sm2PrivateKey _sm2Key = Sm2PrivateKey.Generate();
    private readonly Ed25519PrivateKey[] _cosignerKeys = [.. Enumerable.Range(0, 4).Select(_ => Ed25519PrivateKey.Generate())];
    private readonly ReadHash _sha256;
    private readonly ReadHash _sm3;
    private readonly StatusMap _map;
    private readonly int _size;

    public BenchLog(int licences)
    {
        _size = licences + (licences / EventsToACommit);
        Digest[] sha256 = new Digest[_size];
        Digest[] sm3 = new Digest[_size];
        List<(Digest Key, Digest ValueHash)> values = new(licences);
        for (int i = 0; i < _size; i++)
        {
            byte[] leaf = IsEvent(i) ? LeafOf(i).Encode() : new MapCommit(i, i, Time, default, default, default).Encode();
            (sha256[i], sm3[i]) = (MerkleHasher.Sha256.Leaf(leaf), MerkleHasher.Sm3.Leaf(leaf));
            if (IsEvent(i))
            {
                values.Add((LeafOf(i).MapKey, EntryOf(i).ValueHash()));
            }
        }

        _sha256 = MerkleTree.InMemory(MerkleHasher.Sha256, sha256);
        _sm3 = MerkleTree.InMemory(MerkleHasher.Sm3, sm3);
        _map = StatusMap.Empty(MerkleHasher.Sm3).With(values);
    }

    public TrustedLog Trusted => new(
        Origin, new NoteSigner(Origin, _key).Verifier, new NoteSigner(Origin + "/sm3", _sm2Key).Verifier, Address: null,
        new TlogPolicy(
            [], [.. Cosigners().Select(cosigner => new TlogPolicyWitness(cosigner.Verifier.Name, cosigner.Verifier, null))],
            [new TlogPolicyGroup("all", 4, [.. Cosigners().Select(cosigner => cosigner.Verifier.Name)])], "all"));

    /// <summary>
    /// The bundle of some licence, under a checkpoint that ends with a commit to the whole map after some number of the log's leaves, at
    /// least nine of ten: how many hashes the path has depends on that number.
    /// </summary>
    /// <param name="sample">Which licence and which number, drawn by its hash.</param>
    public StatusBundle Bundle(int sample)
    {
        ReadOnlySpan<byte> drawn = Digest.Sha256(BodyOf(sample)).ToArray();
        int least = (int)(_size * 9L / 10);
        int before = least + (int)(BinaryPrimitives.ReadUInt32BigEndian(drawn) % (uint)(_size - least));
        int index = (int)(BinaryPrimitives.ReadUInt32BigEndian(drawn[sizeof(uint)..]) % (uint)before);
        index -= IsEvent(index) ? 0 : 1;
        MapCommit commit = new(
            before / EventsToACommit, before, Time, _map.Root,
            MerkleTree.Root(MerkleHasher.Sha256, before, _sha256), MerkleTree.Root(MerkleHasher.Sm3, before, _sm3));
        byte[] leaf = commit.Encode();
        ReadHash sha256 = With(MerkleHasher.Sha256, before, leaf, _sha256);
        ReadHash sm3 = With(MerkleHasher.Sm3, before, leaf, _sm3);
        int size = before + 1;
        EventLeaf issue = LeafOf(index);
        string text = new Checkpoint(Origin, size, MerkleTree.Root(MerkleHasher.Sha256, size, sha256)).Format();
        SignedNote note = Cosigners().Aggregate(
            SignedNote.Sign(text, new NoteSigner(Origin, _key)), (signed, cosigner) => signed.With(cosigner.Sign(text, Time)));
        return new StatusBundle(
            Origin,
            note,
            SignedNote.Sign(
                new Checkpoint(Origin + "/sm3", size, MerkleTree.Root(MerkleHasher.Sm3, size, sm3)).Format(), new NoteSigner(Origin + "/sm3", _sm2Key)),
            commit,
            InclusionProof.Prove(MerkleHasher.Sha256, before, size, sha256),
            InclusionProof.Prove(MerkleHasher.Sm3, before, size, sm3),
            issue.MapKey,
            EntryOf(index),
            _map.Prove(issue.MapKey),
            [new BundledEvent(index, issue, InclusionProof.Prove(MerkleHasher.Sha256, index, size, sha256), BodyOf(index))],
            Anchor: null);
    }

    public void Dispose()
    {
        _key.Dispose();
        _sm2Key.Dispose();
        Array.ForEach(_cosignerKeys, key => key.Dispose());
    }

    private static bool IsEvent(int index) => index % (EventsToACommit + 1) < EventsToACommit;

    private static byte[] BodyOf(int index)
    {
        byte[] body = new byte[160]; // as long as that of an issue
        BinaryPrimitives.WriteInt32BigEndian(body, index);
        return body;
    }

    private static EventLeaf LeafOf(int index) =>
        EventLeaf.Of(EventType.Issue, Time, Digest.Sha256(BodyOf(index).AsSpan(0, sizeof(int))), previousIndex: null, BodyOf(index));

    private static StatusEntry EntryOf(int index) =>
        StatusEntry.After(null, LeafOf(index), index) ?? throw new InvalidOperationException("An issue always begins a history.");

    /// <summary>The stored tree with another leaf put at one place, for sizes that end there.</summary>
    private static ReadHash With(MerkleHasher hasher, long place, byte[] leaf, ReadHash stored)
    {
        Digest Read(int level, long index) =>
            index != place >> level ? stored(level, index)
            : level == 0 ? hasher.Leaf(leaf)
            : hasher.Node(Read(level - 1, 2 * index), Read(level - 1, (2 * index) + 1));
        return Read;
    }

    private IEnumerable<NoteCosigner> Cosigners() => _cosignerKeys.Select(
        (key, i) => new NoteCosigner($"witness.example/{(i % 2 == 0 ? "js" : "zj")}{(i < 2 ? "" : "/map-auditor")}", key));
}
