using System.Text;
using Ledger.Api.Commands;
using Ledger.Crypto.Transparency;

namespace Ledger.Api.Tests.Commands;

[Collection(BusyNodeTests.Name)]
public sealed class ProofCommandTests(BusyNode node)
{
    [Theory]
    [InlineData("0")]
    [InlineData("100")]
    [InlineData("258")]
    public async Task A_proof_is_verified_and_printed(string index)
    {
        CommandRun run = await ProveAsync(index, "--url", node.LogAddress, "--vkey", node.Ed25519);
        Assert.True(run.ExitCode == 0, run.ToString());
        TlogProof proof = TlogProof.Parse(Encoding.UTF8.GetBytes(run.Output));
        Assert.Equal(index, proof.Index.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Without_a_key_nobody_can_tell()
    {
        CommandRun run = await ProveAsync("3", "--url", node.LogAddress);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nobody checked", run.Errors, StringComparison.Ordinal);
        TlogProof.Parse(Encoding.UTF8.GetBytes(run.Output));
    }

    [Fact]
    public async Task Another_logs_key_does_not_verify()
    {
        using Crypto.Signing.Ed25519PrivateKey other = Crypto.Signing.Ed25519PrivateKey.Generate();
        CommandRun run = await ProveAsync("3", "--url", node.LogAddress, "--vkey", new NoteSigner(node.Origin, other).Verifier.ToString());
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_proven()
    {
        Assert.Equal(2, (await ProveAsync("1000000", "--url", node.LogAddress, "--vkey", node.Ed25519)).ExitCode);
        Assert.Equal(2, (await ProveAsync("3", "--url", "http://127.0.0.1:1/log", "--vkey", node.Ed25519)).ExitCode);
        Assert.Equal(64, (await ProveAsync("3", "--url", "here", "--vkey", node.Ed25519)).ExitCode);
        Assert.Equal(64, (await ProveAsync("3", "--url", node.LogAddress, "--vkey", node.Sm2)).ExitCode);
    }

    private static Task<CommandRun> ProveAsync(params string[] arguments) => CommandRun.OfAsync(ProofCommand.Create(), arguments);
}
