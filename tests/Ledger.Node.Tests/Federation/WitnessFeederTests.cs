using Ledger.Node.Federation;
using Ledger.Node.Tests.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Node.Tests.Federation;

public sealed class WitnessFeederTests
{
    // The round under way, the newest checkpoint, and in a debug build the first.
    private const int Needed = 3;

    [Fact]
    public async Task Checkpoints_whose_rounds_are_over_are_let_go()
    {
        using TemporaryFolder folder = new();
        await using TestLedger ledger = new TestLedger(folder).Open();
        CosignedHeads cosigned = new(ledger.Writer, new Cosignatures(ledger.Store), policy: null, TimeProvider.System);
        using WitnessFeeder feeder = new(
            ledger.Writer, feeds: [], cosigned, TimeSpan.FromMinutes(5), TimeProvider.System, NullLogger<WitnessFeeder>.Instance);
        await feeder.StartAsync(CancellationToken.None);
        List<WeakReference> heads = [];
        for (int i = 0; i < 22; i++) // a round without a quorum takes a second and a quarter: there are five
        {
            await ledger.AppendAsync($"subject: {i}");
            heads.Add(new WeakReference(ledger.Writer.Head));
            await Task.Delay(TimeSpan.FromMilliseconds(300));
        }

        for (int i = 0; i < 20 && heads.Count(head => head.IsAlive) > Needed; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100)); // another thread may just be looking at one
            GC.Collect();
        }

        Assert.InRange(heads.Count(head => head.IsAlive), 1, Needed);
        await feeder.StopAsync(CancellationToken.None);
    }
}
