using System.Text.Json.Nodes;
using Ledger.Api.Commands;
using Ledger.Api.Verification;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Commands;

[Collection(BusyNodeTests.Name)]
public sealed class StatusCommandTests(BusyNode node)
{
    [Fact]
    public async Task A_handle_and_its_map_key_give_the_same_proven_status()
    {
        foreach (string name in (string[])[node.Revoked.Handle, node.Revoked.MapKey])
        {
            CommandRun run = await StatusAsync(node.TrustFolderPath, name, "--json");
            Assert.True(run.ExitCode == 0, run.ToString());
            JsonNode answer = JsonNode.Parse(run.Output)!;
            Assert.Equal("revoked", answer["status"]!.GetValue<string>());
            Assert.Equal(node.Revoked.MapKey, answer["mapKey"]!.GetValue<string>());
            Assert.Equal(["Issue", "Revoke"], answer["events"]!.AsArray().Select(e => e!["type"]!.GetValue<string>()));
            Assert.True(answer["isComplete"]!.GetValue<bool>());
        }
    }

    [Fact]
    public async Task A_status_is_printed_for_people()
    {
        CommandRun run = await StatusAsync(node.TrustFolderPath, node.Valid.Handle);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("有效 / valid", run.Output, StringComparison.Ordinal);
        Assert.Contains(node.Origin, run.Output, StringComparison.Ordinal);
        Assert.Contains("Issue", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("已终止 / ended", (await StatusAsync(node.TrustFolderPath, node.Revoked.Handle)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_status_has_words_of_its_own()
    {
        SubjectStatus?[] statuses = [null, .. Enum.GetValues<SubjectStatus>().Cast<SubjectStatus?>()];
        StatusWord[] words = [.. statuses.Select(StatusWord.Of), StatusWord.CannotTell];
        Assert.Equal(words.Length, words.Select(word => word.Code).Distinct().Count());
        Assert.Equal(words.Length, words.Select(word => word.Chinese).Distinct().Count());
        Assert.Equal(words, words.Select(word => StatusWord.OfCode(word.Code)));
        Assert.Equal(("disputed", "有效，异议处理中"), (StatusWord.Of(SubjectStatus.Disputed).Code, StatusWord.Of(SubjectStatus.Disputed).Chinese));
        Assert.Equal("suspended-disputed", StatusWord.Of(SubjectStatus.SuspendedDisputed).Code);
    }

    [Fact]
    public async Task A_handle_that_nobody_has_is_proven_absent()
    {
        CommandRun run = await StatusAsync(node.TrustFolderPath, new string('0', 32), "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("absent", JsonNode.Parse(run.Output)!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Trust_that_does_not_fit_proves_nothing()
    {
        using TemporaryFolder folder = new();
        using Ed25519PrivateKey ed25519 = Ed25519PrivateKey.Generate();
        using Sm2PrivateKey sm2 = Sm2PrivateKey.Generate();
        TrustedLog log = node.Node.Policy.Logs[0];
        NoteVerifier otherEd25519 = new NoteSigner(log.Origin, ed25519).Verifier;
        NoteVerifier otherSm2 = new NoteSigner(log.Sm2.Name, sm2).Verifier;
        TrustedLog otherLog = new(
            "ledger.example/other",
            new NoteSigner("ledger.example/other", ed25519).Verifier,
            new NoteSigner("ledger.example/other/sm3", sm2).Verifier,
            Address: null);
        foreach (TrustedLog wrong in (TrustedLog[])[log with { Ed25519 = otherEd25519 }, log with { Sm2 = otherSm2 }, otherLog])
        {
            TrustFolder.Save(folder.Path, node.Node.Policy with { Logs = [wrong] });
            CommandRun run = await StatusAsync(folder.Path, node.Valid.Handle);
            Assert.Equal((1, ""), (run.ExitCode, run.Output));
        }
    }

    [Fact]
    public async Task A_stale_answer_is_printed_but_not_relied_on()
    {
        using TemporaryFolder folder = new();
        TrustFolder.Save(folder.Path, node.Node.Policy with { MaximumAge = TimeSpan.FromSeconds(1) });
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        CommandRun run = await StatusAsync(folder.Path, node.Valid.Handle);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("too old to rely on", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_of_an_earlier_moment_follows_from_the_events_shown()
    {
        JsonNode now = JsonNode.Parse((await StatusAsync(node.TrustFolderPath, node.Revoked.Handle, "--json")).Output)!;
        string[] times = [.. now["events"]!.AsArray().Select(e => e!["time"]!.GetValue<string>())];
        Assert.Null(now["past"]);
        (string At, string Status, int ExitCode)[] expected =
        [
            ("2020-01-01", "absent", 0), (times[0], "valid", 0), (times[1], "revoked", 0),
            ("2999-12-31", "cannot-tell", 2), ("2999-12-31T00:00:00+08:00", "cannot-tell", 2),
        ];
        foreach ((string at, string status, int exitCode) in expected)
        {
            CommandRun run = await StatusAsync(node.TrustFolderPath, node.Revoked.Handle, "--at", at, "--json");
            Assert.Equal(exitCode, run.ExitCode);
            Assert.Equal(status, JsonNode.Parse(run.Output)!["past"]!["status"]!.GetValue<string>());
            Assert.Equal("revoked", JsonNode.Parse(run.Output)!["status"]!.GetValue<string>());
        }

        CommandRun printed = await StatusAsync(node.TrustFolderPath, node.Revoked.Handle, "--at", times[0]);
        Assert.StartsWith("有效 / valid", printed.Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "无法判定 / cannot tell", (await StatusAsync(node.TrustFolderPath, node.Revoked.Handle, "--at", "2999-12-31")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_below_the_quorum_of_the_trust_folder_is_printed_but_not_relied_on()
    {
        using TemporaryFolder folder = new();
        using Ed25519PrivateKey key = Ed25519PrivateKey.Generate();
        TlogPolicy witnesses = TlogPolicy.Parse(System.Text.Encoding.UTF8.GetBytes(
            $"witness js {new NoteCosigner("witness.example/js", key).Verifier}\nquorum js\n"));
        TrustFolder.Save(folder.Path, node.Node.Policy with { Logs = [node.Node.Policy.Logs[0] with { Witnesses = witnesses }] });
        CommandRun run = await StatusAsync(folder.Path, node.Valid.Handle);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("below quorum: cosigned by nobody; missing: js", run.Output, StringComparison.Ordinal);
        JsonNode answer = JsonNode.Parse((await StatusAsync(folder.Path, node.Valid.Handle, "--json")).Output)!;
        Assert.False(answer["hasQuorum"]!.GetValue<bool>());
        Assert.Equal(2, (await StatusAsync(folder.Path, node.Revoked.Handle, "--at", "2020-01-01")).ExitCode);
    }

    [Theory]
    [InlineData("2025-3-2")]
    [InlineData("2025-02-30")]
    [InlineData("2025-03-02T09:30")]
    [InlineData("2025-03-02T09:30:00")]
    [InlineData("yesterday")]
    public async Task A_moment_is_written_in_one_way(string at)
    {
        CommandRun run = await StatusAsync(node.TrustFolderPath, node.Valid.Handle, "--at", at);
        Assert.Equal((64, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Wrong_use_and_silence_are_told_apart()
    {
        Assert.Equal(64, (await StatusAsync(node.TrustFolderPath, "xyz")).ExitCode);
        Assert.Equal(64, (await StatusAsync(node.TrustFolderPath, "00")).ExitCode);
        Assert.Equal(64, (await StatusAsync("/nowhere", node.Valid.Handle)).ExitCode);
        CommandRun silent = await CommandRun.OfAsync(
            StatusCommand.Create(), node.Valid.Handle, "--url", "http://127.0.0.1:1", "--trust", node.TrustFolderPath);
        Assert.Equal(2, silent.ExitCode);
    }

    private Task<CommandRun> StatusAsync(string trust, params string[] arguments) =>
        CommandRun.OfAsync(StatusCommand.Create(), [.. arguments, "--url", node.Address, "--trust", trust]);
}
