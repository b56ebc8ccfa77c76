using System.Diagnostics;

namespace Ledger.Crypto.Tests;

/// <summary>The <c>openssl</c> command line, as a second opinion.</summary>
internal static class OpensslCommand
{
    /// <summary>Runs it in a folder and fails the test unless it succeeds.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(TemporaryFolder folder, string arguments)
    {
        (int exitCode, string output) = TryRun(folder, arguments);
        Assert.True(exitCode == 0, $"openssl {arguments}: {output}");
        return output;
    }

    /// <summary>Runs it in a folder.</summary>
    public static (int ExitCode, string Output) TryRun(TemporaryFolder folder, string arguments)
    {
        ProcessStartInfo start = new("openssl", arguments)
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        output += process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
