using System.Collections.Concurrent;
using System.ComponentModel;
using Ledger.Api.Documents.Reading;
using Ledger.Node;

namespace Ledger.Api.Verification.Separate;

/// <summary>
/// The few processes that read untrusted files for a node. Each is started when it is needed first, handed many files one after another,
/// and killed and forgotten as soon as it dies, hangs or says what cannot be true.
/// </summary>
internal sealed partial class ReadingProcesses(ILogger<ReadingProcesses> log) : IDisposable
{
    private readonly SemaphoreSlim _free = new(ReadingLimits.Processes);
    private readonly ConcurrentBag<ReadingProcess> _idle = [];
    private int _asked;
    private volatile bool _ended;

    /// <summary>Numbers of the processes that wait for a file.</summary>
    public IReadOnlyList<int> Idle => [.. _idle.Where(process => process.IsAlive).Select(process => process.Id)];

    /// <summary>How long one file may take.</summary>
    public TimeSpan Patience { get; set; } = ReadingLimits.File;

    /// <summary>Has a file read.</summary>
    /// <param name="file">Anything at all.</param>
    /// <param name="cancel">Stops waiting for a process; a file that is being read is read to its end.</param>
    /// <returns>The reading; that nobody could read it is one, too.</returns>
    /// <exception cref="LedgerException"><see cref="LedgerError.Busy"/>: too many files wait.</exception>
    public async Task<FileReading> ReadAsync(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        if (file.Length > ReadingLimits.FileLength)
        {
            return FileReading.Refused(FileRefusalReason.Foreign, "A file may have at most 20 MiB.");
        }

        try
        {
            if (Interlocked.Increment(ref _asked) > ReadingLimits.Processes + ReadingLimits.Waiting)
            {
                throw new LedgerException(
                    LedgerError.Busy, "正在核验的文件过多，请稍后再试。", "Too many files are being verified; try again later.");
            }

            await _free.WaitAsync(cancel);
            try
            {
                return await ReadByOneAsync(file);
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _asked);
        }
    }

    /// <summary>Ends them all.</summary>
    public void Dispose()
    {
        _ended = true;
        while (_idle.TryTake(out ReadingProcess? process))
        {
            process.Dispose();
        }

        _free.Dispose();
    }

    private async Task<FileReading> ReadByOneAsync(ReadOnlyMemory<byte> file)
    {
        ReadingProcess? process = null;
        try
        {
            process = await TakeAsync();
            FileReading reading = ReadingFrame.Read(await process.AskAsync(file, Patience), file);
            if (!_ended)
            {
                _idle.Add(process);
                process = null;
            }

            return reading;
        }
        catch (Exception e) when (e is IOException or TimeoutException or FormatException or InvalidOperationException or Win32Exception)
        {
            Lost(log, process?.Id ?? 0, e is TimeoutException ? "it took too long" : e.Message);
            return FileReading.Refused(FileRefusalReason.NoAnswer, "Reading it took too much time or memory, or failed.");
        }
        finally
        {
            process?.Dispose();
        }
    }

    private async Task<ReadingProcess> TakeAsync()
    {
        while (_idle.TryTake(out ReadingProcess? waiting))
        {
            if (waiting.IsAlive)
            {
                return waiting;
            }

            waiting.Dispose();
        }

        ReadingProcess started = await ReadingProcess.StartAsync();
        Started(log, started.Id, started.InForce);
        return started;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Process {Process} reads untrusted files; the system enforces on it: {InForce}.")]
    private static partial void Started(ILogger log, int process, Confinements inForce);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reading process {Process} was ended: {Reason}.")]
    private static partial void Lost(ILogger log, int process, string reason);
}
