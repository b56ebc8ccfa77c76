using System.Text;
using Ledger.Api.Commands;
using Ledger.Api.Demo;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Api.Tests.Commands;

public sealed class KeysCommandTests : IDisposable
{
    private const string Passphrase = "a passphrase for this test\n";

    private static readonly DemoProvince Province = DemoWorld.Provinces[0];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_node_runs_on_the_keys_that_the_command_encrypted()
    {
        using (DemoPki pki = DemoPki.Create(_folder["pki"], DateTimeOffset.UtcNow))
        {
            pki.WriteNodeKeys(_folder["keys"], Province.Origin, Province.Operator);
            pki.WriteAuthorityKeys(_folder["keys"], DemoWorld.Authorities[0]);
        }

        PrivateFile.Create(_folder["pass"], Encoding.ASCII.GetBytes(Passphrase));
        CommandRun run = await CommandRun.OfAsync(KeysCommand.Create(), "encrypt", _folder["keys"], "--passphrase", _folder["pass"]);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal(0, KeyFolder.CountUnencrypted(_folder["keys"]));
        Assert.Equal(3, KeyFolder.CountUnencrypted(_folder["pki"]));

        NodeOptions options = new()
        {
            Folder = _folder.Path,
            Origin = Province.Origin,
            Province = Province.Name,
            Division = Province.Division,
            Listen = new Uri("http://127.0.0.1:8080"),
            PublicAddress = new Uri("http://127.0.0.1:8080"),
            KeyPassphrase = "pass",
        };
        await using (ProvinceNode node = await ProvinceNode.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None))
        {
            Assert.Equal(WriterMode.Writing, node.Ledger.State.Mode);
            Assert.NotNull(node.Ledger.Head);
        }

        // What the node itself made at its first start is encrypted as well.
        Assert.Equal(0, KeyFolder.CountUnencrypted(_folder["keys"]));
        Assert.True(File.Exists(_folder["keys/holder-secrets"]));
        await Assert.ThrowsAnyAsync<Exception>(() => ProvinceNode.OpenAsync(
            options with { KeyPassphrase = null }, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None));
    }

    [Theory]
    [InlineData("absent", 69)]
    [InlineData("open", 78)]
    [InlineData("short", 78)]
    [InlineData("credential:a/b", 64)]
    public async Task A_passphrase_that_cannot_be_taken_changes_nothing(string source, int exitCode)
    {
        using SoftwareKey key = Sm2PrivateKey.Generate();
        Directory.CreateDirectory(_folder["keys"]);
        SigningKeyFile.Save(_folder["keys/own.key"], key);
        byte[] before = await File.ReadAllBytesAsync(_folder["keys/own.key"]);
        await File.WriteAllTextAsync(_folder["open"], Passphrase);
        File.SetUnixFileMode(_folder["open"], UnixFileMode.UserRead | UnixFileMode.GroupRead);
        PrivateFile.Create(_folder["short"], "eleven byte"u8);

        string given = source.Contains(':', StringComparison.Ordinal) ? source : _folder[source];
        CommandRun run = await CommandRun.OfAsync(KeysCommand.Create(), "encrypt", _folder["keys"], "--passphrase", given);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder["keys/own.key"]));
    }

    [Fact]
    public async Task A_certification_request_is_printed_for_a_key()
    {
        using SoftwareKey key = Sm2PrivateKey.Generate();
        SigningKeyFile.Save(_folder["seal.key"], key);
        CommandRun run = await CommandRun.OfAsync(
            KeysCommand.Create(), "request", _folder.Path, "seal", "--organisation", "演示机构", "--code", "11310105MBDEM0015E", "--common-name", "电子证照专用章");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        CertificationRequest request = CertificationRequest.ParsePem(run.Output);
        Assert.True(request.IsSignedByItsKey);
        Assert.Equal("11310105MBDEM0015E", request.SubjectCode);
        run = await CommandRun.OfAsync(
            KeysCommand.Create(), "request", _folder.Path, "seal", "--organisation", "演示机构", "--code", "too short", "--common-name", "章");
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
    }

    public void Dispose() => _folder.Dispose();
}
