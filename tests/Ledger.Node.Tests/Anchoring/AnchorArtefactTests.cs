using System.Diagnostics;
using Ledger.Node.Anchoring;

namespace Ledger.Node.Tests.Anchoring;

public sealed class AnchorArtefactTests
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "Ledger.Node", "Anchoring", "contracts");

    public static string Committed { get; } = Path.Combine(Folder, "AnchorRegistry.json");

    [ChainFact]
    public async Task Compiling_again_gives_the_committed_bytes()
    {
        using TemporaryFolder folder = new();
        ProcessStartInfo start = new("node") { RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Folder, "compile.cjs"));
        start.ArgumentList.Add(folder["again.json"]);
        using Process compiler = Process.Start(start)!;
        string errors = await compiler.StandardError.ReadToEndAsync();
        await compiler.WaitForExitAsync();

        Assert.True(compiler.ExitCode == 0, errors);
        Assert.Equal(await File.ReadAllTextAsync(Committed), await File.ReadAllTextAsync(folder["again.json"]));
    }

    [Fact]
    public void The_committed_contract_needs_nothing_newer_than_London()
    {
        string text = File.ReadAllText(Committed);

        Assert.Contains("\"evmVersion\": \"london\"", text, StringComparison.Ordinal);
        Assert.NotEmpty(AnchorArtefact.Load(Committed).DeployedBytecode.ToArray());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("{\"bytecode\":1,\"deployedBytecode\":\"0x\",\"solc\":\"\"}")]
    public void Another_file_is_refused(string content)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["other.json"], content);

        Assert.Throws<FormatException>(() => AnchorArtefact.Load(folder["other.json"]));
    }
}
