using System.Diagnostics;

namespace Ledger.Api.Tests.Bench;

/// <summary>Runs <c>bench</c> as a program of its own.</summary>
internal static class BenchRun
{
    public static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [typeof(Ledger.Api.Commands.ExitCode).Assembly.Location, "bench", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await errors;
        return (process.ExitCode, output);
    }
}
