using System.Text.RegularExpressions;

namespace Ledger.Api.Tests;

/// <summary>Which folder of Ledger.Api may use which, read off the using lines of the source and of the pages.</summary>
public sealed partial class FolderRuleTests
{
    private const string Project = "Ledger.Api";

    // For all to use, lowest first: each may use those before it.
    private static readonly string[] Common = ["Documents", "Problems", "Security", "Tiles", "Uploads"];

    // They put the others together, and may use all but those behind them.
    private static readonly string[] Assembling = ["Holdings", "Portal", "Hosting", "Demo", "Bench", "Commands"];

    [Fact]
    public void A_folder_uses_none_beside_it_but_the_common_ones() =>
        Assert.Empty(Sources().SelectMany(file => Offences(file, File.ReadAllText(file))));

    [Theory]
    [InlineData("Licences", "using Ledger.Api.Parties;")]
    [InlineData("Log", "using static Ledger.Api.Verification.VerdictText;")]
    [InlineData("Problems", "using Ledger.Api.Security;")]
    [InlineData("Verification", "@using Ledger.Api.Portal")]
    [InlineData("Hosting", "using Ledger.Api.Commands;")]
    public void An_offence_is_seen(string folder, string source) => Assert.Single(Offences(Planted(folder), source));

    [Theory]
    [InlineData("Licences", "using Ledger.Api.Problems;")]
    [InlineData("Security", "using Ledger.Api.Problems;")]
    [InlineData("Commands", "using Ledger.Api.Hosting;")]
    public void What_is_allowed_is_no_offence(string folder, string source) => Assert.Empty(Offences(Planted(folder), source));

    private static IEnumerable<string> Offences(string file, string source)
    {
        string[] parts = Path.GetRelativePath(Path.Combine(Repository.Root, Project), file).Split(Path.DirectorySeparatorChar);
        if (parts.Length == 1)
        {
            yield break; // what lies beside the folders puts them together
        }

        foreach (string used in Used().Matches(source).Select(match => match.Groups[1].Value).Where(used => !May(parts[0], used)))
        {
            yield return $"{file}: {parts[0]} may not use {used}";
        }
    }

    private static bool May(string folder, string used) => used == folder || Rank(used) < Rank(folder);

    private static int Rank(string folder) =>
        Array.IndexOf(Common, folder) is >= 0 and int common ? common
        : Array.IndexOf(Assembling, folder) is >= 0 and int assembling ? Common.Length + 1 + assembling
        : Common.Length;

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, Project), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor");

    private static string Planted(string folder) => Path.Combine(Repository.Root, Project, folder, "Planted.cs");

    [GeneratedRegex(@"^@?(?:global )?using (?:static |\w+ = )?Ledger\.Api\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Used();
}
