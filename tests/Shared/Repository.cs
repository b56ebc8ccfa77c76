namespace Ledger.Tests;

/// <summary>Where the source tree lies that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>Ledger.sln</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ledger.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Ledger.sln");
    }
}
