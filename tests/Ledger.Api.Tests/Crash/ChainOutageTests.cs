using System.Net;
using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Crash;

/// <summary>Issuing never waits for the chain.</summary>
[Collection(OneAtATime.Name)]
public sealed class ChainOutageTests
{
    private const string Origin = "ledger.example/sh";
    private const int Licences = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [ChainFact]
    public async Task While_the_chain_is_down_issuing_goes_on_and_one_anchor_covers_all_when_it_is_back()
    {
        using TestChain chain = await TestChain.StartAsync(Origin);
        await using TestNode node = TestNode.Create(chain.Options, chain.Key);
        await node.StartAsync();
        Assert.True((await node.Client.IssueAsync(0)).IsAcknowledged);
        JsonNode anchored = await UntilAsync(node, state => Text(state, "state") == "anchored");
        IReadOnlyList<long> before = await chain.AnchoredSizesAsync();
        Assert.Equal(anchored["logSize"]!.GetValue<long>(), before[^1]);

        chain.Chain.Stop();
        DateTimeOffset stopped = TimeProvider.System.GetUtcNow();
        for (int number = 1; number <= Licences; number++)
        {
            Outcome outcome = await node.Client.IssueAsync(number);
            Assert.Equal((HttpStatusCode.Created, "pending"), (outcome.Status, outcome.Anchor));
        }

        JsonNode pending = await UntilAsync(node, state => Text(state, "state") == "pending" && state["pendingSince"] is not null && state["reason"] is not null);
        long size = pending["logSize"]!.GetValue<long>();
        Assert.Equal(before[^1], pending["anchoredSize"]!.GetValue<long>());
        Assert.True(size > before[^1] + Licences);
        Assert.InRange(pending["pendingSince"]!.GetValue<DateTimeOffset>(), stopped, TimeProvider.System.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, await node.Client.ReadyAsync());

        await chain.Chain.StartAgainAsync();
        await UntilAsync(node, state => Text(state, "state") == "anchored");
        Assert.Equal([.. before, size], await chain.AnchoredSizesAsync());
        await node.StopAsync();
    }

    [ChainFact]
    public async Task Started_without_its_chain_it_reads_and_begins_by_itself_once_the_chain_has_answered()
    {
        using TestChain chain = await TestChain.StartAsync(Origin);
        chain.Chain.Stop();
        await using TestNode node = TestNode.Create(chain.Options, chain.Key);
        node.Launch();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await node.AnswersAsync());
        Outcome refused = await node.Client.IssueAsync(0);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "waiting"), (refused.Status, refused.Problem));

        await chain.Chain.StartAgainAsync();
        using CancellationTokenSource late = new(Patience);
        while (await node.Client.ReadyAsync() != HttpStatusCode.OK)
        {
            await Task.Delay(100, late.Token);
        }

        Outcome issued = await node.Client.IssueAsync(0);
        Assert.Equal((HttpStatusCode.Created, "pending", null), (issued.Status, issued.Anchor, issued.Problem));
        JsonNode anchored = await UntilAsync(node, state => Text(state, "state") == "anchored");
        Assert.Contains(anchored["logSize"]!.GetValue<long>(), await chain.AnchoredSizesAsync());
        await node.StopAsync();
    }

    private static async Task<JsonNode> UntilAsync(TestNode node, Func<JsonNode, bool> holds)
    {
        using CancellationTokenSource late = new(Patience);
        JsonNode state;
        while (!holds(state = await node.Client.JsonAsync("/api/v1/anchoring")))
        {
            Assert.False(late.IsCancellationRequested, $"It did not come to pass: {state}");
            await Task.Delay(100);
        }

        return state;
    }

    private static string Text(JsonNode state, string name) => state[name]!.GetValue<string>();
}
