using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests;

public sealed class StatusBundlesTests
{
    [Fact]
    public async Task A_bundle_of_a_licence_is_read_as_written_and_shows_the_first_body_and_that_of_its_end()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence issued = await ledger.IssueAsync("T0001", "key");
        Digest key = ledger.Register.MapKeyOf(issued.Licence);
        await ledger.Register.RevokeAsync(
            IssuingLedger.On(issued.Licence.Identifier.ToString(), "revoke"), RevocationReason.Penalty, null, CancellationToken.None);
        StatusBundle bundle = Make(ledger, key);
        Assert.Equal(bundle.Format(), StatusBundle.Parse(bundle.Format()).Format());
        Assert.Equal(SubjectStatus.Revoked, bundle.Status!.Status);
        Assert.Equal([EventType.Issue, EventType.Revoke], bundle.Events.Select(step => step.Leaf.Type));
        Assert.NotNull(bundle.Events[0].Body);
        Assert.NotNull(bundle.Events[1].Body);
        Assert.Null(bundle.Anchor);
    }

    [Fact]
    public async Task A_key_that_nobody_has_gets_a_proof_of_absence()
    {
        await using IssuingLedger ledger = new();
        await ledger.IssueAsync("T0001", "key");
        Digest nobody = Digest.Sha256("nobody"u8);
        StatusBundle bundle = Make(ledger, nobody);
        Assert.Null(bundle.Status);
        Assert.Empty(bundle.Events);
        Assert.True(bundle.MapProof.VerifyAbsence(Ledger.Crypto.Merkle.MerkleHasher.Sm3, nobody, bundle.MapCommit.MapRoot));
    }

    [Fact]
    public async Task Two_bundles_of_a_growing_log_are_joined_by_its_consistency()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence issued = await ledger.IssueAsync("T0001", "key");
        Digest key = ledger.Register.MapKeyOf(issued.Licence);
        Checkpoint[] before = CheckpointsOf(Make(ledger, key));
        await ledger.IssueAsync("T0002", "another key");
        Checkpoint[] after = CheckpointsOf(Make(ledger, key));
        using LedgerRead rows = ledger.Parties.Writer.Read();
        LogProofs proofs = new(rows);
        LogConsistency path = new(
            before[0].Size, after[0].Size,
            proofs.Consistency(Ledger.Crypto.Merkle.MerkleHasher.Sha256, before[0].Size, after[0].Size),
            proofs.Consistency(Ledger.Crypto.Merkle.MerkleHasher.Sm3, before[0].Size, after[0].Size));
        Assert.True(path.Verify(before[0].Root, before[1].Root, after[0].Root, after[1].Root));
        Assert.False(path.Verify(before[0].Root, before[0].Root, after[0].Root, after[1].Root));
    }

    private static StatusBundle Make(IssuingLedger ledger, Digest key)
    {
        LogHead head = ledger.Parties.Writer.Head!;
        return StatusBundles.Make(
            ledger.Parties.Writer, null, key, new ShownHead(head, SignedNote.Parse(System.Text.Encoding.UTF8.GetBytes(head.Note)), Report: null));
    }

    private static Checkpoint[] CheckpointsOf(StatusBundle bundle) =>
        [Checkpoint.Parse(bundle.Checkpoint.Text), Checkpoint.Parse(bundle.Sm3Checkpoint!.Text)];
}
