using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Storage;

/// <summary>
/// A database without rows, made once and copied for tests that need a new one: for every column that it makes the library writes the settings of all of
/// them and reads them again, which takes half a second.
/// </summary>
internal static class EmptyDatabase
{
    // The library makes these two anew.
    private static readonly string[] Left = ["LOCK", "LOG"];

    private static readonly Lazy<string> Made = new(Make);

    /// <summary>Puts one where no folder is yet.</summary>
    /// <param name="folder">What will be opened as a database.</param>
    /// <returns>The folder.</returns>
    public static string PutInto(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            foreach (string file in Directory.EnumerateFiles(Made.Value).Where(file => !Left.Contains(Path.GetFileName(file))))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }
        }

        return folder;
    }

    private static string Make()
    {
#pragma warning disable CA2000 // Lives as long as the process.
        TemporaryFolder folder = new();
#pragma warning restore CA2000
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        StateStore.Open(new StoreOptions { Folder = folder["database"] }).Dispose();
        return folder["database"];
    }
}
