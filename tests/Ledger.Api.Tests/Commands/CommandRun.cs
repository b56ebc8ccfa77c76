using System.CommandLine;

namespace Ledger.Api.Tests.Commands;

/// <summary>What a command line gave.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a command in this process.</summary>
    public static async Task<CommandRun> OfAsync(Command command, params string[] arguments)
    {
        await using StringWriter output = new();
        await using StringWriter errors = new();
        ParseResult line = new RootCommand { command }.Parse([command.Name, .. arguments]);
        int exitCode = await line.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
        return new CommandRun(exitCode, output.ToString(), errors.ToString());
    }
}
