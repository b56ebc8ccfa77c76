using System.Buffers;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Native;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Materials;

/// <summary>
/// The sealed files of the materials, each under its material's handle, in 256 folders by its first byte. A file comes in beside them, and
/// is put among them whole and synced before the log says anything of it.
/// </summary>
internal sealed class MaterialFiles
{
    private const string IncomingFolder = "incoming";
    private const int PieceLength = 64 << 10;
    private readonly string _folder;
    private readonly string _incoming;
    private readonly long _mostBytes;

    /// <summary>Opens the folder, making it when absent. What came in and was never put in its place is removed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="mostBytes">The most bytes of a file.</param>
    public MaterialFiles(string folder, long mostBytes = MaterialLimits.FileBytes)
    {
        (_folder, _incoming, _mostBytes) = (folder, Path.Combine(folder, IncomingFolder), mostBytes);
        Make(folder);
        Make(_incoming);
        foreach (string left in Directory.EnumerateFiles(_incoming))
        {
            File.Delete(left);
        }
    }

    /// <summary>Receives a file piece by piece: never more than 64 KiB of it are in memory, and nothing reaches the disk in the clear.</summary>
    /// <param name="source">What comes.</param>
    /// <param name="mediaType">What it was declared to be.</param>
    /// <param name="cancel">Gives up; nothing is kept.</param>
    /// <exception cref="LedgerException">It is empty, too long, or something else; nothing is kept.</exception>
    public async Task<ReceivedMaterial> ReceiveAsync(Stream source, string mediaType, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        ByteString handle = Handle.New();
        byte[] key = RandomNumberGenerator.GetBytes(Sm4Gcm.KeyLength);
        string path = IncomingOf(handle);
        try
        {
            using SealedFileWriter file = new(path, KeyFrom(key));
            return await CopyAsync(source, file, mediaType, handle, key, cancel);
        }
        catch
        {
            CryptographicOperations.ZeroMemory(key);
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Puts a received file in its place. When this returns it is there whatever happens: an event may name it.</summary>
    public void Keep(ReceivedMaterial file)
    {
        ArgumentNullException.ThrowIfNull(file);
        string path = PathOf(file.Handle);
        string shelf = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(shelf))
        {
            Make(shelf);
            FolderSync.Flush(_folder);
        }

        File.Move(IncomingOf(file.Handle), path);
        FolderSync.Flush(shelf);
    }

    /// <summary>Removes a received file of which no event says anything, wherever it lies.</summary>
    public void Discard(ReceivedMaterial file)
    {
        ArgumentNullException.ThrowIfNull(file);
        File.Delete(IncomingOf(file.Handle));
        Delete(file.Handle);
    }

    /// <summary>Removes a material's file, if it is there; when this returns the folder says so too.</summary>
    public void Delete(ByteString handle)
    {
        string path = PathOf(handle);
        if (File.Exists(path))
        {
            File.Delete(path);
            FolderSync.Flush(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>Opens a material's file: gives each 64 KiB only once their tag is found right, and the end only once the last tag is.</summary>
    /// <param name="handle">The material.</param>
    /// <param name="key">The key of its file.</param>
    /// <param name="from">The first byte to give.</param>
    /// <exception cref="StoreException">It is missing, or shorter than any.</exception>
    public SealedFileStream Open(ByteString handle, byte[] key, long from = 0)
    {
        try
        {
            return new SealedFileStream(PathOf(handle), KeyFrom(key), from);
        }
        catch (Exception e) when (e is CryptographicException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StoreException(StoreFault.Damaged, $"The file of material {Convert.ToHexStringLower(handle.Span)} is missing or damaged.", e);
        }
    }

    /// <summary>The materials whose files lie here, by their handles, read as they are asked for.</summary>
    public IEnumerable<ByteString> Stored() => Directory.EnumerateDirectories(_folder)
        .Where(shelf => shelf != _incoming)
        .SelectMany(Directory.EnumerateFiles)
        .Select(Path.GetFileName)
        .Where(name => name!.Length == 2 * Handle.Length && name.All(char.IsAsciiHexDigitLower))
        .Select(name => ByteString.CopyFrom(Convert.FromHexString(name!)));

    /// <summary>SHA-256 of a file as it lies sealed; null where there is none.</summary>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="handle">The material.</param>
    public static Digest? HashSealed(string folder, ByteString handle)
    {
        string path = PathIn(folder, handle);
        if (!File.Exists(path))
        {
            return null;
        }

        using FileStream file = File.OpenRead(path);
        return new Digest(SHA256.HashData(file));
    }

    private async Task<ReceivedMaterial> CopyAsync(
        Stream source, SealedFileWriter file, string mediaType, ByteString handle, byte[] key, CancellationToken cancel)
    {
        MediaSniffer sniffer = new(mediaType);
        using Sm3Stream sm3 = new();
        using IncrementalHash sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        long length = 0;
        try
        {
            for (int read; (read = await source.ReadAsync(piece.AsMemory(0, PieceLength), cancel)) > 0; length += read)
            {
                RequireRoom(length + read);
                sniffer.Append(piece.AsSpan(0, read));
                sm3.Append(piece.AsSpan(0, read));
                sha256.AppendData(piece.AsSpan(0, read));
                file.Write(piece.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }

        if (length == 0)
        {
            throw new LedgerException(LedgerError.InvalidField, "文件为空。", "The file is empty.", "/file");
        }

        sniffer.Finish();
        return new ReceivedMaterial(handle, key, sm3.Finish(), new Digest(sha256.GetHashAndReset()), length, file.Complete());
    }

    private void RequireRoom(long length)
    {
        if (length > _mostBytes)
        {
            throw new LedgerException(
                LedgerError.TooLarge, $"文件超过 {_mostBytes} 字节。", $"The file is longer than {_mostBytes} bytes.", "/file");
        }
    }

    // The salt in it: a reader sees it changed, as it sees every other byte.
    private static SealedFileKey KeyFrom(byte[] key) => salt => HmacSm3.Compute(key, salt).Span[..Sm4Gcm.KeyLength].ToArray();

    private static void Make(string folder) =>
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private string IncomingOf(ByteString handle) => Path.Combine(_incoming, Convert.ToHexStringLower(handle.Span));

    private string PathOf(ByteString handle) => PathIn(_folder, handle);

    private static string PathIn(string folder, ByteString handle)
    {
        string name = Convert.ToHexStringLower(Handle.Checked(handle).Span);
        return Path.Combine(folder, name[..2], name);
    }
}
