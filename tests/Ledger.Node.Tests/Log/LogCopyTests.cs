using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Log;

/// <summary>Trees and leaves of other logs are kept by the same code, under prefixes of their own.</summary>
public sealed class LogCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StateStore _store;

    public LogCopyTests() => _store = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["db"]) });

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    [InlineData(1000)]
    public void A_copy_grown_in_steps_and_taken_up_again_reads_as_its_leaves_say(int step)
    {
        const int Size = 1537;
        byte[] origin = Digest.Sha256("a log"u8).ToArray();
        TileColumn tiles = new(Column.Sm3Tiles, MerkleHasher.Sm3, origin);
        EntryColumn entries = new(Column.Entries, origin);
        Digest[] hashes = [.. Enumerable.Range(0, Size).Select(i => MerkleHasher.Sm3.Leaf(LeafOf(i)))];
        ReadHash expected = MerkleTree.InMemory(MerkleHasher.Sm3, hashes);
        for (int from = 0; from < Size; from += step)
        {
            Grow(tiles, entries, from, Math.Min(step, Size - from));
        }

        using LedgerRead rows = new(_store, snapshot: null, head: null);
        LogTree tree = new(rows, tiles);
        for (int level = 0; Size >> level > 0; level++)
        {
            for (long index = 0; index < Size >> level; index++)
            {
                Assert.Equal(expected(level, index), tree.Read(level, index));
            }

            Assert.Throws<StoreException>(() => tree.Read(level, Size >> level));
        }

        Assert.Equal(hashes.AsSpan(512, 100).ToArray().SelectMany(hash => hash.ToArray()), tree.Tile(0, 2, 100));
        LogEntries leaves = new(rows, entries);
        Assert.Equal(Enumerable.Range(0, Size).Select(LeafOf), leaves.From(0, Size).Select(leaf => leaf.ToArray()));
        Assert.Equal(LeafOf(1030), leaves.Leaf(1030).ToArray());
        Assert.Equal([LeafOf(1536)], EntryBundle.Parse(leaves.Bundle(6, 1)).Select(leaf => leaf.ToArray()));
        Assert.Throws<StoreException>(() => leaves.Bundle(6, 2));
        Assert.Null(leaves.Find(Size));
    }

    [Fact]
    public void Two_copies_in_the_same_columns_do_not_meet()
    {
        foreach (string name in (string[])["a", "b"])
        {
            byte[] origin = Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(name)).ToArray();
            Grow(new TileColumn(Column.Sha256Tiles, MerkleHasher.Sha256, origin), new EntryColumn(Column.Entries, origin), 0, name == "a" ? 3 : 300);
        }

        using LedgerRead rows = new(_store, snapshot: null, head: null);
        Assert.Equal(3, new LogEntries(rows, new EntryColumn(Column.Entries, Digest.Sha256("a"u8).ToArray())).From(0, 3).Count());
        Assert.Null(new LogEntries(rows, new EntryColumn(Column.Entries, Digest.Sha256("a"u8).ToArray())).Find(3));
        Assert.Throws<StoreException>(
            () => new LogTree(rows, new TileColumn(Column.Sha256Tiles, MerkleHasher.Sha256, Digest.Sha256("a"u8).ToArray())).Read(0, 3));
    }

    // Takes up what is stored, adds leaves, and writes the rows that changed.
    private void Grow(TileColumn tiles, EntryColumn entries, int from, int count)
    {
        using LedgerRead rows = new(_store, snapshot: null, head: null);
        GrowingTree tree = new LogTree(rows, tiles).Edge(from);
        GrowingEntries leaves = new LogEntries(rows, entries).Edge(from);
        for (int i = from; i < from + count; i++)
        {
            tree.Append(tiles.Hasher.Leaf(LeafOf(i)));
            leaves.Append(LeafOf(i));
        }

        WriteBatch batch = new();
        tree.Put(batch.PutKept);
        leaves.Put(batch.PutKept);
        _store.Write(batch);
        Assert.Equal(from + count, tree.Size);
    }

    private static byte[] LeafOf(int index) => System.Text.Encoding.UTF8.GetBytes($"leaf {index}{new string('.', index % 5)}");
}
