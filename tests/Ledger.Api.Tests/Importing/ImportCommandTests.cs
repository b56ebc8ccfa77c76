using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Crash;

namespace Ledger.Api.Tests.Importing;

/// <summary>The command by which a department imports.</summary>
public sealed class ImportCommandTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task It_imports_a_file_lists_what_was_refused_and_tries_it_again()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["key"], "key-of-the-issuing-department\n");
        string[] lines = ImportCalls.Rows(5, out _).Split("\r\n");
        lines[2] = lines[2].Replace("12315", "x", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["rows.csv"], string.Join("\r\n", lines));

        string[] arguments = [.. Common(folder), "--file", folder["rows.csv"], "--errors", folder["errors.csv"], "--refused-rows", folder["refused.csv"], "--json"];
        (int exitCode, string output, string errors) = await ProgramRun.ToEndAsync(Patience, arguments);
        Assert.True(exitCode == 1, output + errors);
        JsonNode import = JsonNode.Parse(output)!;
        Assert.Equal((5L, 4L, 1L), import.AsObject().Counts());
        Assert.Contains("/fields/TSJB", await File.ReadAllTextAsync(folder["errors.csv"]), StringComparison.Ordinal);

        // Called once more, it finds the same import.
        (_, string again, _) = await ProgramRun.ToEndAsync(Patience, arguments);
        Assert.Equal((string)import["id"]!, (string)JsonNode.Parse(again)!["id"]!);

        string corrected = await File.ReadAllTextAsync(folder["refused.csv"]);
        await File.WriteAllTextAsync(folder["corrected.csv"], corrected.Replace(",x,", ",12315,", StringComparison.Ordinal));
        (exitCode, output, errors) = await ProgramRun.ToEndAsync(
            Patience, [.. Common(folder), "--retry", (string)import["id"]!, "--file", folder["corrected.csv"]]);
        Assert.True(exitCode == 0, output + errors);
    }

    [Theory]
    [InlineData("--authority", "11310107MBDEM00236", 1)] // another's name
    [InlineData("--node", "http://127.0.0.1:1", 69)]
    [InlineData("--node", "nowhere", 64)]
    [InlineData("--format", "xlsx", 1)]
    public async Task What_cannot_be_done_ends_with_its_exit_code(string option, string value, int expected)
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["key"], "key-of-the-issuing-department");
        await File.WriteAllTextAsync(folder["rows.csv"], "type,serial\r\nx,y\r\n");
        List<string> arguments = [.. Common(folder), "--format", "csv", "--file", folder["rows.csv"]];
        arguments[arguments.IndexOf(option) + 1] = value;
        (int exitCode, string output, string errors) = await ProgramRun.ToEndAsync(Patience, [.. arguments]);
        Assert.True(exitCode == expected, output + errors);
        Assert.NotEmpty(errors);
    }

    private string[] Common(TemporaryFolder folder) =>
    [
        "import", "--node", node.Address.ToString(), "--key-file", folder["key"], "--authority", DemoWorld.IssuingAuthority, "--operator", "clerk-1",
    ];
}
