using Ledger.Crypto.Native;

namespace Ledger.Node.Storage;

/// <summary>A file that after any crash holds either its old bytes or its new ones, whole.</summary>
internal static class DurableFile
{
    /// <summary>Replaces the file. When this returns, the new bytes are on the disk under its name.</summary>
    /// <exception cref="IOException">The disk failed: old or new, nobody knows.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = $"{path}.new";
        using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);

        // The new name is in the folder, and the folder is not yet on the disk.
        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
