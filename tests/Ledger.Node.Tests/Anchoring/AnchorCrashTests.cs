using Ledger.Node.Anchoring;

namespace Ledger.Node.Tests.Anchoring;

/// <summary>A node that dies, or is not what it was when it comes back.</summary>
public sealed class AnchorCrashTests
{
    [ChainFact]
    public async Task A_crash_between_writing_down_and_sending_loses_nothing()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        scene.Log.Size = 7;
        AnchorSender sender = new(scene.Options, scene.Reader, scene.Key, TimeProvider.System);
        AnchorEntry entry = await sender.PrepareAsync(new(0, default), scene.Log.At(7), default);
        scene.Journal.Put(entry);
        scene.Reopen();
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 7);

        Assert.Equal(entry.Transaction, scene.Journal.LatestFinal(7)!.Transaction);
        Assert.Equal(1, await scene.CountAnchorsAsync());
    }

    [ChainFact]
    public async Task A_crash_between_sending_and_confirming_does_not_anchor_twice()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        scene.Log.Size = 7;
        await scene.StepAsync();
        AnchorEntry entry = scene.Journal.Outstanding()!;
        await scene.MinedAsync(entry);
        scene.Reopen();
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 7);

        Assert.Equal(entry.Transaction, scene.Journal.LatestFinal(7)!.Transaction);
        Assert.Equal(1, await scene.CountAnchorsAsync());
    }

    [ChainFact]
    public async Task A_node_that_lost_its_journal_finds_its_anchor_on_the_chain()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        AnchorSender sender = new(scene.Options, scene.Reader, scene.Key, TimeProvider.System);
        AnchorEntry forgotten = await sender.PrepareAsync(new(0, default), scene.Log.At(7), default);
        await sender.SendAsync(forgotten, default);
        await scene.MinedAsync(forgotten);
        scene.Log.Size = 9;
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 9);

        Assert.Equal(forgotten.Transaction, scene.Journal.LatestFinal(8)!.Transaction);
        Assert.Equal(2, await scene.CountAnchorsAsync());
        Assert.Equal(1, scene.Journal.Get(9)!.Nonce);
    }

    [ChainFact]
    public async Task A_log_that_was_rolled_back_is_noticed_and_anchors_no_more()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        scene.Log.Size = 20;
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 20);
        scene.Log.Size = 15;
        scene.Reopen();
        await scene.StepAsync();
        AnchorMismatch mismatch = scene.Worker.State.Mismatch!;
        Assert.Equal(20, mismatch.Size);

        scene.Log.Size = 30;
        await scene.StepAsync();
        Assert.Equal(mismatch, scene.Worker.State.Mismatch);
        Assert.Equal(1, await scene.CountAnchorsAsync());
    }

    [ChainFact]
    public async Task A_copy_of_the_log_that_was_written_on_is_noticed()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        scene.Log.Size = 20;
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 20);
        scene.Reopen(log: new GrowingLog(AnchorScene.Origin, "another") { Size = 25 });
        await scene.StepAsync();

        Assert.Equal((20, new GrowingLog(AnchorScene.Origin, "one").At(20).ShaRoot),
            (scene.Worker.State.Mismatch!.Size, scene.Worker.State.Mismatch.ShaRoot!.Value));
        Assert.Equal(1, await scene.CountAnchorsAsync());
    }

    [ChainFact]
    public async Task The_journal_of_another_contract_is_not_this_ones()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        scene.Log.Size = 7;
        await scene.UntilAsync(() => scene.Worker.State.AnchoredSize == 7);
        scene.Reopen(scene.Options with { Contract = new EvmAddress(scene.Key.Address).ToString() });

        Assert.Null(scene.Journal.LatestFinal(long.MaxValue));
    }
}
