using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Ledger.Node.Tests.Log;

namespace Ledger.Node.Tests.Federation;

public sealed class CosignedHeadsTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Ed25519PrivateKey[] _keys = [Ed25519PrivateKey.Generate(), Ed25519PrivateKey.Generate(), Ed25519PrivateKey.Generate()];
    private readonly NoteCosigner[] _witnesses;
    private readonly TestLedger _ledger;
    private readonly Cosignatures _cosignatures;
    private readonly CosignedHeads _heads;

    public CosignedHeadsTests()
    {
        _ledger = new TestLedger(_folder).Open();
        _witnesses = [.. _keys.Select((key, i) => new NoteCosigner($"witness.example/{i}", key))];
        _cosignatures = new Cosignatures(_ledger.Store);
        TlogPolicy policy = new(
            [],
            [.. _witnesses.Select(witness => new TlogPolicyWitness(witness.Verifier.Name, witness.Verifier, Address: null))],
            [new TlogPolicyGroup("two", 2, [.. _witnesses.Select(witness => witness.Verifier.Name)])],
            "two");
        _heads = new CosignedHeads(_ledger.Writer, _cosignatures, policy, _ledger.Clock);
    }

    [Fact]
    public async Task Where_nothing_is_signed_there_is_nothing_to_show()
    {
        Assert.Equal(LedgerError.NotFound, Assert.Throws<LedgerException>(() => _heads.Newest()).Error);
        Assert.Equal(LedgerError.NotFound, (await Assert.ThrowsAsync<LedgerException>(() => _heads.CoveringAsync(null, CancellationToken.None))).Error);
    }

    [Fact]
    public async Task A_checkpoint_below_its_quorum_says_so_and_has_the_cosignatures_that_there_are()
    {
        await _ledger.AppendAsync("a: 0");
        Assert.False(Cosign(0));
        ShownHead shown = _heads.Newest();
        Assert.False(shown.HasQuorum);
        Assert.Equal(2, shown.Note.Signatures.Count);
        Assert.Null(shown.Report!.QuorumTime);
    }

    [Fact]
    public async Task Two_cosignatures_of_one_checkpoint_are_a_quorum_and_of_two_checkpoints_are_not()
    {
        await _ledger.AppendAsync("a: 0");
        Assert.False(Cosign(0));
        await _ledger.AppendAsync("a: 1");
        Assert.False(Cosign(1));
        Assert.False(_heads.Newest().HasQuorum);
        Assert.True(Cosign(2));
        Assert.True(_heads.Newest().HasQuorum);
        Assert.Equal(_ledger.Writer.Head!.Size, _heads.Newest().Head.Size);
    }

    [Fact]
    public async Task The_last_checkpoint_with_a_quorum_is_shown_for_ten_seconds_while_a_newer_one_waits_for_its_own()
    {
        await _ledger.AppendAsync("a: 0");
        Cosign(0);
        Cosign(1);
        long cosigned = _ledger.Writer.Head!.Size;
        await _ledger.AppendAsync("a: 1");
        _ledger.Clock.Now += TimeSpan.FromSeconds(10);
        Assert.Equal((cosigned, true), (_heads.Newest().Head.Size, _heads.Newest().HasQuorum));
        _ledger.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal((_ledger.Writer.Head!.Size, false), (_heads.Newest().Head.Size, _heads.Newest().HasQuorum));
    }

    [Fact]
    public async Task An_answer_about_a_new_entry_waits_for_the_quorum_that_covers_it()
    {
        await _ledger.AppendAsync("a: 0");
        Cosign(0);
        Cosign(1);
        LogReceipt receipt = await _ledger.AppendAsync("a: 1");
        Assert.Equal(2, (await _heads.CoveringAsync(0, CancellationToken.None)).Head.Size);
        Task<ShownHead> waiting = _heads.CoveringAsync(receipt.Index, CancellationToken.None);
        Cosign(0);
        Assert.False(waiting.IsCompleted);
        Cosign(2);
        ShownHead shown = await waiting;
        Assert.Equal((_ledger.Writer.Head!.Size, true), (shown.Head.Size, shown.HasQuorum));
    }

    [Fact]
    public async Task Where_no_quorum_comes_the_answer_is_the_newest_checkpoint_below_quorum_and_never_an_older_one()
    {
        await _ledger.AppendAsync("a: 0");
        Cosign(0);
        Cosign(1);
        LogReceipt receipt = await _ledger.AppendAsync("a: 1");
        ShownHead shown = await _heads.CoveringAsync(receipt.Index, CancellationToken.None);
        Assert.Equal((_ledger.Writer.Head!.Size, false), (shown.Head.Size, shown.HasQuorum));
    }

    [Fact]
    public async Task Without_a_policy_the_newest_checkpoint_is_shown_at_once()
    {
        await _ledger.AppendAsync("a: 0");
        CosignedHeads heads = new(_ledger.Writer, _cosignatures, policy: null, _ledger.Clock);
        ShownHead shown = await heads.CoveringAsync(0, CancellationToken.None);
        Assert.Equal((_ledger.Writer.Head!.Size, true), (shown.Head.Size, shown.HasQuorum));
        Assert.Null(shown.Report);
    }

    [Fact]
    public async Task A_renewed_cosignature_renews_the_time_of_the_quorum()
    {
        await _ledger.AppendAsync("a: 0");
        Cosign(0);
        Cosign(1);
        DateTimeOffset before = _heads.Newest().Report!.QuorumTime!.Value;
        _ledger.Clock.Now += TimeSpan.FromMinutes(1);
        Cosign(0);
        Assert.Equal(before, _heads.Newest().Report!.QuorumTime);
        Cosign(1);
        Assert.Equal(before.AddMinutes(1), _heads.Newest().Report!.QuorumTime);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose()
    {
        Array.ForEach(_keys, key => key.Dispose());
        _folder.Dispose();
    }

    private bool Cosign(int witness)
    {
        LogHead head = _ledger.Writer.Head!;
        NoteSignature line = _witnesses[witness].Sign(head.Checkpoint.Format(), _ledger.Clock.Now);
        _cosignatures.Put(head.Checkpoint, _witnesses[witness].Verifier, line, _ledger.Clock.Now);
        return _heads.Consider(head);
    }
}
