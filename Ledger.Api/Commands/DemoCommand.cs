using System.CommandLine;
using System.Text.Json;
using Ledger.Api.Demo;
using Ledger.Api.Hosting;
using Ledger.Node.Anchoring;

namespace Ledger.Api.Commands;

/// <summary><c>demo</c>: the whole main job on this machine. Exit 0 when all of it held.</summary>
internal static class DemoCommand
{
    private const string Marker = "demo";

    public static Command Create()
    {
        Option<bool> once = new("--once") { Description = "Exit when done, instead of leaving the nodes running" };
        Option<bool> json = new("--json") { Description = "Print a summary as JSON on standard output, and nothing else there" };
        Option<DirectoryInfo> data = new("--data")
        {
            Description = "Where the data go; an earlier demonstration there is replaced",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(ProgramFolder.Root, "data")),
        };
        Option<int> port = new("--port") { Description = "The first port", DefaultValueFactory = _ => 8080 };
        Option<int> licences = new("--licences") { Description = "How many licences to issue, 2 to 9,999", DefaultValueFactory = _ => 100 };
        licences.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 2 or > 9_999)
            {
                result.AddError("--licences takes 2 to 9999.");
            }
        });
        Command command = new("demo", "Issue, anchor, verify, revoke: the main job on this machine / 演示全流程") { once, json, data, port, licences };
        command.SetAction((line, cancel) => RunAsync(
            line.GetRequiredValue(data).FullName, line.GetValue(port), line.GetValue(licences), line.GetValue(once), line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string folder, int port, int licences, bool once, bool json, CancellationToken cancel)
    {
        try
        {
            FreePorts.Require(Demonstration.PortsFrom(port));
        }
        catch (InvalidOperationException e)
        {
            return Terminal.End(e.Message, ExitCode.Unavailable);
        }

        if (!Clear(folder))
        {
            return Terminal.End($"{folder} holds something else than a demonstration; choose another folder with --data.", ExitCode.WrongUsage);
        }

        Progress progress = new();
        await using Demonstration demonstration = new(folder, port, licences, progress.Say);
        try
        {
            DemoReport report = await demonstration.RunAsync(cancel);
            progress.End();
            Terminal.Print(json ? JsonSerializer.Serialize(report, CommandJson.Options) : Summary(report));
            if (!once && !cancel.IsCancellationRequested)
            {
                DemoSigns.Lines(report.Portal, demonstration.FundOffice, [.. demonstration.Addresses], report.Folder).ToList().ForEach(Terminal.Say);
                Terminal.Say("Ctrl-C ends it. / 按 Ctrl-C 结束。");
                await Task.Delay(Timeout.Infinite, cancel).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            return report.Held ? ExitCode.Done : ExitCode.DoesNotHold;
        }
        catch (Exception e) when (e is InvalidOperationException or FileNotFoundException or EvmException or HttpRequestException or TimeoutException)
        {
            progress.End();
            return Terminal.End(e.Message, ExitCode.Unavailable);
        }
    }

    /// <summary>Makes the folder empty if it is absent, empty, or an earlier demonstration's.</summary>
    private static bool Clear(string folder)
    {
        string marker = Path.Combine(folder, Marker);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!File.Exists(marker))
            {
                return false;
            }

            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(marker, "This folder belongs to `ledger demo`, which replaces it.\n");
        return true;
    }

    private static string Summary(DemoReport report) => string.Join(
        Environment.NewLine,
        [
            $"{(report.Held ? "✔ All of it held / 全部成立" : "✘ Not all of it held / 未全部成立")} ({report.Seconds} s)",
            $"  licences / 证照:   {report.Licences}, {Path.Combine(report.Folder, "pdf")}",
            $"  trust / 信任材料:  {Path.Combine(report.Folder, "trust")}",
            $"  contract / 合约:   {report.Contract}",
            $"  verify / 核验:     ./ledger verify FILE --trust {Path.Combine(report.Folder, "trust")}",
        ]);
}
