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
