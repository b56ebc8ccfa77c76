using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Node.Anchoring;
using Ledger.Node.Log;
using Ledger.Node.Tests.Log;

namespace Ledger.Node.Tests.Anchoring;

/// <summary>Anchors of a real log.</summary>
public sealed class AnchorSourceTests
{
    [Fact]
    public async Task An_anchor_says_what_the_signed_checkpoint_says()
    {
        using TemporaryFolder folder = new();
        await using TestLedger ledger = new TestLedger(folder).Open();
        AnchorSource source = AnchorSource.Of(ledger.Writer);
        Assert.Null(source.Head());

        await ledger.AppendAsync("one: first");
        await ledger.AppendAsync("one: second");
        LogHead head = ledger.Writer.Head!;
        Anchor anchor = source.Head()!;

        Assert.Equal(AnchorContract.OriginOf(head.Checkpoint.Origin), anchor.Origin);
        Assert.Equal((head.Size, head.Checkpoint.Root, head.Sm3Root), (anchor.Size, anchor.ShaRoot, anchor.Sm3Root));
        Assert.Equal((head.MapCommit.MapRoot, head.MapCommit.Time.ToUnixTimeMilliseconds()), (anchor.MapRoot, anchor.Time));
        Assert.Equal(anchor.ShaRoot, source.RootAt(anchor.Size));

        // The note's text is all before the empty line; the signatures come after it.
        string body = head.Note[..(head.Note.IndexOf("\n\n", StringComparison.Ordinal) + 1)];
        Assert.Equal(Digest.Sha256(Encoding.UTF8.GetBytes(body)), anchor.NoteHash);
    }

    [ChainFact]
    public async Task A_restored_backup_does_not_get_past_what_the_chain_remembers()
    {
        using AnchorScene scene = await AnchorScene.StartAsync();
        using TemporaryFolder folder = new();
        await using TestLedger ledger = new TestLedger(folder).Open();
        using EvmNetwork network = new(
            scene.Options.Nodes, AnvilChain.ChainId, TimeSpan.FromSeconds(5), expected: null);
        await new AnchorDeployment(network, scene.Owner, gasPriceWei: 0, TimeSpan.FromSeconds(20), TimeProvider.System)
            .RegisterAsync(
                EvmAddress.Parse(scene.Options.Contract), ledger.Options.Origin, new(scene.Key.Address), default);
        AnchorJournal journal = new(ledger.Store, scene.Options, ledger.Options.Origin);
        using AnchorWorker worker = new(
            scene.Options,
            AnchorSource.Of(ledger.Writer),
            journal,
            scene.Reader,
            scene.Key,
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<AnchorWorker>.Instance);
        Assert.Null(await scene.Reader.KnownAsync(ledger.Options.Origin, default));

        await ledger.AppendAsync("one: before the backup");
        ledger.CopyFiles("backup", "backup-head/head");
        await ledger.AppendAsync("one: after the backup");
        long size = ledger.Writer.Head!.Size;
        for (int i = 0; i < 200 && worker.State.AnchoredSize < size; i++)
        {
            await worker.StepAsync(isDue: true, default);
            await Task.Delay(20);
        }

        KnownCheckpoint known = (await scene.Reader.KnownAsync(ledger.Options.Origin, default))!;
        Assert.Equal((size, ledger.Writer.Head.Checkpoint.Root), (known.Size, known.Root));
        await using TestLedger restored = ledger.Over("backup", "backup-head/head").Open(known);
        Assert.Equal(WriterMode.Quarantined, restored.Writer.State.Mode);
    }
}
