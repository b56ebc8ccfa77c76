using System.Net;

namespace Ledger.Api.Tests.Crash;

[Collection(OneAtATime.Name)]
public sealed class DurabilityTests
{
    private const int Licences = 20;

    [Fact]
    public async Task Each_licence_is_on_the_disk_in_the_database_and_in_both_memories_before_it_is_acknowledged()
    {
        await using TestNode node = TestNode.Create();
        string calls = node.Beside("calls");
        await node.StartAsync(SystemCalls.RecordFlushes(calls));
        await IssueAsync(node, 0); // enters its holder, too

        int[] before = Flushes(calls);
        for (int number = 1; number <= Licences; number++)
        {
            await IssueAsync(node, number * 9); // the same holder again
            int[] now = Flushes(calls);
            Assert.All(now.Zip(before), pair => Assert.True(
                pair.First >= pair.Second + number, $"After {number} licences: {string.Join(' ', now)}, before {string.Join(' ', before)}."));
        }

        await node.StopAsync();
    }

    // Write-ahead log, lock file, head file under its temporary name, and the folder that gives it its name.
    private static int[] Flushes(string calls) =>
    [
        SystemCalls.Count(calls, "fdatasync", ".log>"),
        SystemCalls.Count(calls, "fsync", "/lock/lock>"),
        SystemCalls.Count(calls, "fsync", "/head/head.new>"),
        SystemCalls.Count(calls, "fsync", "/node/head>"),
    ];

    private static async Task IssueAsync(TestNode node, int number) =>
        Assert.Equal(HttpStatusCode.Created, (await node.Client.IssueAsync(number)).Status);
}
