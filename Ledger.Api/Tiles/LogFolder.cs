using Ledger.Node.Federation;

namespace Ledger.Api.Tiles;

/// <summary>Reads the parts of a log from a folder laid out as tlog-tiles: a mirror's copy, or a download.</summary>
internal sealed class LogFolder(string folder)
{
    /// <summary>Reads one part.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read, or is too long.</exception>
    public async Task<byte[]> ReadAsync(string path, int maxLength, CancellationToken cancel)
    {
        string file = Path.Combine(folder, path);
        try
        {
            await using FileStream stream = File.OpenRead(file);
            return await BoundedRead.AllAsync(stream, file, maxLength, cancel);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileNotFoundException(e.Message, file, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
