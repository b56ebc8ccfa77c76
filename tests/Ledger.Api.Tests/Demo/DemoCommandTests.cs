using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.Crash;

namespace Ledger.Api.Tests.Demo;

[Collection(AfterDemo.Name)]
public sealed class DemoCommandTests(DemoRun run)
{
    private const int WrongUsage = 64;
    private const int Unavailable = 69;

    [Fact]
    public void All_of_it_holds_and_standard_output_is_one_JSON_object()
    {
        JsonNode report = JsonNode.Parse(run.Second, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = false })!;
        Assert.True(report["held"]!.GetValue<bool>());
        Assert.Equal(DemoRun.Licences, report["licences"]!.GetValue<int>());
        string[] steps = [.. report["steps"]!.AsArray().Select(step => step!["name"]!.GetValue<string>())];
        Assert.Equal(
            [
                "issued", "anchored", "cosigned", "used-in-jiangsu", "stories", "files", "verified-in-jiangsu", "anchor-compared", "verified-offline", "audited-from-mirror",
                "tampered",
                "before-revocation", "after-revocation",
            ],
            steps);
        Assert.All(report["steps"]!.AsArray(), step => Assert.True(step!["held"]!.GetValue<bool>()));
    }

    [Fact]
    public void It_replaces_an_earlier_demonstration()
    {
        Assert.Equal(DemoRun.FirstLicences, JsonNode.Parse(run.First)!["licences"]!.GetValue<int>());
        Assert.Equal(DemoRun.Licences, Directory.GetFiles(Path.Combine(run.Folder, "pdf"), "*.pdf").Length);
        Assert.NotEqual(run.FirstRoot, File.ReadAllBytes(Path.Combine(run.Folder, "pki", "sm2-root.crt")));
    }

    [Fact]
    public void What_it_leaves_holds_no_private_key_that_others_may_read()
    {
        string[] keys = [.. Directory.EnumerateFiles(run.Folder, "*.key", SearchOption.AllDirectories)];
        Assert.NotEmpty(keys);
        Assert.All(keys, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.DoesNotContain(keys, file => file.StartsWith(Path.Combine(run.Folder, "trust"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_with_anything_else_in_it_is_refused_and_left_alone()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["thesis.txt"], "the only copy");
        (int exitCode, string output, string errors) = await DemoRun.RunAsync(folder.Path, Ports.Find(1, 10, 11, 12), 2);
        Assert.Equal((WrongUsage, ""), (exitCode, output));
        Assert.Contains(folder.Path, errors, StringComparison.Ordinal);
        Assert.Equal([folder["thesis.txt"]], Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal("the only copy", await File.ReadAllTextAsync(folder["thesis.txt"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    public async Task A_taken_port_is_said_and_nothing_is_left_running(int distance)
    {
        using TemporaryFolder folder = new();
        int port = Ports.Find(1, 10, 11, 12);
        using TcpListener other = new(IPAddress.Loopback, port + distance);
        other.Start();
        (int exitCode, string output, string errors) = await DemoRun.RunAsync(folder["demo"], port, 2);
        Assert.True(exitCode == Unavailable, $"Exit code {exitCode}: {errors}");
        Assert.Equal("", output);
        Assert.Contains($"{port + distance}", errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
        other.Stop();
        Assert.All([port, port + 1, port + 10, port + 11, port + 12], place => Assert.True(Ports.IsFree(place), $"Something still listens on {place}."));
    }
}
