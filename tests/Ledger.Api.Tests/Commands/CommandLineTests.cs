using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Commands;

/// <summary>The program as people and scripts call it: its own process, its exit codes, its two streams.</summary>
public sealed class CommandLineTests(TestNode node) : IClassFixture<TestNode>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_arguments_it_lists_its_commands()
    {
        (int code, string output, string errors) = await RunAsync();
        Assert.Equal(0, code);
        Assert.Empty(errors);
        Assert.All(["demo", "serve", "verify", "audit", "certs"], command => Assert.Contains(command, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("verify")]
    [InlineData("verify", "a.pdf", "b.pdf")]
    [InlineData("verify", "a.pdf", "--nonsense")]
    [InlineData("serve")]
    [InlineData("demo", "--licences", "1")]
    [InlineData("demo", "--port", "many")]
    public async Task A_wrong_call_ends_with_64_and_says_why(params string[] arguments)
    {
        (int code, string output, string errors) = await RunAsync(arguments);
        Assert.Equal(64, code);
        Assert.Empty(output);
        Assert.Contains("--help", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_file_is_valid()
    {
        (int code, string output, _) = await RunAsync("verify", await FileAsync(), "--trust", node.TrustFolderPath, "--offline");
        Assert.Equal(0, code);
        Assert.Contains("有效", output, StringComparison.Ordinal);
        Assert.Contains("file-signature", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verdict_as_JSON_is_all_that_stands_on_standard_output()
    {
        (int code, string output, _) = await RunAsync("verify", await FileAsync(), "--trust", node.TrustFolderPath, "--json");
        JsonNode verdict = JsonNode.Parse(output)!;
        Assert.Equal(0, code);
        Assert.Equal("valid", verdict["conclusion"]!.GetValue<string>());
        Assert.All(verdict["checks"]!.AsArray(), check => Assert.NotNull(check!["compared"]!["chinese"]));
    }

    [Theory]
    [InlineData("2020-01-01", 1)]
    [InlineData("2999-12-31", 2)]
    [InlineData("1 January", 64)]
    public async Task A_file_is_judged_by_an_earlier_day(string at, int exitCode)
    {
        (int code, _, _) = await RunAsync("verify", await FileAsync(), "--trust", node.TrustFolderPath, "--offline", "--at", at);
        Assert.Equal(exitCode, code);
    }

    [Fact]
    public async Task A_changed_file_is_not_valid()
    {
        string file = await FileAsync();
        byte[] bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 3] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        (int code, string output, _) = await RunAsync("verify", file, "--trust", node.TrustFolderPath, "--json");
        Assert.Equal(1, code);
        Assert.Equal("not-valid", JsonNode.Parse(output)!["conclusion"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_file_of_somebody_elses_cannot_be_judged()
    {
        string file = _folder["note.pdf"];
        await File.WriteAllTextAsync(file, "This is a shopping list.");
        (int code, _, _) = await RunAsync("verify", file, "--trust", node.TrustFolderPath);
        Assert.Equal(2, code);
    }

    [Theory]
    [InlineData("absent.pdf", true)]
    [InlineData(".", true)]
    [InlineData("note.pdf", false)]
    public async Task What_cannot_be_read_is_wrong_usage(string file, bool trusted)
    {
        await File.WriteAllTextAsync(_folder["note.pdf"], "This is a shopping list.");
        (int code, string output, string errors) = await RunAsync(
            "verify", _folder[file], "--json", "--trust", trusted ? node.TrustFolderPath : _folder["absent"]);
        Assert.Equal(64, code);
        Assert.Empty(output);
        Assert.NotEmpty(errors);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal); // a sentence, no stack
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [typeof(Ledger.Api.Commands.ExitCode).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private async Task<string> FileAsync()
    {
        string identifier = (await node.Department.IssueAsync())["identifier"];
        Answer pdf = await node.Department.ReadAsync($"{Calls.Licences}/{identifier}/pdf");
        Assert.Equal(HttpStatusCode.OK, pdf.Status);
        string file = _folder["licence.pdf"];
        await File.WriteAllBytesAsync(file, pdf.Bytes);
        return file;
    }
}
