using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Api.Tests.Log;

/// <summary>What a stranger sees of a log of more than 300 leaves, checked with the public keys alone.</summary>
public sealed class LogEndpointsTests(LogOf300 log) : IClassFixture<LogOf300>
{
    private const int TileWidth = 256;

    private TrustedLog Trusted => log.Node.Policy.Logs[0];

    private HttpClient Stranger => log.Node.Anyone;

    [Theory]
    [InlineData("/log", false)]
    [InlineData("/log/sm3", true)]
    public async Task Tiles_full_and_partial_recompute_to_the_signed_root(string prefix, bool sm3)
    {
        MerkleHasher hasher = sm3 ? MerkleHasher.Sm3 : MerkleHasher.Sha256;
        Checkpoint checkpoint = await CheckpointAsync(prefix + "/checkpoint", sm3 ? Trusted.Sm2 : Trusted.Ed25519);
        Assert.True(checkpoint.Size > 300);

        List<Digest> hashes = await HashesAsync(prefix, level: 0, checkpoint.Size);
        CompactRange range = new(hasher);
        hashes.ForEach(hash => range.Append(hash, (_, _, _) => { }));
        Assert.Equal(checkpoint.Root, range.Root());

        // The level above holds the roots of the full tiles below.
        Digest above = Assert.Single(await HashesAsync(prefix, level: 1, checkpoint.Size / TileWidth));
        CompactRange first = new(hasher);
        hashes.Take(TileWidth).ToList().ForEach(hash => first.Append(hash, (_, _, _) => { }));
        Assert.Equal(first.Root(), above);
    }

    [Fact]
    public async Task Entry_bundles_hold_the_leaves_that_the_tiles_hash()
    {
        Checkpoint checkpoint = await CheckpointAsync("/log/checkpoint", Trusted.Ed25519);
        List<byte[]> leaves = await LeavesAsync(checkpoint.Size);
        Assert.Equal(await HashesAsync("/log", level: 0, checkpoint.Size), leaves.Select(leaf => MerkleHasher.Sha256.Leaf(leaf)));
        Assert.Equal(await HashesAsync("/log/sm3", level: 0, checkpoint.Size), leaves.Select(leaf => MerkleHasher.Sm3.Leaf(leaf)));
        Assert.True(MapCommit.Is(leaves[^1]));
        Assert.Equal(checkpoint.Size - 1, MapCommit.Parse(leaves[^1]).Index);
        Assert.All(leaves.Where(leaf => !MapCommit.Is(leaf)), leaf => Assert.Equal(leaf, EventLeaf.Parse(leaf).Encode()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(300)]
    public async Task A_proof_verifies_against_the_checkpoint_inside_it(long index)
    {
        Answer answer = await Stranger.ReadAsync($"/log/proof/{index}");
        string[] halves = answer.Text.Split("\n\n", 2);
        string[] lines = halves[0].Split('\n');
        Assert.Equal(["c2sp.org/tlog-proof@v1", string.Create(CultureInfo.InvariantCulture, $"index {index}")], lines[..2]);
        Checkpoint checkpoint = Verified(Encoding.UTF8.GetBytes(halves[1]), Trusted.Ed25519);
        Digest leaf = (await HashesAsync("/log", level: 0, checkpoint.Size))[(int)index];
        Digest[] path = [.. lines[2..].Select(text => Digest.FromBase64(text))];
        Assert.True(InclusionProof.Verify(MerkleHasher.Sha256, leaf, index, checkpoint.Size, path, checkpoint.Root));
        Assert.False(InclusionProof.Verify(MerkleHasher.Sha256, leaf, index + 1, checkpoint.Size, path, checkpoint.Root));
    }

    [Fact]
    public async Task The_status_of_a_licence_is_proven()
    {
        StatusBundle bundle = await BundleAsync(log.MapKey.ToHex());
        Assert.Equal(SubjectStatus.Valid, bundle.Status!.Status);
        Assert.True(bundle.MapProof.VerifyInclusion(MerkleHasher.Sm3, bundle.MapKey, bundle.Status.ValueHash(), bundle.MapCommit.MapRoot));
        AssertCommitted(bundle);
    }

    [Fact]
    public async Task The_absence_of_a_key_is_proven()
    {
        StatusBundle bundle = await BundleAsync(new string('7', 64));
        Assert.Null(bundle.Status);
        Assert.True(bundle.MapProof.VerifyAbsence(MerkleHasher.Sm3, bundle.MapKey, bundle.MapCommit.MapRoot));
        Assert.False(bundle.MapProof.VerifyAbsence(MerkleHasher.Sm3, log.MapKey, bundle.MapCommit.MapRoot));
        AssertCommitted(bundle);
    }

    [Theory]
    [InlineData("application/x.ledger.status", DenseParts.None)]
    [InlineData("application/x.ledger.status;parts=all", DenseParts.All)]
    public async Task Machines_may_ask_for_the_dense_form_which_says_the_same(string accept, DenseParts parts)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/log/status/{log.MapKey.ToHex()}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using HttpResponseMessage answer = await Stranger.SendAsync(request);
        Assert.Equal("application/x.ledger.status", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(["Accept"], answer.Headers.Vary);
        StatusBundle dense = DenseStatusBundle.Read(await answer.Content.ReadAsByteArrayAsync(), log.MapKey);
        StatusBundle json = StatusBundle.Parse(await Stranger.GetByteArrayAsync($"/log/status/{log.MapKey.ToHex()}"));
        Assert.Equal(json.Status, dense.Status);
        Assert.Equal(json.Checkpoint.ToString(), dense.Checkpoint.ToString());
        Assert.Equal(parts == DenseParts.All ? json.Events.Count : 0, dense.Events.Count);
        Assert.True(new StatusVerifier(Trusted, TimeSpan.FromDays(1), TimeProvider.System).Verify(dense, log.MapKey).Holds);
    }

    [Theory]
    [InlineData("/log/tile/0/001")] // partial, asked for as if full
    [InlineData("/log/tile/0/002.p/1")]
    [InlineData("/log/tile/0/x999/999")]
    [InlineData("/log/tile/0/x999/x999/x999/x999/x999/999")]
    [InlineData("/log/tile/0/0")]
    [InlineData("/log/tile/00/000")]
    [InlineData("/log/tile/-1/000")]
    [InlineData("/log/tile/8/000")]
    [InlineData("/log/tile/99/000")]
    [InlineData("/log/tile/entries/001")]
    [InlineData("/log/proof/-1")]
    [InlineData("/log/proof/999999")]
    [InlineData("/log/proof/9223372036854775807")]
    [InlineData("/log/proof/99999999999999999999")]
    [InlineData("/log/status/00")]
    [InlineData("/log/status/zz")]
    public async Task What_the_log_does_not_have_is_not_found(string path) =>
        Calls.AssertProblem(await Stranger.ReadAsync(path), HttpStatusCode.NotFound, "not-found");

    [Fact]
    public async Task Tiles_are_kept_for_ever_and_checkpoints_are_asked_for_anew()
    {
        Assert.Equal("public, max-age=31536000, immutable", (await Stranger.ReadAsync("/log/tile/0/000")).Headers["Cache-Control"]);
        Assert.Equal("no-cache", (await Stranger.ReadAsync("/log/checkpoint")).Headers["Cache-Control"]);
    }

    private static Checkpoint Verified(byte[] text, NoteVerifier key)
    {
        SignedNote note = SignedNote.Parse(text);
        Assert.True(note.Verify(key).IsSignedBy(key));
        return Checkpoint.Parse(note.Text);
    }

    private async Task<Checkpoint> CheckpointAsync(string path, NoteVerifier key) => Verified((await Stranger.ReadAsync(path)).Bytes, key);

    private async Task<StatusBundle> BundleAsync(string mapKey)
    {
        StatusBundle bundle = StatusBundle.Parse((await Stranger.ReadAsync($"/log/status/{mapKey}")).Bytes);
        Assert.Equal(mapKey, bundle.MapKey.ToHex());
        return bundle;
    }

    private void AssertCommitted(StatusBundle bundle)
    {
        Assert.True(bundle.Checkpoint.Verify(Trusted.Ed25519).IsSignedBy(Trusted.Ed25519));
        Checkpoint checkpoint = Checkpoint.Parse(bundle.Checkpoint.Text);
        Digest leaf = MerkleHasher.Sha256.Leaf(bundle.MapCommit.Encode());
        Assert.Equal(checkpoint.Size - 1, bundle.MapCommit.Index);
        Assert.True(InclusionProof.Verify(
            MerkleHasher.Sha256, leaf, bundle.MapCommit.Index, checkpoint.Size, [.. bundle.MapCommitPath], checkpoint.Root));
    }

    private async Task<List<Digest>> HashesAsync(string prefix, int level, long count)
    {
        List<Digest> hashes = [];
        foreach (string tile in TilesOf(count))
        {
            byte[] bytes = (await FoundAsync($"{prefix}/tile/{level}/{tile}")).Bytes;
            hashes.AddRange(bytes.Chunk(Digest.Length).Select(hash => new Digest(hash)));
        }

        Assert.Equal(count, hashes.Count);
        return hashes;
    }

    private async Task<List<byte[]>> LeavesAsync(long count)
    {
        List<byte[]> leaves = [];
        foreach (string tile in TilesOf(count))
        {
            byte[] bytes = (await FoundAsync($"/log/tile/entries/{tile}")).Bytes;
            for (int at = 0; at < bytes.Length;)
            {
                int length = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));
                leaves.Add(bytes.AsSpan(at + sizeof(ushort), length).ToArray());
                at += sizeof(ushort) + length;
            }
        }

        Assert.Equal(count, leaves.Count);
        return leaves;
    }

    private static IEnumerable<string> TilesOf(long count)
    {
        for (long tile = 0; tile * TileWidth < count; tile++)
        {
            long width = Math.Min(TileWidth, count - (tile * TileWidth));
            yield return string.Create(CultureInfo.InvariantCulture, $"{tile:D3}{(width < TileWidth ? $".p/{width}" : "")}");
        }
    }

    private async Task<Answer> FoundAsync(string path)
    {
        Answer answer = await Stranger.ReadAsync(path);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{path}: {answer.Text}");
        return answer;
    }
}

/// <summary>A node whose log has more than 300 leaves.</summary>
public sealed class LogOf300 : IAsyncLifetime, IDisposable
{
    public TestNode Node { get; } = new();

    internal Digest MapKey { get; private set; }

    public async Task InitializeAsync()
    {
        await Node.InitializeAsync();
        Answer issued = await Node.Department.IssueAsync();
        while (Node.LogSize <= 300)
        {
            await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Node.Department.IssueAsync()));
        }

        using LedgerRead rows = Node.Node.Ledger.Read();
        MapKey = Node.Node.Licences.MapKeyOf(LicenceTable.Get(rows, LicenceIdentifier.Parse(issued["identifier"])));
    }

    public Task DisposeAsync() => Node.DisposeAsync();

    public void Dispose() => Node.Dispose();
}
