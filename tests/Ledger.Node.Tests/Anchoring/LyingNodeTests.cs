using System.Diagnostics;
using System.Text.Json.Nodes;
using Ledger.Node.Anchoring;

namespace Ledger.Node.Tests.Anchoring;

/// <summary>A lying node can hold anchoring up. It never makes it believe in an anchor that is not there.</summary>
public sealed class LyingNodeTests
{
    private const string Receipt = "eth_getTransactionReceipt";

    // Each lie: the method whose answer is changed, and how.
    private static readonly Dictionary<string, (string Method, Action<JsonObject> Change)> Lies = new()
    {
        ["null receipt for ever"] = (Receipt, answer => answer["result"] = null),
        ["receipt with status 0"] = (Receipt, OfReceipt(receipt => receipt["status"] = "0x0")),
        ["receipt without events"] = (Receipt, OfReceipt(receipt => receipt["logs"] = new JsonArray())),
        ["receipt of another transaction"] = (Receipt, OfReceipt(receipt => receipt["transactionHash"] = Other)),
        ["receipt of another block"] = (Receipt, OfReceipt(receipt => receipt["blockHash"] = Other)),
        ["receipt that is a number"] = (Receipt, answer => answer["result"] = 1),
        ["receipt without a status"] = (Receipt, OfReceipt(receipt => receipt.Remove("status"))),
        ["event of another content"] = (Receipt, OfLog(log => log["data"] = "0x" + new string('0', 320))),
        ["event of another origin"] = (Receipt, OfLog(log => log["topics"]![1] = Other)),
        ["event of another size"] = (Receipt, OfLog(log => log["topics"]![2] = "0x" + new string('0', 63) + "9")),
        ["event of another kind"] = (Receipt, OfLog(log => log["topics"]![0] = Other)),
        ["event of another contract"] = (Receipt, OfLog(log => log["address"] = "0x" + new string('1', 40))),
        ["event of another transaction"] = (Receipt, OfLog(log => log["transactionHash"] = Other)),
        ["event of another block"] = (Receipt, OfLog(log => log["blockHash"] = Other)),
        ["event that was removed"] = (Receipt, OfLog(log => log["removed"] = true)),
        ["event too short"] = (Receipt, OfLog(log => log["data"] = "0x00")),
        ["another block at that height"] = ("eth_getBlockByNumber", OfReceipt(block => block["hash"] = Other)),
        ["no block at that height"] = ("eth_getBlockByNumber", answer => answer["result"] = null),
        ["an old head for ever"] = ("eth_blockNumber", answer => answer["result"] = "0x1"),
        ["another contract state"] = ("eth_call", answer => answer["result"] = "0x" + new string('0', 128)),
        ["another chain"] = ("eth_chainId", answer => answer["result"] = "0x1"),
        ["no code"] = ("eth_getCode", answer => answer["result"] = "0x"),
        ["a great nonce"] = ("eth_getTransactionCount", answer => answer["result"] = "0xffff"),
    };

    public static TheoryData<string> Names { get; } = [.. Lies.Keys];

    private static string Other => "0x" + new string('a', 64);

    [ChainTheory]
    [MemberData(nameof(Names))]
    public async Task While_a_node_lies_no_anchor_is_final_and_afterwards_one_is(string name)
    {
        using AnchorScene scene = await AnchorScene.StartAsync(confirmations: 2);
        (string method, Action<JsonObject> change) = Lies[name];
        bool isLying = true;
        using LyingNode liar = LyingNode.Start(
            scene.Chain.Url, exchange => isLying && exchange.Method == method, change);
        scene.Reopen(scene.Options with { Nodes = [new AnchorNode { Url = liar.Url }] });
        scene.Log.Size = 7;
        for (int i = 0; i < 4; i++)
        {
            await scene.StepAsync();
            await scene.Chain.CallAsync("anvil_mine", 1);
            Assert.Null(scene.Journal.LatestFinal(long.MaxValue));
            Assert.Equal(0, scene.Worker.State.AnchoredSize);
        }

        isLying = false;
        for (int i = 0; i < 20 && scene.Worker.State.AnchoredSize < 7; i++)
        {
            await scene.StepAsync();
            await scene.Chain.CallAsync("anvil_mine", 1);
        }

        Assert.Equal(7, scene.Worker.State.AnchoredSize);
        Assert.Null(scene.Worker.State.LastError);
        Assert.Equal(1, await scene.CountAnchorsAsync());
        Assert.InRange(await scene.NonceAsync(), 1, 2);
    }

    [ChainTheory]
    [InlineData("nonce too low")]
    [InlineData("already known")]
    [InlineData("transaction underpriced")]
    public async Task A_transaction_that_was_taken_counts_whatever_the_node_said_to_it(string message)
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        using LyingNode liar = LyingNode.Start(
            scene.Chain.Url, exchange => exchange.Method == "eth_sendRawTransaction", Error(message));
        scene.Reopen(scene.Options with { Nodes = [new AnchorNode { Url = liar.Url }] });
        scene.Log.Size = 7;
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 7);

        Assert.Equal(1, await scene.CountAnchorsAsync());
    }

    [ChainFact]
    public async Task One_lying_node_of_two_cannot_make_an_anchor_final()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        using LyingNode liar = LyingNode.Start(
            scene.Chain.Url, exchange => exchange.Method == Receipt, answer => answer["result"] = null);
        scene.Reopen(scene.Options with { Nodes = [scene.Options.Nodes[0], new AnchorNode { Url = liar.Url }] });
        scene.Log.Size = 7;
        await scene.StepAsync();
        await scene.StepAsync();
        await scene.StepAsync();

        Assert.Null(scene.Journal.LatestFinal(7));
        Assert.Contains("2 are needed", scene.Worker.State.LastError, StringComparison.Ordinal);
    }

    [ChainFact]
    public async Task Two_honest_nodes_of_three_make_an_anchor_final()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        using LyingNode liar = LyingNode.Start(scene.Chain.Url, exchange => exchange.SendAsync("{}"));
        AnchorNode honest = scene.Options.Nodes[0];
        scene.Reopen(scene.Options with { Nodes = [new AnchorNode { Url = liar.Url }, honest, honest] });
        scene.Log.Size = 7;
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 7);
    }

    [ChainFact]
    public async Task A_verifier_believes_no_anchor_that_two_nodes_tell_differently()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        scene.Log.Size = 7;
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 7);
        using LyingNode liar = LyingNode.Start(
            scene.Chain.Url, exchange => exchange.Method == "eth_call", answer => answer["result"] = Other);
        scene.Reopen(scene.Options with { Nodes = [scene.Options.Nodes[0], new AnchorNode { Url = liar.Url }] });
        EvmException failure = await Assert.ThrowsAsync<EvmException>(
            () => scene.Reader.ReadAsync(scene.Journal.Origin, 7, default));

        Assert.Equal(EvmError.Disagreement, failure.Error);
    }

    [ChainFact]
    public async Task A_node_that_drips_its_answers_holds_a_step_up_for_no_longer_than_the_answer_time()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        using LyingNode liar = LyingNode.Start(scene.Chain.Url, async exchange =>
        {
            while (true)
            {
                await exchange.SendAsync(" ");
                await Task.Delay(50, exchange.Stop);
            }
        });
        scene.Reopen(scene.Options with { Nodes = [new AnchorNode { Url = liar.Url }], AnswerSeconds = 0.5 });
        scene.Log.Size = 7;
        long started = Stopwatch.GetTimestamp();
        await scene.StepAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(30));
        Assert.Contains("no whole answer", scene.Worker.State.LastError, StringComparison.Ordinal);
    }

    private static Action<JsonObject> OfReceipt(Action<JsonObject> change) => answer =>
    {
        if (answer["result"] is JsonObject receipt)
        {
            change(receipt);
        }
    };

    private static Action<JsonObject> OfLog(Action<JsonObject> change) => OfReceipt(receipt =>
    {
        foreach (JsonNode? log in receipt["logs"]!.AsArray())
        {
            change(log!.AsObject());
        }
    });

    private static Action<JsonObject> Error(string message) => answer =>
    {
        answer.Remove("result");
        answer["error"] = new JsonObject { ["code"] = -32000, ["message"] = message };
    };
}
