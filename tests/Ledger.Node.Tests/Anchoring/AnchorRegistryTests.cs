using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;

namespace Ledger.Node.Tests.Anchoring;

/// <summary>The contract itself, on a real chain.</summary>
public sealed class AnchorRegistryTests
{
    private static readonly AnchorHead None = new(0, default);

    [ChainFact]
    public async Task An_anchor_is_read_back_with_the_digest_computed_here()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        Anchor anchor = scene.Log.At(7);
        await AnchorAsync(scene, None, anchor);

        Assert.Equal(new AnchorHead(7, anchor.Digest()), await scene.Reader.HeadAsync(anchor.Origin, default));
        Assert.Equal(anchor.Digest(), await scene.Reader.ReadAsync(anchor.Origin, 7, default));
        Assert.Null(await scene.Reader.ReadAsync(anchor.Origin, 6, default));
        Assert.Equal(anchor, (await scene.Reader.FindAsync(anchor.Origin, new(7, anchor.Digest()), default)).Anchor);
    }

    [ChainFact]
    public async Task An_anchor_on_top_of_another_than_the_latest_is_refused()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        Anchor first = scene.Log.At(7);
        await AnchorAsync(scene, None, first);

        Assert.Contains("StaleOldSize(7)", await RefusalAsync(scene, None, scene.Log.At(9)), StringComparison.Ordinal);
        Assert.Contains(
            "StaleOldSize(7)",
            await RefusalAsync(scene, new(7, scene.Log.At(8).Digest()), scene.Log.At(9)),
            StringComparison.Ordinal);
    }

    [ChainFact]
    public async Task Only_the_registered_account_anchors_and_only_the_owner_registers()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        using Secp256k1Key stranger = Secp256k1Key.Generate();
        AnchorSender sender = new(scene.Options, scene.Reader, stranger, TimeProvider.System);
        EvmException refusal = await Assert.ThrowsAsync<EvmException>(
            () => sender.PrepareAsync(None, scene.Log.At(7), default));
        AnchorDeployment deployment = new(
            scene.Reader.Network, stranger, gasPriceWei: 0, TimeSpan.FromSeconds(20), TimeProvider.System);

        Assert.Contains("NotAnchorer()", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EvmException>(() => deployment.RegisterAsync(
            EvmAddress.Parse(scene.Options.Contract), AnchorScene.Origin, new(stranger.Address), default));
        Assert.Equal(0, await scene.CountAnchorsAsync());
    }

    [ChainFact]
    public async Task The_same_anchor_again_succeeds_and_another_of_the_same_size_is_equivocation()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        Anchor anchor = scene.Log.At(7);
        await AnchorAsync(scene, None, anchor);
        await AnchorAsync(scene, None, anchor);

        Assert.Equal(1, await scene.CountAnchorsAsync());
        Assert.Contains(
            "Equivocation(7)",
            await RefusalAsync(scene, new(7, anchor.Digest()), anchor with { MapRoot = default }),
            StringComparison.Ordinal);
    }

    [ChainFact]
    public async Task Size_and_time_only_grow()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        Anchor anchor = scene.Log.At(7);
        AnchorHead head = new(7, anchor.Digest());
        await AnchorAsync(scene, None, anchor);

        Assert.Contains(
            "SizeNotGreater(7)", await RefusalAsync(scene, head, scene.Log.At(6)), StringComparison.Ordinal);
        Assert.Contains(
            $"TimeNotGreater({anchor.Time})",
            await RefusalAsync(scene, head, scene.Log.At(8) with { Time = anchor.Time }),
            StringComparison.Ordinal);
    }

    [ChainFact]
    public async Task A_first_anchor_of_nothing_is_refused()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();

        Assert.Contains("SizeNotGreater(0)", await RefusalAsync(scene, None, scene.Log.At(0)), StringComparison.Ordinal);
    }

    [ChainFact]
    public async Task Every_field_is_under_the_digest()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        Anchor anchor = scene.Log.At(7);
        Digest other = scene.Log.At(8).ShaRoot;
        Anchor[] changed =
        [
            anchor with { Origin = other }, anchor with { Size = 8 }, anchor with { ShaRoot = other },
            anchor with { Sm3Root = other }, anchor with { MapRoot = other }, anchor with { NoteHash = other },
            anchor with { Time = anchor.Time + 1 },
        ];

        Assert.Equal(7, changed.Select(one => one.Digest()).Distinct().Count());
        Assert.DoesNotContain(anchor.Digest(), changed.Select(one => one.Digest()));
    }

    private static async Task AnchorAsync(AnchorScene scene, AnchorHead previous, Anchor anchor)
    {
        AnchorSender sender = new(scene.Options, scene.Reader, scene.Key, TimeProvider.System);
        AnchorEntry entry = await sender.PrepareAsync(previous, anchor, default);
        await sender.SendAsync(entry, default);
        await scene.MinedAsync(entry);
    }

    private static async Task<string> RefusalAsync(AnchorScene scene, AnchorHead previous, Anchor anchor)
    {
        AnchorSender sender = new(scene.Options, scene.Reader, scene.Key, TimeProvider.System);
        EvmException refusal = await Assert.ThrowsAsync<EvmException>(
            () => sender.PrepareAsync(previous, anchor, default));
        Assert.Equal(EvmError.Reverted, refusal.Error);
        return refusal.Message;
    }
}
