using System.CommandLine;
using System.Text.Json;
using Ledger.Api.Demo;

namespace Ledger.Api.Commands;

/// <summary><c>drill key-compromise</c>: rehearses a stolen signing key on a temporary node. Exit 0 when all of it held.</summary>
internal static class DrillCommand
{
    public static Command Create()
    {
        Option<int> port = new("--port") { Description = "The node's port", DefaultValueFactory = _ => 8099 };
        Option<bool> json = new("--json") { Description = "Print the steps as JSON on standard output, and nothing else there" };
        Command compromise = new("key-compromise", "Rotate, condemn a key from a log index on, verify before and after / 签名密钥泄露演练") { port, json };
        compromise.SetAction((line, cancel) => RunAsync(line.GetValue(port), line.GetValue(json), cancel));
        return new Command("drill", "Rehearsals / 演练") { compromise };
    }

    private static async Task<int> RunAsync(int port, bool json, CancellationToken cancel)
    {
        string folder = Directory.CreateTempSubdirectory("ledger-drill-").FullName;
        try
        {
            FreePorts.Require([port]);
            await using KeyDrill drill = new(folder, port);
            IReadOnlyList<DemoStep> steps = await drill.RunAsync(cancel);
            Terminal.Print(json
                ? JsonSerializer.Serialize(steps, CommandJson.Options)
                : string.Join(Environment.NewLine, steps.Select(step => $"{(step.Held ? "✔" : "✘")} {step.Name}: {step.Detail}")));
            return steps.All(step => step.Held) ? ExitCode.Done : ExitCode.DoesNotHold;
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or FileNotFoundException)
        {
            return Terminal.End(e.Message, ExitCode.Unavailable);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
