using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ledger.Api.Demo;

/// <summary>A program the demonstration starts and ends; its output goes to a file.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Task _output;

    private ChildProcess(Process process, Task output) => (_process, _output) = (process, output);

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Memory that it has resident at this moment, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Processor time that it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="name">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="outputFile">Where everything it prints is appended.</param>
    public static ChildProcess Start(string name, IEnumerable<string> arguments, string outputFile)
    {
        ProcessStartInfo start = new(name, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        process.StandardInput.Close();
        return new ChildProcess(process, CopyAsync(process, outputFile));
    }

    /// <summary>Kills it in the middle of whatever it does (SIGKILL).</summary>
    public async Task StopAtOnceAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        await DisposeAsync();
    }

    /// <summary>Asks it to end, and insists after ten seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Kill(_process.Id, Terminate);
            using CancellationTokenSource patience = new(Grace);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        await _output;
        _process.Dispose();
    }

    private static async Task CopyAsync(Process process, string outputFile)
    {
        await using StreamWriter file = new(outputFile, append: true) { AutoFlush = true };
        TextWriter both = TextWriter.Synchronized(file);
        await Task.WhenAll(CopyLinesAsync(process.StandardOutput, both), CopyLinesAsync(process.StandardError, both));
    }

    private static async Task CopyLinesAsync(StreamReader from, TextWriter to)
    {
        while (await from.ReadLineAsync() is string line)
        {
            await to.WriteLineAsync(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
