using System.Net;
using System.Net.Sockets;

namespace Ledger.Api.Tests.Crash;

/// <summary>A node that cannot start says in one sentence why, and what to do.</summary>
[Collection(OneAtATime.Name)]
public sealed class RefusedStartTests
{
    private const int Unavailable = 69;
    private const int Refused = 78;

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_told_that_the_database_is_in_use()
    {
        await using TestNode node = TestNode.Create();
        await node.StartAsync();
        (int exitCode, _, string errors) = await ProgramRun.ToEndAsync(TimeSpan.FromSeconds(30), "serve", "--data", node.Folder);
        AssertSentence(Unavailable, exitCode, errors.Trim(), "in use by another process");
        Assert.Equal(HttpStatusCode.OK, await node.Client.ReadyAsync());

        (exitCode, _, errors) = await ProgramRun.ToEndAsync(TimeSpan.FromSeconds(30), "audit", "--data", node.Folder);
        AssertSentence(Unavailable, exitCode, errors.Trim(), "in use by another process");
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        await using TestNode node = TestNode.Create();
        using TcpListener other = new(IPAddress.Loopback, node.Address.Port);
        other.Start();
        (int exitCode, string said) = await node.RefusalAsync();
        AssertSentence(Unavailable, exitCode, said, node.Address.ToString());
        Assert.Contains("in use by another program", said, StringComparison.Ordinal);
    }

    [RootTheory]
    [InlineData("librocksdb.so.7.8", "librocksdb7.8")]
    [InlineData("libsecp256k1.so.1", "libsecp256k1-1")]
    public async Task A_missing_library_is_named_with_its_Debian_package(string library, string package)
    {
        using Ledger.Crypto.Signing.Secp256k1Key key = Ledger.Crypto.Signing.Secp256k1Key.Generate();
        await using TestNode node = TestNode.Create(TestChain.Nowhere, key);
        string script = $"for F in /usr/lib/*/{library}*; do mount --bind /dev/null \"$F\"; done; exec \"$0\" \"$@\"";
        (int exitCode, string said) = await node.RefusalAsync("unshare", "--mount", "sh", "-c", script);
        AssertSentence(Unavailable, exitCode, said, package);
    }

    [Theory]
    [InlineData("\"origin\": \"ledger.example/sh\",", "", "origin")]
    [InlineData("\"province\"", "\"provinz\"", "provinz")]
    [InlineData("http://127.0.0.1", "http://0.0.0.0", "listen")]
    [InlineData("http://127.0.0.1", "127", "listen")]
    [InlineData("\"keySha256\": \"", "\"keySha256\": \"x", "keySha256")]
    [InlineData("{", "{{", "node.json")]
    public async Task A_wrong_setting_is_named(string right, string wrong, string named)
    {
        await using TestNode node = TestNode.Create();
        string file = Path.Combine(node.Folder, "node.json");
        string settings = await File.ReadAllTextAsync(file);
        Assert.Contains(right, settings, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, settings.Replace(right, wrong, StringComparison.Ordinal));
        (int exitCode, string said) = await node.RefusalAsync();
        AssertSentence(Refused, exitCode, said, named);
        Assert.Contains("node.json", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_settings_is_refused()
    {
        using TemporaryFolder folder = new();
        (int exitCode, _, string errors) = await ProgramRun.ToEndAsync(TimeSpan.FromSeconds(30), "serve", "--data", folder["absent"]);
        AssertSentence(Refused, exitCode, errors.Trim(), "node.json");
    }

    [Theory]
    [InlineData("log-ed25519.key")]
    [InlineData("log-sm2.key")]
    [InlineData("authorities/11310105MBDEM0015E/seal.key")]
    [InlineData("anchor.key")]
    public async Task A_private_key_that_others_may_read_is_refused(string name)
    {
        using Ledger.Crypto.Signing.Secp256k1Key key = Ledger.Crypto.Signing.Secp256k1Key.Generate();
        await using TestNode node = TestNode.Create(TestChain.Nowhere, key);
        string file = Path.Combine(node.KeyFolder, name);
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.OtherRead);
        (int exitCode, string said) = await node.RefusalAsync();
        AssertSentence(Refused, exitCode, said, file);
        Assert.Contains("chmod 600", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log-ed25519.key", "nothing")]
    [InlineData("authorities/11310105MBDEM0015E/signing.key", "-----BEGIN " + "PRIVATE KEY-----\nAAAA\n-----END " + "PRIVATE KEY-----\n")]
    [InlineData("anchor.key", "00")]
    public async Task A_damaged_key_is_refused(string name, string content)
    {
        using Ledger.Crypto.Signing.Secp256k1Key key = Ledger.Crypto.Signing.Secp256k1Key.Generate();
        await using TestNode node = TestNode.Create(TestChain.Nowhere, key);
        await File.WriteAllTextAsync(Path.Combine(node.KeyFolder, name), content);
        (int exitCode, string said) = await node.RefusalAsync();
        AssertSentence(Refused, exitCode, said, "key");
    }

    private static void AssertSentence(int expected, int exitCode, string said, string named)
    {
        Assert.True(exitCode == expected, $"Exit code {exitCode}: {said}");
        Assert.Contains(named, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.True(said.Split('\n').Length == 1, $"More than one line: {said}");
    }
}
