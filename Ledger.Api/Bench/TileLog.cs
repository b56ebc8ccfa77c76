using System.Buffers.Binary;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Api.Bench;

/// <summary>
/// An honest log of licences as files: groups of 400 events with a map commit behind each. Four of five events issue a licence, the fifth
/// amends an earlier one. Grows in memory, at some 250 bytes a leaf and as much a licence.
/// </summary>
internal sealed class TileLog
{
    private const string Origin = "ledger.example/bench";
    private const int EventsToACommit = 400;
    private const int EventsToAnAmendment = 5;
    private const int Stride = 7919; // prime: amendments are of licences far from each other

    private static readonly DateTimeOffset Start = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly TileTree _sha256 = new(MerkleHasher.Sha256);
    private readonly TileTree _sm3 = new(MerkleHasher.Sm3);
    private readonly GrowingRow _entries = new(size: 0, []);
    private readonly List<Digest> _licences = [];
    private readonly Dictionary<Digest, StatusEntry> _statuses = [];
    private readonly HashSet<Digest> _changed = [];
    private StatusMap _map = StatusMap.Empty(MerkleHasher.Sm3);
    private long _commits;
    private long _events;

    private TileLog()
    {
    }

    /// <summary>Writes a log of so many leaves.</summary>
    /// <returns>The keys of the log and of its SM3 twin.</returns>
    public static (NoteVerifier Key, NoteVerifier Sm3Key) Write(string folder, int leaves)
    {
        TileLog log = new();
        while (log._sha256.Size < leaves)
        {
            log.AddGroup(int.Min(EventsToACommit, leaves - (int)log._sha256.Size - 1));
        }

        foreach ((long number, byte[] bundle) in log._entries.TakeChanged())
        {
            int width = (int)long.Min(TilePath.Width, leaves - (number * TilePath.Width));
            TileTree.WriteFile(folder, TilePath.Entries(number, width), bundle);
        }

        using Ed25519PrivateKey key = Ed25519PrivateKey.Generate();
        using Sm2PrivateKey sm2Key = Sm2PrivateKey.Generate();
        return (log._sha256.Write(folder, Origin, key), log._sm3.Write(Path.Combine(folder, TilePath.Sm3Prefix), Origin + "/sm3", sm2Key));
    }

    private void AddGroup(int events)
    {
        DateTimeOffset time = Start.AddMilliseconds(_commits);
        long first = _sha256.Size;
        Append([.. Enumerable.Range(0, events).Select(i => Event(time, first + i))]);
        _map = _map.With(_changed.Select(key => (key, _statuses[key].ValueHash())));
        _changed.Clear();
        Append([new MapCommit(_commits++, _sha256.Size, time, _map.Root, _sha256.Root, _sm3.Root).Encode()]);
    }

    private ReadOnlyMemory<byte> Event(DateTimeOffset time, long index)
    {
        byte[] number = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, _events++);
        bool amends = _events % EventsToAnAmendment == 0;
        Digest licence = amends ? _licences[(int)(_events * Stride % _licences.Count)] : Digest.Sha256(number);
        StatusEntry? before = _statuses.GetValueOrDefault(licence);
        EventLeaf leaf = EventLeaf.Of(amends ? EventType.Amend : EventType.Issue, time, licence, before?.LastIndex, number);
        _statuses[licence] = StatusEntry.After(before, leaf, index) ?? throw new InvalidOperationException("The event cannot follow.");
        _changed.Add(licence);
        if (!amends)
        {
            _licences.Add(licence);
        }

        return leaf.Encode();
    }

    private void Append(ReadOnlyMemory<byte>[] leaves)
    {
        byte[] length = new byte[sizeof(ushort)];
        foreach (ReadOnlyMemory<byte> leaf in leaves)
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)leaf.Length);
            _entries.Append([.. length, .. leaf.Span]);
        }

        _sha256.Append(MerkleHasher.Sha256.Leaves(leaves));
        _sm3.Append(MerkleHasher.Sm3.Leaves(leaves));
    }
}
