using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Api.Commands;
using Ledger.Crypto.Transparency;

namespace Ledger.Api.Tests.Commands;

[Collection(BusyNodeTests.Name)]
public sealed class AuditCommandTests(BusyNode node)
{
    private const int Wrong = 1;
    private const int CannotTell = 2;
    private const int WrongUsage = 64;

    [Fact]
    public async Task A_served_log_adds_up()
    {
        CommandRun run = await AuditAsync("--url", node.LogAddress, "--vkey", node.Sm2, "--vkey", node.Ed25519, "--sm3", "--json");
        Assert.Equal(0, run.ExitCode);
        JsonNode report = JsonNode.Parse(run.Output)!;
        Assert.Equal("consistent", report["conclusion"]!.GetValue<string>());
        Assert.Equal(node.Size, report["leaves"]!.GetValue<long>());
        Assert.Equal(BusyNode.Licences, report["events"]!["Issue"]!.GetValue<long>());
        Assert.Equal(1, report["events"]!["Revoke"]!.GetValue<long>());
        Assert.Equal(node.Node.Node.Ledger.Head!.MapCommit.MapRoot.ToBase64(), report["mapRoot"]!.GetValue<string>());
        Assert.Equal(node.Node.Node.Ledger.Head!.Checkpoint.Root.ToBase64(), report["sha256Root"]!.GetValue<string>());
        Assert.Equal(node.Node.Node.Ledger.Head!.Sm3Root.ToBase64(), report["sm3Root"]!.GetValue<string>());
        Assert.True(report["twinChecked"]!.GetValue<bool>());
        Assert.Null(report["difference"]);
    }

    [Fact]
    public async Task A_copied_log_adds_up_and_says_what_it_left_out()
    {
        CommandRun run = await AuditAsync("--dir", await node.CopyAsync(), "--vkey", node.Ed25519);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(node.Size.ToString(CultureInfo.InvariantCulture) + " leaves", run.Output, StringComparison.Ordinal);
        Assert.Contains("not compared: no key of the twin given", run.Output, StringComparison.Ordinal);
        Assert.Contains("✔", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_byte_in_any_file_of_a_copy_is_found()
    {
        string copy = await node.CopyAsync();
        string[] files = Directory.GetFiles(copy, "*", SearchOption.AllDirectories);
        Assert.True(files.Length >= 10, string.Join('\n', files));
        foreach (string file in files)
        {
            byte[] bytes = await File.ReadAllBytesAsync(file);
            byte[] changed = [.. bytes];
            changed[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(file, changed);
            CommandRun run = await AuditAsync("--dir", copy, "--vkey", node.Ed25519, "--vkey", node.Sm2);
            Assert.True(run.ExitCode == Wrong, $"{file}: {run}");
            await File.WriteAllBytesAsync(file, bytes);
        }
    }

    [Fact]
    public async Task A_part_that_cannot_be_read_leaves_the_question_open()
    {
        string copy = await node.CopyAsync();
        File.Delete(Path.Combine(copy, TilePath.Tile(0, 0, 256)));
        CommandRun run = await AuditAsync("--dir", copy, "--vkey", node.Ed25519, "--json");
        Assert.Equal(CannotTell, run.ExitCode);
        Assert.Equal("cannot-tell", JsonNode.Parse(run.Output)!["conclusion"]!.GetValue<string>());
        await File.WriteAllBytesAsync(Path.Combine(copy, TilePath.Tile(0, 0, 256)), new byte[8193]);
        Assert.Equal(CannotTell, (await AuditAsync("--dir", copy, "--vkey", node.Ed25519)).ExitCode);
        Assert.Equal(CannotTell, (await AuditAsync("--url", "http://127.0.0.1:1/log", "--vkey", node.Ed25519)).ExitCode);
        Assert.Equal(CannotTell, (await AuditAsync("--url", node.Address, "--vkey", node.Ed25519)).ExitCode);
    }

    [Fact]
    public async Task Another_key_is_not_believed()
    {
        using Crypto.Signing.Ed25519PrivateKey other = Crypto.Signing.Ed25519PrivateKey.Generate();
        string key = new NoteSigner(node.Origin, other).Verifier.ToString();
        CommandRun run = await AuditAsync("--url", node.LogAddress, "--vkey", key);
        Assert.Equal(Wrong, run.ExitCode);
        Assert.Contains("signed by the key", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_use_is_told_from_a_wrong_log()
    {
        Assert.Equal(WrongUsage, (await AuditAsync("--url", node.LogAddress, "--vkey", "nonsense")).ExitCode);
        Assert.Equal(WrongUsage, (await AuditAsync("--url", node.LogAddress, "--vkey", node.Sm2)).ExitCode);
        Assert.Equal(WrongUsage, (await AuditAsync("--url", node.LogAddress, "--vkey", node.Ed25519, "--sm3")).ExitCode);
        Assert.Equal(WrongUsage, (await AuditAsync("--url", "file:///etc", "--vkey", node.Ed25519)).ExitCode);
        Assert.NotEmpty(AuditCommand.Create().Parse(["--vkey", node.Ed25519]).Errors);
        Assert.NotEmpty(AuditCommand.Create().Parse(["--url", node.LogAddress]).Errors);
        Assert.NotEmpty(AuditCommand.Create().Parse(["--url", node.LogAddress, "--dir", ".", "--vkey", node.Ed25519]).Errors);
        Assert.NotEmpty(AuditCommand.Create().Parse(["--data", ".", "--vkey", node.Ed25519]).Errors);
        Assert.Empty(AuditCommand.Create().Parse(["--data", "."]).Errors);
    }

    private static Task<CommandRun> AuditAsync(params string[] arguments) => CommandRun.OfAsync(AuditCommand.Create(), arguments);
}
