using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Federation;

/// <summary>Copying an honest log, whatever happens to this node meanwhile.</summary>
public sealed class MirrorTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MirrorScene _scene;

    public MirrorTests() => _scene = new MirrorScene(_folder);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(128, 128)]
    [InlineData(130, 300)]
    public async Task A_log_is_copied_from_nothing_and_as_it_grows(int first, int then)
    {
        foreach (int groups in new[] { first, then })
        {
            _scene.Grow(groups);
            Assert.Equal(MirrorTrouble.None, await _scene.FollowAsync());
            Assert.Equal((_scene.Made.Leaves.Count, _scene.Made.Leaves.Count), (_scene.State.Size, _scene.State.ClaimedSize));
            Assert.Equal(_scene.Clock.Now, _scene.State.Time);
            await _scene.AssertCopyIsWholeAsync();
        }
    }

    [Fact]
    public async Task A_log_of_three_levels_of_tiles_is_copied_in_both_of_its_halves()
    {
        for (int leaves = 0; leaves < 66_000; leaves++)
        {
            if (leaves % 300 == 299)
            {
                _scene.Made.Commit();
            }
            else
            {
                _scene.Made.Add(EventType.Issue, $"licence {leaves}");
            }
        }

        List<byte[]> all = [.. _scene.Made.Leaves];
        _scene.Log.Write(all[..60_000]);
        Assert.Equal(MirrorTrouble.None, await _scene.FollowAsync());
        _scene.Log.Write(all);
        Assert.Equal(MirrorTrouble.None, await _scene.FollowAsync());
        await _scene.AssertCopyIsWholeAsync();
        await _scene.ReopenAsync();
        Assert.Equal(MirrorTrouble.None, await _scene.FollowAsync());
        await _scene.AssertCopyIsWholeAsync();
    }

    [Fact]
    public async Task Only_what_is_new_is_read_again_after_a_restart_too()
    {
        _scene.Grow(300);
        await _scene.FollowAsync();
        await _scene.ReopenAsync();
        _scene.Served.Paths.Clear();
        _scene.Grow(1);
        Assert.Equal(MirrorTrouble.None, await _scene.FollowAsync());
        Assert.Equal(["checkpoint", "signed/checkpoint", "signed/sm3/checkpoint", "sm3/checkpoint", TilePath.Entries(2, 90)], _scene.Served.Paths.Order());
        await _scene.AssertCopyIsWholeAsync();
    }

    [Fact]
    public async Task A_restart_says_how_far_it_is_before_the_log_answers()
    {
        _scene.Grow(3);
        await _scene.FollowAsync();
        await _scene.ReopenAsync();
        _scene.Served.Lie = (_, response, _) => Task.FromResult((response.StatusCode = 500) > 0);
        Assert.Equal(MirrorTrouble.Unreachable, await _scene.FollowAsync());
        Assert.Equal(6, _scene.State.Size);
        await _scene.AssertCopyIsWholeAsync();
    }

    [Fact]
    public async Task A_long_log_is_taken_in_steps_and_none_of_it_counts_before_the_end()
    {
        await using MirrorScene scene = new(_folder, new MirrorLimits { LeavesPerStep = 256 });
        scene.Grow(400);
        Assert.True(await scene.Mirror.CatchUpAsync());
        Assert.True(await scene.Mirror.CatchUpAsync());
        Assert.Equal((0L, 800L), (scene.State.Size, scene.State.ClaimedSize));
        Assert.Null(scene.Mirror.Verified);
        Assert.Throws<LedgerException>(() => scene.Mirror.Entries(0, 256));
        Assert.Equal(MirrorTrouble.None, await scene.FollowAsync());
        await scene.AssertCopyIsWholeAsync();
    }

    [Fact]
    public async Task A_crash_between_leaves_and_their_verification_loses_nothing()
    {
        await using MirrorScene scene = new(_folder, new MirrorLimits { LeavesPerStep = 256 });
        scene.Grow(130);
        await scene.FollowAsync();
        scene.Grow(400);
        Assert.True(await scene.Mirror.CatchUpAsync());
        Assert.NotNull(scene.Store.Get(Column.MirrorEntries, [.. Witness.KeyOf(WrittenLog.Origin).Span, .. RowKey.Of(1)]));

        await scene.CrashAsync();
        Assert.True(await scene.Mirror.CatchUpAsync());
        Assert.Equal(260, scene.State.Size); // as before the crash, no more and no less
        await scene.AssertCopyIsWholeAsync();
        Assert.Equal(MirrorTrouble.None, await scene.FollowAsync());
        Assert.Equal(1060, scene.State.Size);
        await scene.AssertCopyIsWholeAsync();
    }

    [Theory]
    [InlineData(nameof(Column.MirrorEntries))]
    [InlineData(nameof(Column.MirrorSha256Tiles))]
    [InlineData(nameof(Column.MirrorSm3Tiles))]
    public async Task A_copy_that_does_not_add_up_is_fetched_anew(string column)
    {
        _scene.Grow(300);
        await _scene.FollowAsync();
        ChangeOneRow(Enum.Parse<Column>(column));
        await _scene.ReopenAsync();
        _scene.Served.Lie = (_, response, _) => Task.FromResult((response.StatusCode = 500) > 0);
        await _scene.FollowAsync();
        Assert.Null(_scene.Mirror.Verified); // nothing of it is served, nothing signed
        await _scene.AssertNothingIsSignedAsync();

        _scene.Served.Lie = null;
        Assert.Equal(MirrorTrouble.None, await _scene.FollowAsync());
        await _scene.AssertCopyIsWholeAsync();
        Assert.Equal(WitnessOutcome.Cosigned, (await _scene.SubmitAsync()).Outcome);
    }

    [Fact]
    public async Task A_damaged_copy_is_an_alarm()
    {
        await using MirrorScene scene = new(_folder, new MirrorLimits { LeavesPerStep = 256 });
        scene.Grow(300);
        await scene.FollowAsync();
        byte[] key = [.. Witness.KeyOf(WrittenLog.Origin).Span, .. RowKey.Of(0)];
        Write(scene.Store, Column.MirrorEntries, key, [1, 2, 3]);
        await scene.ReopenAsync();
        Assert.True(await scene.Mirror.CatchUpAsync());
        Assert.Equal(MirrorTrouble.CopyDamaged, scene.State.Trouble);
        Assert.Contains("fetched anew", scene.State.English, StringComparison.Ordinal);
        Assert.Equal(MirrorTrouble.None, await scene.FollowAsync());
    }

    [Fact]
    public async Task What_is_fetched_anew_must_pass_through_what_was_verified_once()
    {
        _scene.Grow(100);
        await _scene.FollowAsync();
        ChangeOneRow(Column.MirrorEntries);
        await _scene.ReopenAsync();
        _scene.Fork(150);
        Assert.Equal(MirrorTrouble.Forked, await _scene.FollowAsync());
        Assert.Contains("first 200 leaves", _scene.State.English, StringComparison.Ordinal);
        await _scene.AssertNothingIsSignedAsync();
    }

    private void ChangeOneRow(Column column)
    {
        KeyValuePair<byte[], byte[]> row = _scene.Store.Scan(column, Witness.KeyOf(WrittenLog.Origin).Span, [], 1)[0];
        byte[] changed = [.. row.Value];
        changed[^5] ^= 1;
        Write(_scene.Store, column, row.Key, changed);
    }

    private static void Write(StateStore store, Column column, byte[] key, byte[] value)
    {
        WriteBatch batch = new();
        batch.Put(column, key, value);
        store.Write(batch);
    }
}
