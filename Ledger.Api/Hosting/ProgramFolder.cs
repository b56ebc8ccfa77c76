namespace Ledger.Api.Hosting;

/// <summary>Where the program's own files lie: fonts, the development chain.</summary>
internal static class ProgramFolder
{
    /// <summary>The folder that holds <c>node_modules</c>: named by <c>LEDGER_ROOT</c>, or found above the program.</summary>
    public static string Root { get; } = Find();

    /// <summary>Where the fonts lie.</summary>
    public static IReadOnlyList<string> FontFolders => [Path.Combine(Root, "node_modules"), "/usr/share/fonts"];

    /// <summary>The compiled anchor contract.</summary>
    public static string ContractFile => Path.Combine(Root, "Ledger.Node", "Anchoring", "contracts", "AnchorRegistry.json");

    /// <summary>The compiled trust registry.</summary>
    public static string TrustContractFile => Path.Combine(Root, "Ledger.Node", "Anchoring", "contracts", "TrustRegistry.json");

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("LEDGER_ROOT") is { Length: > 0 } named)
        {
            return named;
        }

        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ledger.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
