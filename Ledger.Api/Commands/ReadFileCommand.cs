using Ledger.Api.Verification.Separate;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>read-file</c>: what a node starts to have untrusted files read in a process of their own. For nobody else, so it is not in the list
/// of commands, and its form is that of one release.
/// </summary>
internal static class ReadFileCommand
{
    /// <summary>Whether a command line is this one. Looked at before all others are built: a node waits for this process.</summary>
    public static bool IsMeant(string[] arguments) => arguments is [ReadingProcess.Command];

    /// <summary>Reads files until standard input ends.</summary>
    public static int Run()
    {
        using Stream input = Console.OpenStandardInput();
        using Stream output = Console.OpenStandardOutput();
        ReadingLoop.Run(input, output);
        return ExitCode.Done;
    }
}
