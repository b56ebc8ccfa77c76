using System.Security.Cryptography;
using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Node.Storage;

namespace Ledger.Node.Importing;

/// <summary>
/// The sealed files of the imports. A file is read through as it comes, so that one which cannot be read is refused at once with the
/// place, and nothing of it is kept.
/// </summary>
internal sealed class ImportFolder
{
    private const int NameBytes = 8;
    private readonly string _folder;

    /// <summary>Opens the folder, making it when absent.</summary>
    public ImportFolder(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Removes files that no job names: what a crash left while they were being received, or after they were done with.</summary>
    public void KeepOnly(IEnumerable<string> names)
    {
        foreach (string file in Directory.EnumerateFiles(_folder).ExceptBy(names, Path.GetFileName))
        {
            File.Delete(file);
        }
    }

    /// <summary>Removes a file, if it is there.</summary>
    public void Delete(string name) => File.Delete(Path.Combine(_folder, name));

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It is absent.</exception>
    /// <exception cref="CryptographicException">It is shorter than any.</exception>
    public SealedFileStream Open(string name, ImportKey key) => new(Path.Combine(_folder, name), key.OfFile);

    /// <summary>Begins a file that the node writes itself; gives its name.</summary>
    public (string Name, SealedFileWriter File) Create(ImportKey key)
    {
        string name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes));
        return (name, new SealedFileWriter(Path.Combine(_folder, name), key.OfFile));
    }

    /// <summary>Receives a file.</summary>
    /// <param name="source">What comes.</param>
    /// <param name="request">What is asked for; part of the digest.</param>
    /// <param name="form">How it is to be read.</param>
    /// <param name="isCorrection">Whether its rows say which ones they correct.</param>
    /// <param name="key">What to seal it under.</param>
    /// <param name="cancel">Gives up; nothing is kept.</param>
    /// <exception cref="LedgerException">It cannot be read, is empty, or is larger than <see cref="ImportLimits"/>; nothing is kept.</exception>
    public async Task<ReceivedFile> ReceiveAsync(
        Stream source, ImportRequest request, ImportForm form, bool isCorrection, ImportKey key, CancellationToken cancel)
    {
        (string name, SealedFileWriter file) = Create(key);
        try
        {
            using (file)
            {
                ReceivedFile received = await ReadThroughAsync(source, file, request, form, isCorrection, cancel) with { Name = name };
                file.Complete();
                return received;
            }
        }
        catch
        {
            Delete(name);
            throw;
        }
    }

    /// <summary>Works out what a repeated request asks for, keeping nothing of it.</summary>
    public static async Task<Digest> DigestAsync(Stream source, ImportRequest request, CancellationToken cancel)
    {
        using Sm3Stream hash = BeginHash(request);
        await using ReceivingStream stream = new(source, file: null, hash);
        await stream.CopyToAsync(Stream.Null, cancel);
        return hash.Finish();
    }

    private static async Task<ReceivedFile> ReadThroughAsync(
        Stream source, SealedFileWriter file, ImportRequest request, ImportForm form, bool isCorrection, CancellationToken cancel)
    {
        using Sm3Stream hash = BeginHash(request);
        await using ReceivingStream stream = new(source, file, hash);
        try
        {
            using RowSource rows = await RowSource.OpenAsync(stream, form, isCorrection, cancel);
            _ = form.Format == ImportFormat.Csv ? form.Map.TargetsOf(rows.Header) : []; // refuses columns that say nothing
            long count = 0;
            while (await rows.ReadAsync(cancel) is not null)
            {
                count++;
                RequireFewer(count);
            }

            return count > 0
                ? new ReceivedFile("", rows.Header, count, hash.Finish())
                : throw new LedgerException(LedgerError.MalformedBody, "文件中没有数据行。", "The file has no rows.");
        }
        catch (ImportFormatException e)
        {
            throw e.ToRefusal();
        }
    }

    private static void RequireFewer(long count)
    {
        if (count > ImportLimits.Rows)
        {
            throw new LedgerException(
                LedgerError.TooLarge, $"文件超过 {ImportLimits.Rows} 行。", $"The file has more than {ImportLimits.Rows} rows.");
        }
    }

    // Keyed with what only the caller has: who reads the store cannot test a guess of the file.
    private static Sm3Stream BeginHash(ImportRequest request)
    {
        Sm3Stream hash = new();
        hash.Append(Encoding.UTF8.GetBytes(
            $"{request.Key}\n{request.Format.Text()}\n{request.Encoding}\n{(request.IsDryRun ? "dry" : "real")}\n{request.Operator}\n{request.Map.Length}\n"));
        hash.Append(request.Map.Span);
        return hash;
    }
}
