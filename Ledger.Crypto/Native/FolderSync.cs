using System.Runtime.InteropServices;

namespace Ledger.Crypto.Native;

/// <summary>Makes a new name in a folder survive a power cut, for which .NET has no call.</summary>
public static partial class FolderSync
{
    private const string Library = "libc";

    // O_RDONLY | O_CLOEXEC on Linux.
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>Forces the folder's entries to disk.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    public static void Flush(string folder)
    {
        int descriptor = open(folder, ReadOnlyCloseOnExec);
        int result = descriptor < 0 ? -1 : fsync(descriptor);
        int error = Marshal.GetLastPInvokeError();
        if (descriptor >= 0)
        {
            _ = close(descriptor);
        }

        if (result != 0)
        {
            throw new IOException($"{folder}: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport(Library)]
    private static partial int close(int descriptor);
}
