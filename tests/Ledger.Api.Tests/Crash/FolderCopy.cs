namespace Ledger.Api.Tests.Crash;

/// <summary>Copies of a node's folders, as an operator's backup makes and restores them.</summary>
internal static class FolderCopy
{
    /// <summary>Copies a folder with all below it to a place where nothing is.</summary>
    public static void Make(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.EnumerateDirectories(from))
        {
            Make(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    /// <summary>Puts a copy in the place of a folder.</summary>
    public static void PutBack(string from, string to)
    {
        Directory.Delete(to, recursive: true);
        Make(from, to);
    }
}
