using System.Security.Cryptography;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Importing;

/// <summary>
/// Does the imports' work: some rows of each running job in turn, so that a long one keeps no other waiting. Where it stopped stands in
/// the store; it may be killed at any line.
/// </summary>
/// <param name="ledger">The writer.</param>
/// <param name="imports">The jobs.</param>
/// <param name="licences">Issues.</param>
/// <param name="types">The registered types.</param>
/// <param name="rowsPerSecond">The most rows a second, all jobs together; 0 for no limit.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Told of files that cannot be read.</param>
internal sealed partial class ImportWorker(
    LedgerWriter ledger,
    ImportRegister imports,
    LicenceRegister licences,
    LicenceTypes types,
    int rowsPerSecond,
    TimeProvider time,
    ILogger<ImportWorker> logger) : BackgroundService
{
    // Requests must find a free thread while all processors sign for an import.
    private const int SpareThreads = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CleaningPause = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, ImportRun> _runs = [];

    /// <summary>Works until it is told to stop, or the ledger stops writing for good.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ThreadPool.GetMinThreads(out int workers, out int ports);
        ThreadPool.SetMinThreads(int.Max(workers, Environment.ProcessorCount + SpareThreads), ports);
        try
        {
            while (ledger.State.Mode is WriterMode.Writing or WriterMode.Waiting)
            {
                await RoundAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is not written down is tried again after the next start, and recognised.
        }
        finally
        {
            foreach (ImportRun run in _runs.Values)
            {
                run.Dispose();
            }
        }
    }

    private async Task RoundAsync(CancellationToken cancel)
    {
        int rows = 0;
        if (ledger.State.Mode is WriterMode.Writing)
        {
            try
            {
                await imports.CleanAsync(time.GetUtcNow(), cancel);
                IReadOnlyList<(byte[] Id, ImportJobRow Row)> running = imports.Running();
                CloseOthers(running);
                foreach ((byte[] id, ImportJobRow row) in running)
                {
                    rows += await StepAsync(id, row, cancel);
                }
            }
            catch (LedgerException)
            {
                // It does not write just now, or nobody knows whether it did: the same rows are tried again.
                await Task.Delay(Patience, time, cancel);
                return;
            }
        }

        if (rows == 0)
        {
            await imports.ChangedAsync(ledger.State.Mode is WriterMode.Writing ? CleaningPause : Patience, cancel);
        }
    }

    private async Task<int> StepAsync(byte[] id, ImportJobRow row, CancellationToken cancel)
    {
        long begun = time.GetTimestamp();
        string name = Convert.ToHexStringLower(id);
        try
        {
            if (!_runs.TryGetValue(name, out ImportRun? run) || !run.Fits(row))
            {
                Close(name);
                run = imports.OpenRun(id, row);
                _runs[name] = run;
                await run.BeginAsync(types, cancel);
            }

            int rows = await run.StepAsync(ledger, licences, time, cancel);
            await SlowDownAsync(rows, time.GetElapsedTime(begun), cancel);
            return rows;
        }
        catch (Exception e) when (e is IOException or CryptographicException or ImportFormatException)
        {
            Unreadable(name, e);
            Close(name);
            await imports.FailAsync(id, cancel);
            return 0;
        }
        catch
        {
            // Its place in the file is ahead of what was written down.
            Close(name);
            throw;
        }
    }

    private Task SlowDownAsync(int rows, TimeSpan taken, CancellationToken cancel)
    {
        TimeSpan due = rowsPerSecond > 0 ? TimeSpan.FromSeconds((double)rows / rowsPerSecond) : TimeSpan.Zero;
        return due > taken ? Task.Delay(due - taken, time, cancel) : Task.CompletedTask;
    }

    private void CloseOthers(IReadOnlyList<(byte[] Id, ImportJobRow Row)> running)
    {
        foreach (string name in _runs.Keys.Except(running.Select(job => Convert.ToHexStringLower(job.Id))).ToList())
        {
            Close(name);
        }
    }

    private void Close(string name)
    {
        if (_runs.Remove(name, out ImportRun? run))
        {
            run.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The file of import {Id} cannot be read any more; the import has failed.")]
    private partial void Unreadable(string id, Exception cause);
}
