using System.Security.Cryptography;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>Files with a secret in them: nobody but their owner has any access, and they are written whole or not at all.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxLength">Longest file that is read, in bytes.</param>
    /// <returns>Its bytes; the caller wipes them.</returns>
    /// <exception cref="UnauthorizedAccessException">Group or others have any access to it.</exception>
    /// <exception cref="CryptographicException">It is longer.</exception>
    /// <exception cref="IOException">It could not be read.</exception>
    public static byte[] Read(string path, int maxLength)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

        // Asked of the open file, not of its name, which may mean another file by then.
        if ((File.GetUnixFileMode(file.SafeFileHandle) & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
        {
            throw new UnauthorizedAccessException($"{path}: only the owner may have access to it (chmod 600).");
        }

        if (file.Length > maxLength)
        {
            throw new CryptographicException($"{path} has more than {maxLength} bytes: too long for what it should hold.");
        }

        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    /// <summary>Writes a new file, mode 0600. When this returns, the file outlives a power cut.</summary>
    /// <exception cref="IOException">The file exists: secrets are never overwritten. Or it could not be written.</exception>
    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Write(path, content);
        Flush(path);
    }

    /// <summary>Replaces a file by another, mode 0600. After any crash it holds the old bytes or the new ones, whole.</summary>
    /// <exception cref="IOException">It could not be written: old or new, nobody knows.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string unfinished = $"{path}.new";
        File.Delete(unfinished); // of a replacement that a crash cut short
        Write(unfinished, content);
        File.Move(unfinished, path, overwrite: true);
        Flush(path);
    }

    private static void Write(string path, ReadOnlySpan<byte> content)
    {
        using FileStream file = new(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        });
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private static void Flush(string path) => FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
}
