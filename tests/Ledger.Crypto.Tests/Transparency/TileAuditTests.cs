using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class TileAuditTests : IDisposable
{
    private readonly WrittenLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task An_honest_ledger_adds_up()
    {
        List<byte[]> leaves = LedgerLeaves.OfGroups(240); // 600 leaves: two full tiles and a partial one
        _log.Write(leaves);
        TileAuditReport report = await _log.AuditAsync();
        Assert.Null(report.Difference);
        Assert.Equal((WrittenLog.Origin, 600, 600, 240), (report.Origin, report.Size, report.Leaves, report.MapCommits));
        Assert.Equal([(EventType.Issue, 240), (EventType.Suspend, 120)], report.Events.Select(type => (type.Key, type.Value)));
        Assert.Equal(MapCommit.Parse(leaves[^1]).MapRoot, report.MapRoot);
        Assert.True(report.TwinChecked);
        Assert.Equal(Checkpoint.Parse(SignedNote.Parse(_log.Files["sm3/checkpoint"]).Text).Root, report.Sm3Root);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(512)]
    [InlineData(65_536)]
    [InlineData(65_541)]
    public async Task A_log_of_other_leaves_adds_up_at_every_size(int size)
    {
        _log.Write([.. Enumerable.Range(0, size).Select(i => Utf8($"entry {i}"))]);
        TileAuditReport report = await _log.AuditAsync(withTwin: false);
        Assert.Null(report.Difference);
        Assert.Equal(size, report.Leaves);
        Assert.Null(report.MapRoot);
        Assert.Empty(report.Events);
    }

    [Fact]
    public async Task One_flipped_bit_in_any_file_is_found()
    {
        _log.Write(LedgerLeaves.OfGroups(240));
        foreach ((string path, byte[] bytes) in _log.Files.ToList())
        {
            foreach (int at in (int[])[0, bytes.Length / 2, bytes.Length - 1])
            {
                byte[] flipped = [.. bytes];
                flipped[at] ^= 1;
                _log.Files[path] = flipped;
                Assert.True((await _log.AuditAsync()).Difference is not null, $"{path} byte {at}");
            }

            _log.Files[path] = bytes;
        }

        Assert.Null((await _log.AuditAsync()).Difference);
    }

    [Fact]
    public async Task A_changed_entry_is_named_by_its_leaf()
    {
        List<byte[]> leaves = LedgerLeaves.OfGroups(240);
        _log.Write(leaves);
        _log.Files[TilePath.Entries(1, 256)][(2 + EventLeaf.Length + 2 + MapCommit.Length) + 40] ^= 1;
        AuditDifference difference = (await _log.AuditAsync()).Difference!;
        Assert.StartsWith("Hash ", difference.English, StringComparison.Ordinal);
        Assert.Contains("tile/0/001, from leaf 258 on", difference.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_checkpoint_with_another_root_is_found()
    {
        _log.Write(LedgerLeaves.OfGroups(4));
        byte[] ten = _log.Files["checkpoint"];
        using WrittenLog other = new(); // the same Ed25519 key
        other.Write([.. LedgerLeaves.OfGroups(4).Select((leaf, i) => i == 3 ? [.. leaf, 0] : leaf)]);
        _log.Files["checkpoint"] = other.Files["checkpoint"];
        Assert.Contains("SHA-256 root", (await _log.AuditAsync()).Difference!.English, StringComparison.Ordinal);
        _log.Files["checkpoint"] = ten;
        Assert.Null((await _log.AuditAsync()).Difference);
    }

    [Fact]
    public async Task A_checkpoint_of_another_key_or_origin_is_not_believed()
    {
        using WrittenLog other = new();
        _log.Write(LedgerLeaves.OfGroups(2));
        TileAuditReport foreign = await new TileAudit(_log.ReadAsync, _log.Key, other.Sm3Key).RunAsync(null, CancellationToken.None);
        Assert.Contains("signed by the key", foreign.Difference!.English, StringComparison.Ordinal);
        TileAuditReport twin = await new TileAudit(_log.ReadAsync, _log.Sm3Key, null).RunAsync(null, CancellationToken.None);
        Assert.NotNull(twin.Difference);
        Assert.Null(twin.Origin);
    }

    [Fact]
    public async Task What_cannot_be_read_is_no_difference()
    {
        _log.Write(LedgerLeaves.OfGroups(240));
        foreach (string path in _log.Files.Keys.ToList())
        {
            _log.Files.Remove(path, out byte[]? bytes);
            await Assert.ThrowsAnyAsync<IOException>(() => _log.AuditAsync());
            _log.Files[path] = bytes!;
        }
    }

    [Fact]
    public async Task A_partial_tile_that_is_gone_is_read_from_the_full_one()
    {
        List<byte[]> leaves = [.. Enumerable.Range(0, 300).Select(i => Utf8($"entry {i}"))];
        _log.Write(leaves[..100]);
        byte[] early = _log.Files["checkpoint"];
        _log.Write(leaves);
        _log.Files["checkpoint"] = early;
        TileAuditReport report = await _log.AuditAsync(withTwin: false);
        Assert.Null(report.Difference);
        Assert.Equal(100, report.Leaves);
    }

    [Fact]
    public async Task Twins_of_other_sizes_cannot_be_judged()
    {
        _log.Write(LedgerLeaves.OfGroups(4));
        byte[] twin = _log.Files["sm3/checkpoint"];
        _log.Write(LedgerLeaves.OfGroups(6));
        _log.Files["sm3/checkpoint"] = twin;
        await Assert.ThrowsAsync<IOException>(() => _log.AuditAsync());
    }

    public static TheoryData<string, Func<MapCommit, MapCommit>> Lies => new()
    {
        { "index", commit => commit with { Index = commit.Index + 1 } },
        { "epoch", commit => commit with { Epoch = commit.Epoch + 1 } },
        { "time", commit => commit with { Time = LedgerLeaves.Start } },
        { "map root", commit => commit with { MapRoot = Digest.Sha256([]) } },
        { "SHA-256 root", commit => commit with { Sha256Root = Digest.Sha256([]) } },
        { "SM3 root", commit => commit with { Sm3Root = MerkleHasher.Sm3.Empty } },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_map_commit_that_lies_is_found_though_the_trees_are_right(string what, Func<MapCommit, MapCommit> lie)
    {
        LedgerLeaves leaves = new();
        leaves.Add(EventType.Issue, "one");
        leaves.Commit();
        leaves.Add(EventType.Issue, "two");
        leaves.Commit(lie);
        leaves.Add(EventType.Issue, "three");
        leaves.Commit();
        _log.Write(leaves.Leaves);
        foreach (bool withTwin in (bool[])[true, false])
        {
            AuditDifference difference = (await _log.AuditAsync(withTwin)).Difference!;
            Assert.StartsWith("Leaf 3:", difference.English, StringComparison.Ordinal);
            Assert.Contains(what, difference.English, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_event_that_cannot_follow_is_found_though_everything_else_is_right()
    {
        LedgerLeaves leaves = new();
        leaves.Add(EventType.Issue, "one");
        leaves.Add(EventType.Revoke, "one");
        leaves.Commit();
        leaves.Add(EventType.Resume, "one");
        leaves.Commit();
        _log.Write(leaves.Leaves);
        Assert.StartsWith("Leaf 3: the event Resume", (await _log.AuditAsync()).Difference!.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_of_the_past_is_found()
    {
        LedgerLeaves leaves = new();
        leaves.Add(EventType.Issue, "one");
        leaves.Commit();
        leaves.Time = LedgerLeaves.Start;
        leaves.Add(EventType.Issue, "two");
        leaves.Time = LedgerLeaves.Start.AddSeconds(1);
        leaves.Commit();
        _log.Write(leaves.Leaves);
        Assert.StartsWith("Leaf 2: its time", (await _log.AuditAsync()).Difference!.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_must_end_with_a_map_commit()
    {
        LedgerLeaves leaves = new();
        leaves.Add(EventType.Issue, "one");
        leaves.Commit();
        leaves.Add(EventType.Issue, "two");
        _log.Write(leaves.Leaves);
        Assert.Contains("not a MapCommit", (await _log.AuditAsync()).Difference!.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_leaf_in_a_ledger_is_found()
    {
        List<byte[]> leaves = LedgerLeaves.OfGroups(2);
        leaves.Insert(2, "anything"u8.ToArray());
        _log.Write(leaves);
        Assert.StartsWith("Leaf 2 is malformed", (await _log.AuditAsync()).Difference!.English, StringComparison.Ordinal);

        // A foreign first leaf does not talk the audit out of the ledger's rules where the twin's key is given.
        leaves = LedgerLeaves.OfGroups(2);
        leaves.Insert(0, "anything"u8.ToArray());
        _log.Write(leaves);
        Assert.StartsWith("Leaf 0 is malformed", (await _log.AuditAsync()).Difference!.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_are_written_as_tlog_tiles_has_them()
    {
        // c2sp.org/tlog-tiles, "Merkle Tree"
        Assert.Equal("tile/0/x001/x234/067", TilePath.Tile(0, 1_234_067, 256));
        Assert.Equal("tile/3/000.p/7", TilePath.Tile(3, 0, 7));
        Assert.Equal("tile/entries/x001/000.p/255", TilePath.Entries(1000, 255));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("0001")]
    [InlineData("000141000241")]
    public void A_bundle_that_is_cut_off_is_refused(string hex) =>
        Assert.Throws<FormatException>(() => EntryBundle.Parse(Convert.FromHexString(hex)));

    [Fact]
    public void A_bundle_of_more_than_256_entries_is_refused()
    {
        Assert.Equal(256, EntryBundle.Parse(new byte[512]).Count);
        Assert.Throws<FormatException>(() => EntryBundle.Parse(new byte[514]));
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
