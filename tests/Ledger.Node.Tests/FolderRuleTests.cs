using System.Text.RegularExpressions;

namespace Ledger.Node.Tests;

/// <summary>Which folder may use which, read off the using lines of the source.</summary>
public sealed partial class FolderRuleTests
{
    // Lowest first: a folder may use those before it in its list, never those behind.
    private static readonly string[] Node =
    [
        "Outgoing", "Storage", "Log", "Parties", "Auditing", "Seals", "TimeStamps", "Catalogue", "Security", "Licences", "SignIn", "Importing", "Composites", "Comparisons", "Migrations", "Copies", "Presentations", "Materials", "Renewals", "Inspections", "Consents", "Holdings", "Reconciliation",
        "Objections", "Exchange", "Anchoring", "Federation", "Archive", "Insight",
    ];

    private static readonly string[] Crypto =
    [
        "Native", "Hashing", "Encoding", "Ciphers", "Curves", "Signing", "HttpSignatures", "Certificates", "Envelopes", "TimeStamps", "ESeals", "Merkle", "Transparency", "Verification", "Presentations",
        "Others", "Receipts",
    ];

    [Fact]
    public void A_folder_of_the_node_uses_only_those_listed_before_it() =>
        Assert.Empty(Sources("Ledger.Node").SelectMany(file => Offences("Ledger.Node", Node, file, File.ReadAllText(file))));

    [Fact]
    public void A_folder_of_the_cryptography_uses_only_those_listed_before_it() =>
        Assert.Empty(Sources("Ledger.Crypto").SelectMany(file => Offences("Ledger.Crypto", Crypto, file, File.ReadAllText(file))));

    [Theory]
    [InlineData("Ledger.Crypto", "Ledger.Node")]
    [InlineData("Ledger.Crypto", "Ledger.Api")]
    [InlineData("Ledger.Node", "Ledger.Api")]
    public void A_project_does_not_use_one_above_it(string project, string above) =>
        Assert.DoesNotContain(Sources(project), file => File.ReadAllText(file).Contains($"{above}.", StringComparison.Ordinal));

    [Fact]
    public void Only_the_state_store_names_the_database_library() =>
        Assert.All(
            Projects.SelectMany(Sources).Where(file => File.ReadAllText(file).Contains("rocksdb", StringComparison.OrdinalIgnoreCase)),
            file => Assert.StartsWith("StateStore", Path.GetFileName(file), StringComparison.Ordinal));

    [Theory]
    [InlineData("Storage", "using Ledger.Node.Log;")]
    [InlineData("Log", "using static Ledger.Node.Licences.Licence;")]
    [InlineData("Log", "using Row = Ledger.Node.Parties.Row;")]
    [InlineData("Unlisted", "")]
    public void An_offence_is_seen(string folder, string source)
    {
        string file = Path.Combine(Repository.Root, "Ledger.Node", folder, "Planted.cs");
        Assert.Single(Offences("Ledger.Node", Node, file, source));
    }

    private static string[] Projects => ["Ledger.Crypto", "Ledger.Node", "Ledger.Api"];

    private static IEnumerable<string> Offences(string project, string[] layers, string file, string source)
    {
        string[] parts = Path.GetRelativePath(Path.Combine(Repository.Root, project), file).Split(Path.DirectorySeparatorChar);
        if (parts.Length == 1)
        {
            yield break; // what lies beside the folders puts them together
        }

        int rank = Array.IndexOf(layers, parts[0]);
        if (rank < 0)
        {
            yield return $"{file}: {parts[0]} is not in the list of folders";
        }

        foreach (Match used in Used().Matches(source).Where(match => match.Groups[1].Value == project))
        {
            if (Array.IndexOf(layers, used.Groups[2].Value) > rank)
            {
                yield return $"{file}: {parts[0]} may not use {used.Groups[2].Value}";
            }
        }
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"^(?:global )?using (?:static |\w+ = )?(Ledger\.\w+)\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Used();
}
