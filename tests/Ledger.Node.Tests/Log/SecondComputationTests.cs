using Ledger.Node.Log;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Log;

/// <summary>A bit that flips between appending and signing is found by computing the trees again from the bytes of the batch.</summary>
public sealed class SecondComputationTests : IDisposable
{
    private const int Flips = 1000;
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(250, 3)]
    [InlineData(3, 250)]
    [InlineData(300, 700)]
    public void No_flipped_bit_of_leaves_or_tiles_passes(int before, int count)
    {
        TestLedger ledger = new(_folder);
        using StateStore store = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["db"]) });
        LogEdge edge = Write(store, ledger.Events, LogEdge.Empty, before);
        WriteBatch batch = new();
        LogGroup group = Fill(store, batch, ledger.Events, edge, count);
        LogEdge next = group.Grow();
        Assert.Null(group.Difference(next));

        (Column Column, byte[] Key, byte[] Value)[] rows = [.. ((Column[])[Column.Entries, Column.Sha256Tiles, Column.Sm3Tiles])
            .SelectMany(column => batch.Changes(column, [], after: null).Select(row => (column, row.Key, row.Value!)))];
        long bits = rows.Sum(row => 8L * row.Value.Length);
        int seed = Random.Shared.Next();
        Random random = new(seed);
        for (int flip = 0; flip < Flips; flip++)
        {
            long bit = random.NextInt64(bits);
            Flip(batch, rows, bit);
            Assert.True(group.Difference(next) is not null, $"Bit {bit} of {bits} passed; seed {seed}.");
            Flip(batch, rows, bit);
        }

        Assert.Null(group.Difference(next));
    }

    [Fact]
    public void A_row_that_is_missing_or_cut_off_does_not_pass()
    {
        TestLedger ledger = new(_folder);
        using StateStore store = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(_folder["db"]) });
        LogEdge edge = Write(store, ledger.Events, LogEdge.Empty, 300);
        foreach (Column column in (Column[])[Column.Meta, Column.Entries, Column.Sha256Tiles, Column.Sm3Tiles])
        {
            WriteBatch batch = new();
            LogGroup group = Fill(store, batch, ledger.Events, edge, 300);
            LogEdge next = group.Grow();
            foreach ((byte[] key, byte[]? value) in batch.Changes(column, [], after: null).ToList())
            {
                batch.Delete(column, key);
                Assert.NotNull(group.Difference(next));
                batch.Put(column, key, value.AsSpan(..^1));
                Assert.NotNull(group.Difference(next));
                batch.Put(column, key, value);
                Assert.Null(group.Difference(next));
            }
        }
    }

    private static LogEdge Write(StateStore store, EventCatalogue events, LogEdge edge, int count)
    {
        WriteBatch batch = new();
        LogEdge next = Fill(store, batch, events, edge, count).Seal();
        store.Write(batch);
        return next;
    }

    private static LogGroup Fill(StateStore store, WriteBatch batch, EventCatalogue events, LogEdge edge, int count)
    {
        LogGroup group = new(store, batch, edge, RecentRows.Unknown, events, "ledger.example/test", Time.AddSeconds(edge.Size));
        using LedgerWrite turn = group.Open(request: null);
        for (int i = 0; i < count; i++)
        {
            turn.Append(TestLedger.Event($"subject{i % 50}: {i}"));
        }

        turn.Close();
        group.Keep(turn);
        return group;
    }

    private static void Flip(WriteBatch batch, (Column Column, byte[] Key, byte[] Value)[] rows, long bit)
    {
        foreach ((Column column, byte[] key, byte[] value) in rows)
        {
            if (bit < 8L * value.Length)
            {
                value[bit / 8] ^= (byte)(1 << (int)(bit % 8));
                batch.Put(column, key, value);
                return;
            }

            bit -= 8L * value.Length;
        }
    }
}
