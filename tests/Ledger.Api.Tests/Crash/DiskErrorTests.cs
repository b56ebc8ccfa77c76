using System.Net;
using Xunit.Abstractions;

namespace Ledger.Api.Tests.Crash;

[Collection(OneAtATime.Name)]
public sealed class DiskErrorTests(ITestOutputHelper output)
{
    private const int Issuers = 8;
    private const int Unavailable = 69;
    private const int WriterStopped = 70;

    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AuditPatience = TimeSpan.FromMinutes(1);

    private int _next;

    /// <summary>Which call fails, and from how many of them on; later ones besides where LEDGER_TEST_FULL is 1.</summary>
    public static TheoryData<string, int> Failures()
    {
        TheoryData<string, int> failures = new() { { "fdatasync", 25 }, { "fsync", 4 } };
        if (Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1")
        {
            failures.Add("fdatasync", 60);
            failures.Add("fsync", 15);
        }

        return failures;
    }

    // fdatasync writes the database's log, fsync the head file. strace counts the calls of each thread by itself.
    [Theory]
    [MemberData(nameof(Failures))]
    public async Task After_a_failed_flush_it_ends_and_nothing_acknowledged_is_lost(string call, int from)
    {
        await using TestNode node = TestNode.Create();
        await node.StartAsync();
        await node.StopAsync();

        using Oracle oracle = new(node.Beside("acknowledged"));
        LogWitness witness = new(node);
        await node.StartAsync(SystemCalls.FailFlushes(call, from, node.Beside("calls")));
        Outcome[] last = await Task.WhenAll(Enumerable.Range(0, Issuers).Select(_ => IssueUntilItFailsAsync(node, oracle)));
        Assert.Contains(last, outcome => outcome.Problem == "outcome-unknown");
        Assert.All(last, outcome => Assert.True(
            outcome.Status is null or HttpStatusCode.ServiceUnavailable, $"{outcome} is neither refused nor unknown."));
        int exitCode = await node.Run.ExitAsync(EndsWithin);
        Assert.True(exitCode == WriterStopped, $"Exit code {exitCode}: {node.Run.Output}{node.Run.Errors}");
        Assert.Contains("Writing failed", node.Run.Errors, StringComparison.Ordinal);
        await node.Run.DisposeAsync();
        int acknowledged = oracle.Acknowledged.Count;

        await node.StartAsync();
        foreach (Outcome outcome in oracle.Acknowledged.Values)
        {
            await witness.CheckProofAsync(outcome);
        }

        long before = witness.Keep(await node.Client.TextAsync("/log/checkpoint")).Size;
        await Task.WhenAll(oracle.Unknown.Select(async number => oracle.Note(await node.Client.IssueAsync(number))));
        Assert.Empty(oracle.Unknown);
        int ghosts = oracle.Acknowledged.Values.Count(outcome => outcome.Index < before) - acknowledged;
        output.WriteLine($"{acknowledged} acknowledged before the failure, {ghosts} of the unknown were there");

        long size = witness.Keep(await node.Client.TextAsync("/log/checkpoint")).Size;
        await Task.WhenAll(oracle.Acknowledged.Keys.Select(async number => oracle.Note(await node.Client.IssueAsync(number))));
        Assert.Equal(size, witness.Keep(await node.Client.TextAsync("/log/checkpoint")).Size);
        await witness.CheckAllAsync();
        await node.StopAsync();
        Assert.Equal(0, (await ProgramRun.ToEndAsync(AuditPatience, "audit", "--data", node.Folder)).ExitCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public async Task A_failed_flush_while_it_opens_ends_it_and_it_opens_when_the_disk_is_well_again(int from)
    {
        await using TestNode node = TestNode.Create();
        await node.StartAsync();
        Assert.True((await node.Client.IssueAsync(1)).IsAcknowledged);
        await node.KillAsync();
        (int exitCode, string said) = await node.RefusalAsync(SystemCalls.FailFlushes("fdatasync", from, node.Beside("calls")));
        Assert.True(exitCode == Unavailable, $"Exit code {exitCode}: {said}");
        Assert.Contains("Input/output error", said, StringComparison.Ordinal);

        await node.StartAsync();
        Assert.True((await node.Client.IssueAsync(1)).IsAcknowledged);
    }

    private async Task<Outcome> IssueUntilItFailsAsync(TestNode node, Oracle oracle)
    {
        while (true)
        {
            Outcome outcome = await node.Client.IssueAsync(Interlocked.Increment(ref _next));
            oracle.Note(outcome);
            if (!outcome.IsAcknowledged)
            {
                return outcome;
            }
        }
    }
}
