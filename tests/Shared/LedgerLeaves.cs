using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Tests;

/// <summary>Makes the leaves of a ledger: events about subjects, and after every few of them an honest map commit.</summary>
internal sealed class LedgerLeaves
{
    public static readonly DateTimeOffset Start = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<Digest, StatusEntry> _entries = [];
    private readonly CompactRange _sha256 = new(MerkleHasher.Sha256);
    private readonly CompactRange _sm3 = new(MerkleHasher.Sm3);
    private StatusMap _map = StatusMap.Empty(MerkleHasher.Sm3);
    private long _epoch;

    public List<byte[]> Leaves { get; } = [];

    public DateTimeOffset Time { get; set; } = Start;

    /// <summary>A ledger of so many groups: each issues a licence, and every second one suspends it too.</summary>
    public static List<byte[]> OfGroups(int groups)
    {
        LedgerLeaves made = new();
        for (int i = 0; i < groups; i++)
        {
            made.Add(EventType.Issue, $"licence {i}");
            if (i % 2 == 1)
            {
                made.Add(EventType.Suspend, $"licence {i}");
            }

            made.Commit();
        }

        return made.Leaves;
    }

    public static Digest KeyOf(string subject) => Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(subject));

    /// <summary>Adds an event; one that cannot follow is added too, and leaves the map alone.</summary>
    public void Add(EventType type, string subject)
    {
        Digest key = KeyOf(subject);
        StatusEntry? before = _entries.GetValueOrDefault(key);
        EventLeaf leaf = EventLeaf.Of(type, Time, key, before?.LastIndex, "body"u8);
        if (StatusEntry.After(before, leaf, Leaves.Count) is StatusEntry after)
        {
            _entries[key] = after;
            _map = _map.With(key, after.ValueHash());
        }

        Append(leaf.Encode());
    }

    /// <summary>Adds the map commit of all leaves so far, changed as a liar would.</summary>
    public void Commit(Func<MapCommit, MapCommit>? lie = null)
    {
        MapCommit commit = new(_epoch++, Leaves.Count, Time, _map.Root, _sha256.Root(), _sm3.Root());
        Append((lie?.Invoke(commit) ?? commit).Encode());
        Time = Time.AddMilliseconds(1);
    }

    /// <summary>The status bundle of a subject under a checkpoint of all leaves, of which the last is a map commit.</summary>
    public StatusBundle Bundle(string subject, NoteSigner ed25519, NoteSigner sm2)
    {
        (Digest root, Func<long, Digest[]> prove) = Tree(MerkleHasher.Sha256);
        (Digest sm3Root, Func<long, Digest[]> proveSm3) = Tree(MerkleHasher.Sm3);
        Digest key = KeyOf(subject);
        List<BundledEvent> events = [];
        for (int i = 0; i < Leaves.Count; i++)
        {
            if (!MapCommit.Is(Leaves[i]) && EventLeaf.Parse(Leaves[i]) is EventLeaf leaf && leaf.MapKey == key)
            {
                events.Add(new BundledEvent(i, leaf, prove(i), "body"u8.ToArray()));
            }
        }

        return new StatusBundle(
            ed25519.Verifier.Name,
            SignedNote.Sign(new Checkpoint(ed25519.Verifier.Name, Leaves.Count, root).Format(), ed25519),
            SignedNote.Sign(new Checkpoint(sm2.Verifier.Name, Leaves.Count, sm3Root).Format(), sm2),
            MapCommit.Parse(Leaves[^1]),
            prove(Leaves.Count - 1),
            proveSm3(Leaves.Count - 1),
            key,
            _entries.GetValueOrDefault(key),
            _map.Prove(key),
            [.. events.TakeLast(StatusBundle.MaxEvents)],
            Anchor: null);
    }

    private (Digest Root, Func<long, Digest[]> Prove) Tree(MerkleHasher hasher)
    {
        ReadHash read = MerkleTree.InMemory(hasher, [.. Leaves.Select(leaf => hasher.Leaf(leaf))]);
        return (MerkleTree.Root(hasher, Leaves.Count, read), index => InclusionProof.Prove(hasher, index, Leaves.Count, read));
    }

    private void Append(byte[] leaf)
    {
        Leaves.Add(leaf);
        _sha256.Append(MerkleHasher.Sha256.Leaf(leaf));
        _sm3.Append(MerkleHasher.Sm3.Leaf(leaf));
    }
}
