using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Api.Tests.Crash;

/// <summary>A node whose stored log is not the one it signed reads, says why, and signs nothing.</summary>
[Collection(OneAtATime.Name)]
public sealed class QuarantineTests
{
    private const int Refused = 78;
    private const int FirstDay = 5;
    private const int SecondDay = 5;

    [Fact]
    public async Task One_flipped_bit_in_the_write_ahead_log_refuses_the_start()
    {
        await using TestNode node = TestNode.Create();
        await node.StartAsync();
        await IssueAsync(node, 0, FirstDay);
        await node.KillAsync();
        byte[] head = await File.ReadAllBytesAsync(node.Options.HeadFile);
        string log = WriteAheadLogs(node).MaxBy(file => new FileInfo(file).Length)!;
        byte[] bytes = await File.ReadAllBytesAsync(log);
        Random random = new(20_260_101);
        for (int trial = 0; trial < 5; trial++)
        {
            int place = random.Next(bytes.Length);
            await File.WriteAllBytesAsync(log, Flip(bytes, place));
            (int exitCode, string said) = await node.RefusalAsync();
            Assert.True(exitCode == Refused, $"Byte {place} of {bytes.Length}, exit code {exitCode}: {said}");
            Assert.Contains("cannot be opened", said, StringComparison.Ordinal);
            Assert.Contains("Corruption", said, StringComparison.Ordinal);
            Assert.Single(said.Split('\n'));
        }

        Assert.Equal(head, await File.ReadAllBytesAsync(node.Options.HeadFile));
        await File.WriteAllBytesAsync(log, bytes);
        await node.StartAsync();
        Assert.True((await node.Client.IssueAsync(0)).IsAcknowledged);
    }

    [Fact]
    public async Task A_deleted_write_ahead_log_is_missed()
    {
        await using TestNode node = TestNode.Create();
        await node.StartAsync();
        await IssueAsync(node, 0, FirstDay);
        await node.KillAsync();
        WriteAheadLogs(node).ForEach(File.Delete);
        await AssertQuarantineAsync(node, "rows were lost or rolled back");
    }

    [Fact]
    public async Task Yesterdays_database_is_recognised_by_the_head_file()
    {
        await using TestNode node = TestNode.Create();
        (Outcome kept, byte[] file) = await RestoreYesterdayAsync(node, memoriesToo: false);
        await AssertQuarantineAsync(node, "rows were lost or rolled back", kept, file);
    }

    [Fact]
    public async Task A_lost_head_file_is_missed()
    {
        await using TestNode node = TestNode.Create();
        await node.StartAsync();
        Outcome kept = await IssueAsync(node, 0, FirstDay);
        byte[] file = await node.Client.PdfAsync(kept.Identifier!);
        await node.StopAsync();
        File.Delete(node.Options.HeadFile);
        await AssertQuarantineAsync(node, "the head file is missing", kept, file);
    }

    [Fact]
    public async Task A_lost_lock_file_is_missed()
    {
        await using TestNode node = TestNode.Create();
        await node.StartAsync();
        await IssueAsync(node, 0, FirstDay);
        await node.StopAsync();
        File.Delete(node.Options.LockFilePath);
        await AssertQuarantineAsync(node, "the lock file is empty or missing");
    }

    [ChainFact]
    public async Task Yesterdays_database_head_file_and_lock_file_together_are_recognised_by_the_chain()
    {
        using TestChain chain = await TestChain.StartAsync("ledger.example/sh");
        await using TestNode node = TestNode.Create(chain.Options, chain.Key);
        (Outcome kept, byte[] file) = await RestoreYesterdayAsync(node, memoriesToo: true);
        int anchors = (await chain.AnchoredSizesAsync()).Count;
        await AssertQuarantineAsync(node, "chain 202604, contract", kept, file);
        Assert.Equal(anchors, (await chain.AnchoredSizesAsync()).Count);
    }

    [ChainFact]
    public async Task A_restored_node_that_cannot_ask_the_chain_waits_and_signs_nothing_before_or_after_it_is_back()
    {
        using TestChain chain = await TestChain.StartAsync("ledger.example/sh");
        await using TestNode node = TestNode.Create(chain.Options, chain.Key);
        await RestoreYesterdayAsync(node, memoriesToo: true);
        IReadOnlyList<long> anchors = await chain.AnchoredSizesAsync();
        byte[] head = await File.ReadAllBytesAsync(node.Options.HeadFile);
        chain.Chain.Stop();
        node.Launch();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await node.AnswersAsync());
        Assert.Equal("waiting", await ModeAsync(node));
        Outcome refused = await node.Client.IssueAsync(200);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "waiting"), (refused.Status, refused.Problem));
        using HttpResponseMessage checkpoint = await node.Client.GetAsync("/log/checkpoint");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, checkpoint.StatusCode);

        await chain.Chain.StartAgainAsync();
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        while (await ModeAsync(node) == "waiting")
        {
            await Task.Delay(100, late.Token);
        }

        Assert.Equal("quarantined", await ModeAsync(node));
        await node.StopAsync(Refused);
        Assert.Equal(anchors, await chain.AnchoredSizesAsync());
        Assert.Equal(head, await File.ReadAllBytesAsync(node.Options.HeadFile));
        await AssertQuarantineAsync(node, "chain 202604, contract");
    }

    private static async Task<string> ModeAsync(TestNode node) => (await node.Client.JsonAsync("/health/ready"))["mode"]!.GetValue<string>();

    /// <summary>Works for two days, and comes back on the third with what was saved after the first.</summary>
    private static async Task<(Outcome Kept, byte[] File)> RestoreYesterdayAsync(TestNode node, bool memoriesToo)
    {
        await node.StartAsync();
        Outcome kept = await IssueAsync(node, 0, FirstDay);
        byte[] file = await node.Client.PdfAsync(kept.Identifier!);
        await node.StopAsync();
        FolderCopy.Make(node.Options.DatabaseFolder, node.Beside("saved"));
        FolderCopy.Make(Path.GetDirectoryName(node.Options.HeadFile)!, node.Beside("saved-head"));
        FolderCopy.Make(Path.GetDirectoryName(node.Options.LockFilePath)!, node.Beside("saved-lock"));
        await node.StartAsync();
        await IssueAsync(node, FirstDay, SecondDay);
        if (node.Options.Anchoring is not null)
        {
            await AnchoredAsync(node);
        }

        await node.StopAsync();
        FolderCopy.PutBack(node.Beside("saved"), node.Options.DatabaseFolder);
        if (memoriesToo)
        {
            FolderCopy.PutBack(node.Beside("saved-head"), Path.GetDirectoryName(node.Options.HeadFile)!);
            FolderCopy.PutBack(node.Beside("saved-lock"), Path.GetDirectoryName(node.Options.LockFilePath)!);
        }

        return (kept, file);
    }

    /// <summary>Starts the node: it has to say why it does not sign, and to sign nothing, while what only reads works.</summary>
    private static async Task AssertQuarantineAsync(TestNode node, string reason, Outcome? kept = null, byte[]? file = null)
    {
        byte[]? head = File.Exists(node.Options.HeadFile) ? await File.ReadAllBytesAsync(node.Options.HeadFile) : null;
        node.Launch();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await node.AnswersAsync());
        JsonNode ready = await node.Client.JsonAsync("/health/ready");
        Assert.Equal("quarantined", ready["mode"]!.GetValue<string>());
        Assert.Contains(reason, ready["english"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(reason, node.Run.Errors, StringComparison.Ordinal);
        for (int number = 0; number < FirstDay; number++)
        {
            Outcome refused = await node.Client.IssueAsync(100 + number);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "quarantined"), (refused.Status, refused.Problem));
        }

        foreach (string path in (string[])["/log/checkpoint", "/log/sm3/checkpoint", "/log/proof/0", $"/log/status/{new string('0', 64)}"])
        {
            using HttpResponseMessage answer = await node.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }

        if (kept is not null)
        {
            await AssertReadsAsync(node, kept, file!);
        }

        await node.StopAsync(Refused);
        Assert.Equal(head, File.Exists(node.Options.HeadFile) ? await File.ReadAllBytesAsync(node.Options.HeadFile) : null);
    }

    private static async Task AssertReadsAsync(TestNode node, Outcome kept, byte[] file)
    {
        using HttpResponseMessage licence = await node.Client.GetAsDepartmentAsync($"/api/v1/licences/{kept.Identifier}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, licence.StatusCode); // who reads cannot be recorded, so nothing personal is shown
        IReadOnlyList<byte[]> leaves = await node.Client.LeavesAsync(kept.Index + 1);
        Assert.Equal(EventType.Issue, EventLeaf.Parse(leaves[^1]).Type);
        using HttpResponseMessage tile = await node.Client.GetAsync(string.Create(
            CultureInfo.InvariantCulture, $"/log/tile/0/000.p/{Math.Min(LogProofs.TileWidth - 1, kept.Index + 1)}"));
        Assert.Equal(HttpStatusCode.OK, tile.StatusCode);
        Assert.True(tile.Headers.CacheControl!.NoStore);
        Assert.Equal("valid", (await node.Client.VerifyAsync(file))["conclusion"]!.GetValue<string>());
    }

    private static async Task<Outcome> IssueAsync(TestNode node, int first, int count)
    {
        Outcome last = await node.Client.IssueAsync(first);
        for (int number = first + 1; number < first + count; number++)
        {
            last = await node.Client.IssueAsync(number);
        }

        Assert.True(last.IsAcknowledged, $"{last}");
        return last;
    }

    private static async Task AnchoredAsync(TestNode node)
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        while ((await node.Client.JsonAsync("/api/v1/anchoring"))["state"]!.GetValue<string>() != "anchored")
        {
            await Task.Delay(100, late.Token);
        }
    }

    private static List<string> WriteAheadLogs(TestNode node) => [.. Directory.EnumerateFiles(node.Options.DatabaseFolder, "*.log")];

    private static byte[] Flip(byte[] bytes, int place)
    {
        byte[] flipped = [.. bytes];
        flipped[place] ^= 0x10;
        return flipped;
    }
}
