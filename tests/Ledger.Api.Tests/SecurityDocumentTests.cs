using System.Globalization;
using System.Text.RegularExpressions;

namespace Ledger.Api.Tests;

/// <summary>Keeps docs/security/asvs.md true: what it names exists, each requirement stands there once, and its numbers are those of its rows.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "security", "asvs.md"));

    [Fact]
    public void Every_test_and_file_that_it_names_exists()
    {
        string[] rows = [.. Rows("Met")];
        Assert.NotEmpty(rows);
        foreach (string row in rows)
        {
            string[] named = [.. Name().Matches(row.Split('|')[3]).Select(match => match.Groups[1].Value)];
            Assert.True(named.Length > 0, $"Nothing shows {row}");
            Assert.All(named, name => Assert.True(Exists(name), $"{name}, of {row}"));
        }
    }

    [Fact]
    public void Each_requirement_stands_there_once_and_they_are_as_many_as_it_says()
    {
        string[] all = [.. ((string[])["Met", "Gaps", "Not applicable"]).SelectMany(Ids)];
        Assert.Equal(all.Distinct().Count(), all.Length);
        string text = string.Join('\n', Lines);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"has {all.Length} requirements"), text, StringComparison.Ordinal);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"Met: {Ids("Met").Count()}. Gaps: {Ids("Gaps").Count()}. Not applicable: {Ids("Not applicable").Count()}."),
            text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(string section) =>
        Rows(section).SelectMany(row => row.Split('|')[1].Split(',')).Select(id => id.Trim());

    private static IEnumerable<string> Rows(string section) => Lines.SkipWhile(line => line != $"## {section}").Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);

    // A test is named by its file below tests/, and by its method where one is meant.
    private static bool Exists(string name)
    {
        if (!TestName().IsMatch(name))
        {
            return Path.Exists(Path.Combine(Repository.Root, name));
        }

        string[] parts = name.Split('/');
        string[] last = parts[^1].Split('.');
        string file = Path.Combine([Repository.Root, "tests", .. parts[..^1], last[0] + ".cs"]);
        return File.Exists(file) && (last.Length == 1 || File.ReadAllText(file).Contains($" {last[1]}(", StringComparison.Ordinal));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^Ledger\.\w+\.Tests/")]
    private static partial Regex TestName();
}
