using System.Buffers.Binary;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Log;

public sealed class LogProofsTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public LogProofsTests() => _ledger = new TestLedger(_folder).Open();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_leaf_up_to_size_100_is_proven_in_every_size_and_every_size_in_every_later_one()
    {
        await GrowAsync(100);
        using LedgerRead rows = _ledger.Writer.Read();
        LogProofs proofs = new(rows);
        byte[][] leaves = LeavesOf(rows);
        Assert.Equal(100, leaves.Length);
        foreach (MerkleHasher hasher in (MerkleHasher[])[MerkleHasher.Sha256, MerkleHasher.Sm3])
        {
            Digest[] hashes = [.. leaves.Select(leaf => hasher.Leaf(leaf))];
            for (int size = 1; size <= leaves.Length; size++)
            {
                Digest root = Reference(hasher, hashes.AsSpan(0, size));
                Assert.Equal(root, proofs.Root(hasher, size));
                for (int index = 0; index < size; index++)
                {
                    Assert.True(InclusionProof.Verify(
                        hasher, hashes[index], index, size, proofs.Inclusion(hasher, index, size), root));
                }

                for (int older = 0; older <= size; older++)
                {
                    Digest olderRoot = Reference(hasher, hashes.AsSpan(0, older));
                    Assert.True(ConsistencyProof.Verify(
                        hasher, older, size, olderRoot, root, proofs.Consistency(hasher, older, size)));
                }
            }
        }
    }

    [Fact]
    public async Task Tiles_and_entry_bundles_hold_the_recomputed_hashes_and_the_leaves()
    {
        await GrowAsync(600);
        using LedgerRead rows = _ledger.Writer.Read();
        LogProofs proofs = new(rows);
        byte[][] leaves = LeavesOf(rows);
        foreach (MerkleHasher hasher in (MerkleHasher[])[MerkleHasher.Sha256, MerkleHasher.Sm3])
        {
            Digest[] hashes = [.. leaves.Select(leaf => hasher.Leaf(leaf))];
            Assert.Equal(Bytes(hashes[..256]), proofs.Tile(hasher, 0, 0, 256));
            Assert.Equal(Bytes(hashes[512..600]), proofs.Tile(hasher, 0, 2, 88));
            Assert.Equal(Bytes(hashes[512..513]), proofs.Tile(hasher, 0, 2, 1));
            Digest[] above = [Reference(hasher, hashes.AsSpan(0, 256)), Reference(hasher, hashes.AsSpan(256, 256))];
            Assert.Equal(Bytes(above), proofs.Tile(hasher, 1, 0, 2));
        }

        byte[] bundle = proofs.Entries(1, 200);
        int at = 0;
        for (int i = 256; i < 456; i++)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(bundle.AsSpan(at));
            Assert.Equal(leaves[i], bundle.AsSpan(at + 2, length).ToArray());
            at += 2 + length;
        }

        Assert.Equal(bundle.Length, at);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0, 257)]
    [InlineData(0, 0, -1)]
    [InlineData(0, -1, 1)]
    [InlineData(0, 0, 11)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(-1, 0, 1)]
    [InlineData(8, 0, 1)]
    [InlineData(0, long.MaxValue, 1)]
    public async Task A_tile_the_log_does_not_have_is_not_found(int level, long index, int width)
    {
        await GrowAsync(10);
        using LedgerRead rows = _ledger.Writer.Read();
        LogProofs proofs = new(rows);
        Assert.Equal(
            LedgerError.NotFound,
            Assert.Throws<LedgerException>(() => proofs.Tile(MerkleHasher.Sha256, level, index, width)).Error);
    }

    [Theory]
    [InlineData(0, 11)]
    [InlineData(10, 10)]
    [InlineData(-1, 10)]
    [InlineData(5, long.MaxValue)]
    public async Task A_proof_beyond_the_signed_size_is_not_found(long index, long size)
    {
        await GrowAsync(10);
        using LedgerRead rows = _ledger.Writer.Read();
        LogProofs proofs = new(rows);
        Assert.Throws<LedgerException>(() => proofs.Inclusion(MerkleHasher.Sha256, index, size));
    }

    [Fact]
    public void Without_a_signed_checkpoint_there_is_nothing_to_prove()
    {
        using LedgerRead rows = _ledger.Writer.Read();
        Assert.Throws<LedgerException>(() => new LogProofs(rows).Head);
    }

    [Fact]
    public async Task A_status_is_proven_from_the_signature_down_to_every_event()
    {
        await GrowAsync(40);
        using LedgerRead rows = _ledger.Writer.Read();
        StatusProof proof = new LogProofs(rows).Status(TestLedger.MapKeyOf("subject1"), 100);

        LogHead head = proof.Head;
        Digest root = head.Checkpoint.Root;
        byte[] commit = head.MapCommit.Encode();
        Assert.Equal(head.Size - 1, head.MapCommit.Index);
        Assert.True(InclusionProof.Verify(
            MerkleHasher.Sha256, MerkleHasher.Sha256.Leaf(commit), head.Size - 1, head.Size, [.. proof.MapCommitPath], root));
        Assert.True(InclusionProof.Verify(
            MerkleHasher.Sm3, MerkleHasher.Sm3.Leaf(commit), head.Size - 1, head.Size, [.. proof.MapCommitSm3Path], head.Sm3Root));
        Assert.True(proof.MapProof.VerifyInclusion(
            MerkleHasher.Sm3, proof.MapKey, proof.Entry!.ValueHash(), head.MapCommit.MapRoot));
        StatusEntry? entry = null;
        foreach (ProvenEvent proven in proof.Events)
        {
            Assert.True(InclusionProof.Verify(
                MerkleHasher.Sha256, MerkleHasher.Sha256.Leaf(proven.Leaf), proven.Index, head.Size, [.. proven.Path], root));
            EventLeaf leaf = EventLeaf.Parse(proven.Leaf);
            Assert.True(leaf.IsOf(proven.Body));
            entry = StatusEntry.After(entry, leaf, proven.Index);
        }

        Assert.Equal(proof.Entry, entry);
        Assert.Equal(2, new LogProofs(rows).Status(proof.MapKey, 2).Events.Count);
    }

    [Fact]
    public async Task Absence_is_proven_too()
    {
        await GrowAsync(10);
        using LedgerRead rows = _ledger.Writer.Read();
        StatusProof proof = new LogProofs(rows).Status(TestLedger.MapKeyOf("nobody"), 100);
        Assert.Null(proof.Entry);
        Assert.Empty(proof.Events);
        Assert.True(proof.MapProof.VerifyAbsence(MerkleHasher.Sm3, proof.MapKey, proof.Head.MapCommit.MapRoot));
    }

    // Groups of 1, 2, 3 … 7 events and their MapCommits, up to exactly this size.
    private async Task GrowAsync(long size)
    {
        for (int group = 0; (_ledger.Writer.Head?.Size ?? 0) < size; group++)
        {
            long left = size - (_ledger.Writer.Head?.Size ?? 0) - 1;
            int count = (int)Math.Min(left, 1 + (group % 7));
            count = left - count == 1 ? count + 1 : count; // the next group needs two leaves
            await _ledger.Writer.WriteAsync(
                write =>
                {
                    for (int i = 0; i < count; i++)
                    {
                        write.Append(TestLedger.Event($"subject{i}: group {group}"));
                    }

                    return 0;
                },
                CancellationToken.None);
        }

        Assert.Equal(size, _ledger.Writer.Head!.Size);
    }

    private static byte[][] LeavesOf(LedgerRead rows) =>
        [.. rows.Scan(Column.Entries, []).SelectMany(row => EntryBundle.Parse(row.Value)).Select(leaf => leaf.ToArray())];

    private static byte[] Bytes(Digest[] hashes) => [.. hashes.SelectMany(hash => hash.ToArray())];

    // RFC 6962 §2.1, word for word.
    private static Digest Reference(MerkleHasher hasher, ReadOnlySpan<Digest> leaves)
    {
        if (leaves.Length <= 1)
        {
            return leaves.IsEmpty ? hasher.Empty : leaves[0];
        }

        int split = 1;
        while (2 * split < leaves.Length)
        {
            split *= 2;
        }

        return hasher.Node(Reference(hasher, leaves[..split]), Reference(hasher, leaves[split..]));
    }
}
