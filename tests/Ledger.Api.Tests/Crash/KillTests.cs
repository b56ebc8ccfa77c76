using System.Diagnostics;
using System.Globalization;
using System.Net;
using Ledger.Crypto.Transparency;
using Xunit.Abstractions;

namespace Ledger.Api.Tests.Crash;

[Collection(OneAtATime.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Issuers = 32;
    private const int QuickRounds = 8;
    private const int FullRounds = 200;

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30); // a bound beside other tests; `ledger bench import` measures it
    private static readonly TimeSpan AuditPatience = TimeSpan.FromMinutes(5);

    private int _next;

    [Fact]
    public async Task Killed_again_and_again_under_load_it_loses_nothing_it_acknowledged_and_does_nothing_twice()
    {
        int rounds = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1" ? FullRounds : QuickRounds;
        int seed = Random.Shared.Next();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        Random random = new(seed);
        await using TestNode node = TestNode.Create();
        using Oracle oracle = new(node.Beside("acknowledged"));
        LogWitness witness = new(node);
        await node.StartAsync();
        TimeSpan slowest = TimeSpan.Zero;
        int retried = 0;
        for (int round = 0; round < rounds; round++)
        {
            int before = oracle.Acknowledged.Count;
            await KillUnderLoadAsync(node, oracle, witness, TimeSpan.FromMilliseconds(random.Next(50, 1501)));
            Stopwatch clock = Stopwatch.StartNew();
            await node.StartAsync();
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            Assert.True(clock.Elapsed < ReadyWithin, $"Round {round} of seed {seed}: ready after {clock.Elapsed}.");

            Outcome[] acknowledged = [.. oracle.Acknowledged.Values.OrderByDescending(outcome => outcome.Index).Take(oracle.Acknowledged.Count - before)];
            await Task.WhenAll(acknowledged.Select(outcome => CheckAsync(node, witness, outcome)));
            retried += oracle.Unknown.Count;
            await Task.WhenAll(oracle.Unknown.Select(async number => oracle.Note(await node.Client.IssueAsync(number))));
            Assert.Empty(oracle.Unknown);
        }

        await Task.WhenAll(oracle.Acknowledged.Values.Select(outcome => CheckAsync(node, witness, outcome)));
        await CheckOnceAsync(witness, oracle, node.Beside("acknowledged"));
        await node.StopAsync();
        (int exitCode, string said, string errors) = await ProgramRun.ToEndAsync(AuditPatience, "audit", "--data", node.Folder);
        Assert.True(exitCode == 0, said + errors);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rounds} kills, {oracle.Acknowledged.Count} licences, {retried} retried, {witness.Count} checkpoints, slowest start {slowest.TotalSeconds:0.0} s"));
    }

    private async Task KillUnderLoadAsync(TestNode node, Oracle oracle, LogWitness witness, TimeSpan after)
    {
        using CancellationTokenSource over = new();
        Task[] issuers = [.. Enumerable.Range(0, Issuers).Select(_ => IssueUntilKilledAsync(node, oracle, over.Token))];
        Task watching = witness.WatchAsync(over.Token);
        await Task.Delay(after);
        await node.KillAsync();
        await over.CancelAsync();
        await Task.WhenAll([.. issuers, watching]);
    }

    private async Task IssueUntilKilledAsync(TestNode node, Oracle oracle, CancellationToken over)
    {
        bool answered = true;
        while (answered && !over.IsCancellationRequested)
        {
            Outcome outcome = await node.Client.IssueAsync(Interlocked.Increment(ref _next), CancellationToken.None);
            oracle.Note(outcome);
            answered = outcome.Status is not null;
        }
    }

    private static async Task CheckAsync(TestNode node, LogWitness witness, Outcome outcome)
    {
        using HttpResponseMessage licence = await node.Client.GetAsDepartmentAsync($"/api/v1/licences/{outcome.Identifier}");
        Assert.True(licence.StatusCode == HttpStatusCode.OK, $"{outcome} was acknowledged and is lost.");
        await witness.CheckProofAsync(outcome);
    }

    /// <summary>Every request has become exactly one event: no licence without a request, no request with two.</summary>
    private static async Task CheckOnceAsync(LogWitness witness, Oracle oracle, string file)
    {
        IReadOnlyList<byte[]> leaves = await witness.CheckAllAsync();
        long[] issued =
        [
            .. leaves.Index().Where(leaf => !MapCommit.Is(leaf.Item) && EventLeaf.Parse(leaf.Item).Type == EventType.Issue)
                .Select(leaf => (long)leaf.Index),
        ];
        Assert.Equal(issued, oracle.Acknowledged.Values.Select(outcome => outcome.Index).Order());
        Assert.Equal(oracle.Acknowledged.Keys.Order(), Oracle.ReadFile(file).Distinct().Order());
    }
}
