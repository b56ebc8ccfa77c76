using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Ledger.Api.Tests.Crash;

/// <summary>
/// The built program, run as its own process. It never outlives the tests: a shell between the two kills it when its standard
/// input ends, which it does even when the tests themselves are killed.
/// </summary>
internal sealed partial class ProgramRun : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int KillAtOnce = 9;
    private const string IdLine = "process ";

    // "$0" "$@" is the program. The shell says its id, ends with its exit code, and watches standard input meanwhile.
    private const string Guarded =
        "exec 3<&0; \"$0\" \"$@\" 3<&- </dev/null & P=$!; echo \"process $P\"; "
        + "(cat; kill -KILL $P) <&3 >/dev/null 2>&1 & G=$!; exec 3<&-; wait $P; C=$?; kill $G; exit $C";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _shell;
    private readonly StringBuilder _standard = new();
    private readonly StringBuilder _error = new();
    private readonly TaskCompletionSource<int> _id = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isDisposed;

    private ProgramRun(Process shell)
    {
        _shell = shell;
        shell.OutputDataReceived += (_, line) => Take(line.Data, _standard);
        shell.ErrorDataReceived += (_, line) => Take(line.Data, _error);
    }

    /// <summary>The program beside these tests, built from the same sources.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Ledger.Api.dll");

    /// <summary>What it has printed so far on standard output.</summary>
    public string Output => Text(_standard);

    /// <summary>What it has printed so far on standard error.</summary>
    public string Errors => Text(_error);

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _shell.HasExited;

    /// <summary>Starts the program.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="under">A program to run it under, with that one's arguments; empty for none.</param>
    public static ProgramRun Start(IEnumerable<string> arguments, params string[] under)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        ProcessStartInfo start = new("/bin/sh", ["-c", Guarded, .. under, dotnet, Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ProgramRun run = new(new Process { StartInfo = start });
        run._shell.Start();
        run._shell.BeginOutputReadLine();
        run._shell.BeginErrorReadLine();
        return run;
    }

    /// <summary>Runs it to its end; gives the exit code.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> ToEndAsync(TimeSpan patience, params string[] arguments)
    {
        await using ProgramRun run = Start(arguments);
        int code = await run.ExitAsync(patience);
        return (code, run.Output, run.Errors);
    }

    /// <summary>Waits for its end; gives the exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan patience)
    {
        using CancellationTokenSource late = new(patience);
        await _shell.WaitForExitAsync(late.Token);
        return _shell.ExitCode;
    }

    /// <summary>SIGKILL: no line of it runs any more. Returns when it is gone.</summary>
    public async Task KillAsync()
    {
        _ = Signal(await _id.Task.WaitAsync(Patience), KillAtOnce);
        await ExitAsync(Patience);
    }

    /// <summary>SIGTERM, as an operator stops it; gives the exit code.</summary>
    public async Task<int> StopAsync()
    {
        _ = Signal(await _id.Task.WaitAsync(Patience), Terminate);
        return await ExitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _shell.StandardInput.Close();
            await ExitAsync(Patience);
            _shell.Dispose();
        }
    }

    private void Take(string? line, StringBuilder into)
    {
        if (line?.StartsWith(IdLine, StringComparison.Ordinal) is true && !_id.Task.IsCompleted)
        {
            _id.SetResult(int.Parse(line[IdLine.Length..], CultureInfo.InvariantCulture));
        }
        else if (line is not null)
        {
            lock (into)
            {
                into.Append(line).Append('\n');
            }
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
