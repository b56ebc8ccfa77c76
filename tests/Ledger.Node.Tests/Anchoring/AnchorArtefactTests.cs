using System.Diagnostics;
using Ledger.Node.Anchoring;

namespace Ledger.Node.Tests.Anchoring;

public sealed class AnchorArtefactTests
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "Ledger.Node", "Anchoring", "contracts");

    public static string Committed { get; } = Path.Combine(Folder, "AnchorRegistry.json");

    public static string CommittedTrust { get; } = Path.Combine(Folder, "TrustRegistry.json");

    [ChainFact]
    public async Task Compiling_again_gives_the_committed_bytes()
    {
        using TemporaryFolder folder = new();
        ProcessStartInfo start = new("node") { RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Folder, "compile.cjs"));
        start.ArgumentList.Add(folder.Path);
        using Process compiler = Process.Start(start)!;
        string errors = await compiler.StandardError.ReadToEndAsync();
        await compiler.WaitForExitAsync();

        Assert.True(compiler.ExitCode == 0, errors);
        foreach (string committed in (string[])[Committed, CommittedTrust])
        {
            Assert.Equal(await File.ReadAllTextAsync(committed), await File.ReadAllTextAsync(folder[Path.GetFileName(committed)]));
        }
    }

    [Fact]
    public void The_committed_contract_needs_nothing_newer_than_London()
    {
        foreach (string committed in (string[])[Committed, CommittedTrust])
        {
            Assert.Contains("\"evmVersion\": \"london\"", File.ReadAllText(committed), StringComparison.Ordinal);
            Assert.NotEmpty(AnchorArtefact.Load(committed).DeployedBytecode.ToArray());
        }
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
