using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>A small real log in memory: both trees, the status map and both keys. Every checkpoint ends in its map commit.</summary>
internal sealed class TestLog : IDisposable
{
    private readonly Ed25519PrivateKey _key;
    private readonly Sm2PrivateKey _sm2Key;
    private readonly List<byte[]> _leaves = [];
    private readonly Dictionary<long, byte[]> _bodies = [];
    private readonly Dictionary<Digest, List<long>> _indices = [];
    private readonly Dictionary<Digest, StatusEntry> _entries = [];

    public TestLog(string origin)
        : this(origin, Ed25519PrivateKey.Generate(), Sm2PrivateKey.Generate())
    {
    }

    private TestLog(string origin, Ed25519PrivateKey key, Sm2PrivateKey sm2Key)
    {
        Origin = origin;
        (_key, _sm2Key) = (key, sm2Key);
    }

    public string Origin { get; }

    public long Size => _leaves.Count;

    public TrustedLog Trusted => new(Origin, Signer.Verifier, Sm3Signer.Verifier, new Uri("http://127.0.0.1:1/"));

    public NoteSigner Signer => new(Origin, _key);

    public NoteSigner Sm3Signer => new(Origin + "/sm3", _sm2Key);

    /// <summary>A log of the same name and keys that begins with the first leaves of this one: what an operator could show to somebody else.</summary>
    public TestLog Fork(long size)
    {
        TestLog fork = new(Origin, _key, _sm2Key);
        for (int i = 0; i < size; i++)
        {
            if (MapCommit.Is(_leaves[i]))
            {
                fork._leaves.Add(_leaves[i]);
            }
            else
            {
                fork.Add(EventLeaf.Parse(_leaves[i]), _bodies[i]);
            }
        }

        return fork;
    }

    public long Append(EventType type, Digest mapKey, byte[] body, DateTimeOffset at) =>
        Add(EventLeaf.Of(type, at, mapKey, _entries.TryGetValue(mapKey, out StatusEntry? before) ? before.LastIndex : null, body), body);

    /// <summary>Adds the map commit that a checkpoint may be signed over.</summary>
    public MapCommit Commit(DateTimeOffset at, Digest? mapRoot = null)
    {
        MapCommit commit = new(0, Size, at, mapRoot ?? Map().Root, RootOf(MerkleHasher.Sha256, Size), RootOf(MerkleHasher.Sm3, Size));
        return Commit(commit);
    }

    public MapCommit Commit(MapCommit commit)
    {
        _leaves.Add(commit.Encode());
        return commit;
    }

    /// <summary>The proof of one key under a checkpoint of the whole log, whose last leaf is a map commit.</summary>
    public StatusBundle Bundle(Digest mapKey, BundledAnchor? anchor = null) => new(
        Origin,
        Note(Signer, Size),
        Sm3Note(Size),
        MapCommit.Parse(_leaves[^1]),
        Path(MerkleHasher.Sha256, Size - 1),
        Path(MerkleHasher.Sm3, Size - 1),
        mapKey,
        _entries.GetValueOrDefault(mapKey),
        Map().Prove(mapKey),
        [.. _indices.GetValueOrDefault(mapKey, []).Select((index, place) => EventAt(index, place == 0 || EventLeaf.Parse(_leaves[(int)index]).Type is EventType.SealMade or EventType.Revoke))],
        anchor);

    public SignedNote Note(NoteSigner signer, long size, string? origin = null) =>
        SignedNote.Sign(new Checkpoint(origin ?? Origin, size, RootOf(MerkleHasher.Sha256, size)).Format(), signer);

    public SignedNote Sm3Note(long size) =>
        SignedNote.Sign(new Checkpoint(Origin + "/sm3", size, RootOf(MerkleHasher.Sm3, size)).Format(), Sm3Signer);

    public BundledEvent EventAt(long index, bool withBody) => new(
        index,
        EventLeaf.Parse(_leaves[(int)index]),
        Path(MerkleHasher.Sha256, index),
        withBody ? _bodies[index] : (ReadOnlyMemory<byte>?)null);

    public IReadOnlyList<Digest> Path(MerkleHasher hasher, long index) => InclusionProof.Prove(hasher, index, Size, Read(hasher));

    public LogConsistency Consistency(long from) => new(
        from, Size, ConsistencyProof.Prove(MerkleHasher.Sha256, from, Size, Read(MerkleHasher.Sha256)),
        ConsistencyProof.Prove(MerkleHasher.Sm3, from, Size, Read(MerkleHasher.Sm3)));

    /// <summary>What would stand in a bundle of today about an anchor of an earlier checkpoint.</summary>
    public BundledAnchor AnchorOf(long size)
    {
        MapCommit commit = MapCommit.Parse(_leaves[(int)size - 1]);
        Digest root = RootOf(MerkleHasher.Sha256, size);
        return new BundledAnchor(
            VerificationWorld.ChainId, new byte[20], size, root, RootOf(MerkleHasher.Sm3, size), commit.MapRoot,
            Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(new Checkpoint(Origin, size, root).Format())),
            commit.Time.ToUnixTimeMilliseconds(), Digest.Sha256("transaction"u8), 7, Consistency(size).Sha256);
    }

    public StatusMap Map() => StatusMap.Empty(MerkleHasher.Sm3).With(_entries.Select(pair => (pair.Key, pair.Value.ValueHash())));

    public void Dispose()
    {
        _key.Dispose();
        _sm2Key.Dispose();
    }

    private long Add(EventLeaf leaf, byte[] body)
    {
        long index = Size;
        _entries[leaf.MapKey] = StatusEntry.After(_entries.GetValueOrDefault(leaf.MapKey), leaf, index)!;
        (_indices.TryGetValue(leaf.MapKey, out List<long>? known) ? known : _indices[leaf.MapKey] = []).Add(index);
        _leaves.Add(leaf.Encode());
        _bodies[index] = body;
        return index;
    }

    private Digest RootOf(MerkleHasher hasher, long size)
    {
        CompactRange range = new(hasher);
        foreach (byte[] leaf in _leaves.Take((int)size))
        {
            range.Append(hasher.Leaf(leaf));
        }

        return range.Root();
    }

    private ReadHash Read(MerkleHasher hasher) => MerkleTree.InMemory(hasher, [.. _leaves.Select(leaf => hasher.Leaf(leaf))]);
}
