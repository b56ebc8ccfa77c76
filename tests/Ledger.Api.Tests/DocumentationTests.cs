using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Storage;

namespace Ledger.Api.Tests;

/// <summary>Keeps the documents true: what they list is what the program has.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] DocumentedFolders = ["docs", "certs", "Ledger.Crypto", "Ledger.Node", "Ledger.Api"];

    [Fact]
    public void The_interface_document_lists_exactly_the_permission_table()
    {
        string[] expected = [.. PermissionTable.Rows.Select(row => string.Join(
            " | ",
            $"| {row.Method}",
            $"`{row.Route}`",
            row.Callers,
            row.MaximumBodyBytes == 0 ? "none" : $"{row.MaximumBodyBytes / 1024} KiB",
            $"{row.Sentence} |"))];
        string[] found = [.. Lines("docs/api.md").Where(line => EndpointLine().IsMatch(line))];
        Assert.True(
            expected.SequenceEqual(found),
            $"docs/api.md should list:\n{string.Join('\n', expected)}\nbut lists:\n{string.Join('\n', found)}");
    }

    [Fact]
    public void The_error_document_lists_exactly_the_codes_and_their_status()
    {
        IEnumerable<(string Code, string Status)> refusals = Enum.GetValues<LedgerError>()
            .Select(error => ProblemResults.Of(new LedgerException(error, "", "")))
            .Select(problem => (problem.Code, $"{problem.Status}"));
        IEnumerable<(string Code, string Status)> others = Enumerable.Range(400, 101)
            .Select(ProblemResults.OfStatus)
            .GroupBy(problem => problem.Code, problem => problem.Status)
            .Select(group => (group.Key, group.Count() == 1 ? $"{group.Single()}" : "other 4xx"));
        (string, string)[] expected = [.. refusals.Concat(others).Distinct().Order()];
        (string, string)[] found = [.. Lines("docs/errors.md")
            .Select(line => CodeLine().Match(line))
            .Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value))
            .Order()];
        Assert.Equal(expected, found);
    }

    [Fact]
    public void The_architecture_document_says_of_every_column_whether_replay_rebuilds_it()
    {
        (string, string)[] expected = [.. ColumnRules.All
            .Select(column => (column.ToString(), column.IsLocal() ? "local" : column.IsDerived() ? "derived" : "log"))
            .Order()];
        (string, string)[] found = [.. Lines("docs/architecture.md")
            .Select(line => ColumnLine().Match(line))
            .Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value))
            .Order()];
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Every_package_that_is_used_has_its_reason_among_the_decisions()
    {
        string decisions = string.Concat(Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs", "decisions"), "*.md").Select(File.ReadAllText));
        IEnumerable<string> nuget = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value);
        IEnumerable<string> npm = NpmPackage().Matches(Text("package.json")).Select(match => match.Groups[1].Value);
        IEnumerable<string> debian = DebianPackages().Matches(Text("ledger"))
            .SelectMany(match => match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        string[] unexplained =
            [.. nuget.Concat(npm).Concat(debian).Where(package => !decisions.Contains($"`{package}`", StringComparison.Ordinal))];
        Assert.Empty(unexplained);
    }

    [Fact]
    public void Every_link_in_the_documents_leads_to_a_file()
    {
        string[] broken =
        [
            .. Documents().SelectMany(document => Link().Matches(File.ReadAllText(document))
                .Select(match => match.Groups[1].Value.Split('#')[0])
                .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
                .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target)))
                .Select(target => $"{document}: {target}")),
        ];
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_file_that_the_standards_document_names_exists()
    {
        string[] named = [.. SourceFile().Matches(Text("docs/standards.md")).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
    }

    [Fact]
    public void No_document_names_a_place_on_one_persons_machine() =>
        Assert.DoesNotContain(Documents(), document => MachinePlace().IsMatch(File.ReadAllText(document)));

    [Fact]
    public void Documents_write_licence_with_a_c() =>
        Assert.DoesNotContain(Documents(), document => File.ReadAllText(document).Contains("license", StringComparison.Ordinal));

    [Fact]
    public void Both_introductions_have_the_same_commands()
    {
        string[] english = [.. Commands("README.md")];
        string[] chinese = [.. Commands("README.zh-CN.md")];
        Assert.NotEmpty(english);
        Assert.Equal(english, chinese);
    }

    [Fact]
    public void Every_decision_is_in_their_list()
    {
        string list = Text("docs/decisions/README.md");
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "decisions"), "0*.md"),
            file => Assert.Contains($"]({Path.GetFileName(file)})", list, StringComparison.Ordinal));
    }

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    private static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Repository.Root, path));

    /// <summary>What stands in code blocks, without comments and words in angle brackets, which are translated.</summary>
    private static IEnumerable<string> Commands(string path) => Fence().Matches(Text(path))
        .SelectMany(match => match.Groups[1].Value.Split('\n'))
        .Select(line => Comment().Replace(line, ""))
        .Where(line => line.Length > 0);

    private static IEnumerable<string> Documents() =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md"),
        .. DocumentedFolders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)),
    ];

    [GeneratedRegex(@"^\| (GET|POST|PUT|PATCH|DELETE) \|")]
    private static partial Regex EndpointLine();

    [GeneratedRegex(@"^\| `([a-z-]+)` \| ([^|]+) \|")]
    private static partial Regex CodeLine();

    [GeneratedRegex(@"^\| `([A-Z]\w+)` \|.*\| (local|derived|log) \|$")]
    private static partial Regex ColumnLine();

    [GeneratedRegex("""^\s+"([@a-z/0-9-]+)": "\d""", RegexOptions.Multiline)]
    private static partial Regex NpmPackage();

    [GeneratedRegex(@"^(?:test_)?packages=\(([^)]*)\)", RegexOptions.Multiline)]
    private static partial Regex DebianPackages();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:Ledger\.\w+|tests|certs|docs)/[^`*]+)`")]
    private static partial Regex SourceFile();

    [GeneratedRegex(@"(?<![\w.:/~])/(home|root|tmp|work|mnt|Users)/")]
    private static partial Regex MachinePlace();

    [GeneratedRegex(@"^```\w*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\s+#.*|<[^>]*>")]
    private static partial Regex Comment();
}
