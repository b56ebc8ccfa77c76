using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Ledger.Api.Verification.Separate;

/// <summary>One reading process as its node sees it: started with pipes and nothing else, handed files, killed when it is in doubt.</summary>
internal sealed partial class ReadingProcess : IDisposable
{
    /// <summary>The hidden command that is such a process.</summary>
    public const string Command = "read-file";

    // asm-generic/unistd.h, linux/close_range.h
    private const int CloseRange = 436;
    private const int CloseOnExecute = 4;
    private const int FirstBehindStandard = 3;

    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;

    private ReadingProcess(Process process)
    {
        _process = process;
        _input = process.StandardInput.BaseStream;
        _output = process.StandardOutput.BaseStream;

        // What it might say there is not read, so it cannot fill anything.
        process.StandardError.Dispose();
    }

    /// <summary>Its number in the system.</summary>
    public int Id => _process.Id;

    /// <summary>What the system enforces on it, by its own word.</summary>
    public Confinements InForce { get; private set; }

    /// <summary>Whether it can be handed another file.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>Starts one and waits for its greeting.</summary>
    /// <exception cref="IOException">It ends or says something else.</exception>
    /// <exception cref="TimeoutException">It says nothing in time.</exception>
    public static async Task<ReadingProcess> StartAsync()
    {
        KeepDescriptors();
        ReadingProcess started = new(Process.Start(HowToStart()) ?? throw new IOException("The reading process did not start."));
        try
        {
            byte[] greeting = new byte[2];
            await started._output.ReadExactlyAsync(greeting).AsTask().WaitAsync(ReadingLimits.Start);
            started.InForce = greeting[0] == ReadingLoop.Greeting
                ? (Confinements)greeting[1] & Confinements.All
                : throw new IOException("The reading process does not greet.");
            return started;
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary>Hands it a file and takes its answer.</summary>
    /// <param name="file">At most <see cref="ReadingLimits.FileLength"/> bytes.</param>
    /// <param name="patience">How long the whole may take.</param>
    /// <exception cref="IOException">It died, or its answer is too long. It is of no use any more.</exception>
    /// <exception cref="TimeoutException">It hangs. It is of no use any more.</exception>
    public Task<byte[]> AskAsync(ReadOnlyMemory<byte> file, TimeSpan patience) => ExchangeAsync(file).WaitAsync(patience);

    /// <summary>Kills it, whatever it does; a stopped process too.</summary>
    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        _input.Dispose();
        _output.Dispose();
        _process.Dispose();
    }

    /// <summary>What this process was itself started with, and holds open, is not handed on; all that the runtime opens never is.</summary>
    private static void KeepDescriptors()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SystemCall(CloseRange, FirstBehindStandard, unchecked((nint)uint.MaxValue), CloseOnExecute);
        }
    }

    private static ProcessStartInfo HowToStart()
    {
        ProcessStartInfo start = new(Program())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Ledger.Api.dll"));
        }

        start.ArgumentList.Add(Command);
        string? runtime = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        start.Environment.Clear();
        if (runtime is not null)
        {
            start.Environment["DOTNET_ROOT"] = runtime;
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = ReadingLimits.HeapLength.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    /// <summary>What runs this process runs the other: <c>dotnet</c>, or the program's own executable.</summary>
    private static string Program() =>
        Environment.ProcessPath is string own && Path.GetFileNameWithoutExtension(own) is "dotnet" or "Ledger.Api" ? own
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private async Task<byte[]> ExchangeAsync(ReadOnlyMemory<byte> file)
    {
        byte[] length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, file.Length);
        await _input.WriteAsync(length);
        await _input.WriteAsync(file);
        await _input.FlushAsync();
        await _output.ReadExactlyAsync(length);
        int answer = BinaryPrimitives.ReadInt32BigEndian(length);
        if (answer is < 0 or > ReadingLimits.AnswerLength)
        {
            throw new IOException("The reading process announces an answer that is too long.");
        }

        byte[] bytes = new byte[answer];
        await _output.ReadExactlyAsync(bytes);
        return bytes;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint first, nint last, nint flags);
}
