using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;

namespace Ledger.Node.Tests.Federation;

/// <summary>A log that floods, drips, stands still or says nothing costs little, and is an alarm in time.</summary>
public sealed class SlowLogTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MirrorScene _scene;

    public SlowLogTests() => _scene = new MirrorScene(_folder);

    public async Task InitializeAsync()
    {
        _scene.Grow(150);
        await FollowToTheEndAsync(_scene);
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Silence_refusal_and_redirection_are_no_answers()
    {
        _scene.Grow(1);
        _scene.Served.Lie = (_, response, _) => Task.FromResult((response.StatusCode = 500) > 0);
        Assert.Equal(MirrorTrouble.Unreachable, await _scene.FollowAsync());
        await _scene.AssertNothingIsSignedAsync();
        _scene.Served.Lie = (path, response, _) =>
        {
            response.Redirect(new Uri(_scene.Served.Address, "/log/" + path).ToString());
            return Task.FromResult(true);
        };
        Assert.Equal(MirrorTrouble.Unreachable, await _scene.FollowAsync());
        await _scene.AssertNothingIsSignedAsync();
        await AssertTruthHelpsAsync();
    }

    [Theory]
    [InlineData("checkpoint")]
    [InlineData("sm3/checkpoint")]
    [InlineData("tile/entries/001.p/46")]
    public async Task An_endless_answer_is_hung_up_on(string path)
    {
        _scene.Grow(1);
        long sent = 0;
        _scene.Served.Lie = async (asked, response, stop) =>
        {
            byte[] flood = new byte[1 << 16];
            while (asked == path)
            {
                await response.Body.WriteAsync(flood, stop);
                sent += flood.Length;
                await Task.Delay(1, stop); // the server takes any amount for a client that has gone, until it says so here
            }

            return false;
        };
        Assert.Equal(MirrorTrouble.Unreachable, await _scene.FollowAsync());
        Assert.InRange(sent, 0, 16 << 20); // what the network holds for a client that has hung up
        await AssertTruthHelpsAsync();
    }

    [Theory]
    [InlineData("checkpoint")]
    [InlineData("tile/entries/001.p/46")]
    public async Task A_dripping_answer_costs_little_time(string path)
    {
        _scene.Grow(1);
        _scene.Served.Lie = async (asked, response, stop) =>
        {
            while (asked == path)
            {
                await response.Body.WriteAsync("x"u8.ToArray(), stop);
                await response.Body.FlushAsync(stop);
                await Task.Delay(20, stop);
            }

            return false;
        };
        long start = TimeProvider.System.GetTimestamp();
        Assert.Equal(MirrorTrouble.Unreachable, await _scene.FollowAsync());
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        await AssertTruthHelpsAsync();
    }

    [Fact]
    public async Task A_step_ends_even_when_every_answer_is_just_quick_enough()
    {
        await using MirrorScene scene = new(_folder, new MirrorLimits { Step = TimeSpan.FromSeconds(3) });
        scene.Grow(1000);
        scene.Served.Lie = async (asked, _, stop) =>
        {
            await Task.Delay(asked.Contains("entries", StringComparison.Ordinal) ? 1700 : 0, stop); // two rounds of four at once: more than a step
            return false;
        };
        Assert.True(await scene.Mirror.CatchUpAsync()); // got on, but not to the end
        Assert.Equal(0, scene.State.Size);
        await FollowToTheEndAsync(scene);
        await scene.AssertCopyIsWholeAsync();
    }

    [Fact]
    public async Task A_copy_that_stays_behind_is_an_alarm()
    {
        await using MirrorScene scene = new(_folder, new MirrorLimits { LeavesPerStep = 256 });
        scene.Grow(600);
        Assert.True(await scene.Mirror.CatchUpAsync());
        Assert.Equal(MirrorTrouble.None, scene.State.Trouble);
        scene.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.True(await scene.Mirror.CatchUpAsync());
        Assert.Equal(MirrorTrouble.Behind, scene.State.Trouble);
        Assert.Equal(MirrorTrouble.None, await scene.FollowAsync());
    }

    [Fact]
    public async Task A_log_that_says_nothing_new_for_too_long_is_an_alarm()
    {
        _scene.Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(MirrorTrouble.Behind, await _scene.FollowAsync());
        Assert.Contains("newest map commit", _scene.State.English, StringComparison.Ordinal);
        _scene.Made.Time = _scene.Clock.Now;
        _scene.Grow(1);
        await AssertTruthHelpsAsync();
    }

    [Fact]
    public async Task A_quiet_log_is_no_alarm_while_a_quorum_confirms_its_checkpoint()
    {
        using Ed25519PrivateKey key = Ed25519PrivateKey.Generate();
        NoteCosigner witness = new("witness.example/zj", key);
        TlogPolicy policy = new([], [new TlogPolicyWitness("zhejiang", witness.Verifier, Address: null)], [], "zhejiang");
        await using MirrorScene scene = new(_folder, new MirrorLimits(), policy);
        scene.Grow(1);
        Assert.Equal(MirrorTrouble.None, await scene.FollowAsync());
        scene.Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(MirrorTrouble.Behind, await scene.FollowAsync());

        SignedNote signed = SignedNote.Parse(scene.Log.Files["checkpoint"]);
        scene.Log.Files["checkpoint"] = signed.With(witness.Sign(signed.Text, scene.Clock.Now)).ToBytes();
        Assert.Equal(MirrorTrouble.None, await scene.FollowAsync());
        scene.Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(MirrorTrouble.Behind, await scene.FollowAsync());
    }

    /// <summary>Follows until all is there: on a busy machine even an honest answer can outlast a mirror's short patience.</summary>
    private static async Task FollowToTheEndAsync(MirrorScene scene)
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(60));
        while (await scene.FollowAsync() != MirrorTrouble.None)
        {
            late.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task AssertTruthHelpsAsync()
    {
        _scene.Served.Lie = null;
        Assert.Equal(MirrorTrouble.None, await _scene.FollowAsync());
        Assert.Equal(_scene.Made.Leaves.Count, _scene.State.Size);
        await _scene.AssertCopyIsWholeAsync();
        Assert.Equal(WitnessOutcome.Cosigned, (await _scene.SubmitAsync()).Outcome);
    }
}
