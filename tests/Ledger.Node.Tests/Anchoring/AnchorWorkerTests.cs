using Ledger.Crypto.Hashing;
using Ledger.Node.Anchoring;

namespace Ledger.Node.Tests.Anchoring;

public sealed class AnchorWorkerTests
{
    [ChainFact]
    public async Task A_new_checkpoint_is_anchored_and_final()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        scene.Log.Size = 7;
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 7);

        AnchorRecord record = scene.Journal.LatestFinal(7)!;
        Assert.Equal(scene.Log.At(7), record.Anchor);
        Assert.Equal(record.Anchor.Digest(), await scene.Reader.ReadAsync(scene.Journal.Origin, 7, default));
        Assert.Equal(new AnchorState(7, 7, null, IsLate: false, null, null), scene.Worker.State);
        Assert.Null(scene.Journal.LatestFinal(6));
    }

    [ChainFact]
    public async Task A_log_that_has_not_grown_is_not_anchored_again()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        await scene.StepAsync();
        scene.Log.Size = 7;
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 7);
        await scene.StepAsync();
        await scene.StepAsync();

        Assert.Equal(1, await scene.CountAnchorsAsync());
    }

    [ChainFact]
    public async Task Nothing_is_sent_before_it_is_due()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        scene.Log.Size = 7;
        await scene.Worker.StepAsync(isDue: false, default);

        Assert.Null(scene.Journal.Outstanding());
    }

    [ChainFact]
    public async Task The_running_worker_anchors_by_itself()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        using CancellationTokenSource stop = new();
        scene.Log.Size = 7;
        Task running = scene.Worker.RunAsync(stop.Token);
        for (int i = 0; i < 200 && scene.Worker.State.AnchoredSize < 7; i++)
        {
            await Task.Delay(50);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(7, scene.Worker.State.AnchoredSize);
    }

    [ChainFact]
    public async Task An_anchor_is_final_only_when_deep_enough()
    {
        using AnchorScene scene = await AnchorScene.StartAsync(confirmations: 3);
        scene.Log.Size = 7;
        await scene.UntilAsync(() => scene.Journal.Outstanding()?.Progress is AnchorProgress.Mined);
        await scene.StepAsync();
        Assert.Null(scene.Journal.LatestFinal(7));

        await scene.Chain.CallAsync("anvil_mine", 1);
        await scene.StepAsync();
        Assert.Null(scene.Journal.LatestFinal(7));

        await scene.Chain.CallAsync("anvil_mine", 1);
        await scene.StepAsync();
        Assert.NotNull(scene.Journal.LatestFinal(7));
    }

    [ChainFact]
    public async Task While_the_chain_is_down_the_backlog_shows_and_one_anchor_covers_it_afterwards()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        scene.Log.Size = 7;
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 7);
        scene.Chain.Stop();
        foreach (long size in new long[] { 9, 12, 20 })
        {
            scene.Log.Size = size;
            await scene.StepAsync();
        }

        AnchorState down = scene.Worker.State;
        Assert.Equal((7, 20), (down.AnchoredSize, down.HeadSize));
        Assert.NotNull(down.PendingSince);
        Assert.Contains("cannot be reached", down.LastError, StringComparison.Ordinal);

        await scene.Chain.StartAgainAsync();
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 20);
        Assert.Equal(2, await scene.CountAnchorsAsync());
        Assert.Equal(1, scene.Journal.Get(20)!.Nonce);
        Assert.Null(scene.Worker.State.PendingSince);
    }

    [ChainFact]
    public async Task An_anchor_that_never_reached_the_chain_is_replaced_by_one_that_covers_more()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        await scene.StopMiningAsync();
        scene.Log.Size = 7;
        await scene.StepAsync();
        AnchorEntry first = scene.Journal.Outstanding()!;
        await scene.Chain.CallAsync("anvil_dropTransaction", EvmHex.Of(first.Transaction.Span));
        scene.Log.Size = 20;
        await scene.StepAsync();
        await scene.Chain.CallAsync("anvil_mine", 1);
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 20);

        Assert.Equal(AnchorProgress.Lost, scene.Journal.Get(7)!.Progress);
        Assert.Equal(first.Nonce, scene.Journal.Get(20)!.Nonce);
        Assert.Equal(1, await scene.CountAnchorsAsync());
    }

    [ChainFact]
    public async Task An_anchor_that_waits_in_the_pool_is_not_replaced()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        await scene.StopMiningAsync();
        scene.Log.Size = 7;
        await scene.StepAsync();
        scene.Log.Size = 20;
        await scene.StepAsync();
        await scene.StepAsync();
        Assert.Equal(7, scene.Journal.Outstanding()!.Anchor.Size);
        Assert.Null(scene.Worker.State.LastError); // sent again: "already known" is as good as new

        await scene.Chain.CallAsync("anvil_mine", 1);
        await scene.StepAsync();
        Assert.Equal(7, scene.Worker.State.AnchoredSize);
    }

    [ChainFact]
    public async Task A_dropped_transaction_is_sent_again()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        await scene.StopMiningAsync();
        scene.Log.Size = 7;
        await scene.StepAsync();
        AnchorEntry entry = scene.Journal.Outstanding()!;
        await scene.Chain.CallAsync("anvil_dropTransaction", EvmHex.Of(entry.Transaction.Span));
        await scene.StepAsync();
        await scene.Chain.CallAsync("anvil_mine", 1);
        await scene.StepAsync();

        Assert.Equal(entry.Transaction, scene.Journal.LatestFinal(7)!.Transaction);
    }

    [ChainFact]
    public async Task After_a_reorganisation_the_anchor_is_pending_again_and_then_final()
    {
        using AnchorScene scene = await AnchorScene.StartAsync(confirmations: 4);
        scene.Log.Size = 7;
        await scene.UntilAsync(() => scene.Journal.Outstanding()?.Progress is AnchorProgress.Mined);
        await scene.Chain.CallAsync("anvil_mine", 1);
        await scene.StopMiningAsync();
        await scene.Chain.CallAsync("anvil_reorg", 2, new System.Text.Json.Nodes.JsonArray());
        await scene.Chain.CallAsync("anvil_dropAllTransactions");
        await scene.StepAsync();
        Assert.Equal(AnchorProgress.Pending, scene.Journal.Get(7)!.Progress);
        Assert.Equal(0, scene.Worker.State.AnchoredSize);

        await scene.Chain.CallAsync("anvil_mine", 4);
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 7);
        Assert.Equal(1, await scene.CountAnchorsAsync());
    }

    [ChainFact]
    public async Task A_final_anchor_that_the_chain_lost_is_made_again()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        System.Text.Json.Nodes.JsonNode? before = await scene.Chain.CallAsync("evm_snapshot");
        scene.Log.Size = 7;
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 7);
        await scene.Chain.CallAsync("evm_revert", before!.DeepClone());
        scene.Log.Size = 20;
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 20);

        Assert.Equal(AnchorProgress.Lost, scene.Journal.Get(7)!.Progress);
        Assert.Equal(20, scene.Journal.LatestFinal(long.MaxValue)!.Anchor.Size);
        Assert.Null(scene.Journal.LatestFinal(19));
    }

    [ChainFact]
    public async Task A_nonce_used_by_hand_does_not_hold_up_anchoring()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        await scene.StopMiningAsync();
        scene.Log.Size = 7;
        await scene.StepAsync();
        AnchorEntry entry = scene.Journal.Outstanding()!;
        await scene.Chain.CallAsync("anvil_dropTransaction", EvmHex.Of(entry.Transaction.Span));
        byte[] byHand = new EvmTransaction
        {
            Nonce = entry.Nonce,
            GasPrice = 0,
            GasLimit = 21_000,
            To = new EvmAddress(scene.Owner.Address),
            Data = ReadOnlyMemory<byte>.Empty,
            ChainId = AnvilChain.ChainId,
        }.Sign(scene.Key);
        await scene.Chain.CallAsync("eth_sendRawTransaction", EvmHex.Of(byHand));
        await scene.Chain.CallAsync("anvil_mine", 1);
        await scene.StepAsync();
        await scene.Chain.CallAsync("anvil_mine", 1);
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 7);

        Assert.Equal(entry.Nonce + 1, scene.Journal.Get(7)!.Nonce);
    }

    [ChainFact]
    public async Task The_wrong_chain_is_sent_nothing()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        scene.Reopen(scene.Options with { ChainId = 1 });
        scene.Log.Size = 7;
        await scene.StepAsync();

        Assert.Contains("chain 1 is configured", scene.Worker.State.LastError, StringComparison.Ordinal);
        Assert.Null(scene.Journal.Outstanding());
        EvmException refusal = await Assert.ThrowsAsync<EvmException>(
            () => scene.Reader.HeadAsync(scene.Journal.Origin, default));
        Assert.Equal(EvmError.WrongChain, refusal.Error);
    }

    [ChainFact]
    public async Task A_contract_with_other_code_is_sent_nothing()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        scene.Log.Size = 7;
        foreach (AnchorOptions options in new[]
        {
            scene.Options with { CodeHash = Digest.Sha256([]).ToHex() },
            scene.Options with { Contract = new EvmAddress(scene.Owner.Address).ToString() },
        })
        {
            scene.Reopen(options);
            await scene.StepAsync();

            Assert.Contains("is configured", scene.Worker.State.LastError, StringComparison.Ordinal);
            Assert.Null(scene.Journal.Outstanding());
        }

        Assert.Equal(0, await scene.CountAnchorsAsync());
    }

    [ChainFact]
    public async Task An_account_that_is_not_registered_is_told_so_and_sends_nothing()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        using EvmNetwork network = new(
            scene.Options.Nodes, AnvilChain.ChainId, TimeSpan.FromSeconds(5), expected: null);
        await new AnchorDeployment(network, scene.Owner, gasPriceWei: 0, TimeSpan.FromSeconds(20), TimeProvider.System)
            .RegisterAsync(EvmAddress.Parse(scene.Options.Contract), AnchorScene.Origin, default, default);
        scene.Log.Size = 7;
        await scene.StepAsync();

        Assert.Contains("NotAnchorer()", scene.Worker.State.LastError, StringComparison.Ordinal);
        Assert.Null(scene.Journal.Outstanding());
    }

    [ChainFact]
    public async Task Entries_unanchored_for_too_long_are_late()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        scene.Reopen(scene.Options with { MaximumLagSeconds = 1 });
        scene.Chain.Stop();
        scene.Log.Size = 7;
        await scene.StepAsync();
        Assert.False(scene.Worker.State.IsLate);

        await Task.Delay(1100);
        await scene.StepAsync();
        Assert.True(scene.Worker.State.IsLate);
    }
}
