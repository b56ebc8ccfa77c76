using System.CommandLine;
using System.Text.Json;
using Ledger.Api.Bench;

namespace Ledger.Api.Commands;

/// <summary><c>bench log</c>: measures this machine with a ledger that is made for it and removed afterwards.</summary>
internal static class BenchCommand
{
    private const int FewestEntries = 6_000;

    public static Command Create() => new("bench", "Measure this machine / 性能测试") { Log() };

    private static Command Log()
    {
        Option<int> entries = new("--entries") { Description = "Entries in all rounds together", DefaultValueFactory = _ => new LogBenchOptions().Entries };
        Option<bool> quick = new("--quick") { Description = "A look in less than 20 seconds" };
        Option<bool> json = new("--json") { Description = "Print the report as JSON" };
        Option<DirectoryInfo> data = new("--data")
        {
            Description = "Folder on the disk to measure",
            DefaultValueFactory = _ => new DirectoryInfo("data"),
        };
        Command command = new("log", "Entries, latency and proofs a second / 日志吞吐、时延与证明") { entries, quick, json, data };
        command.Validators.Add(line =>
        {
            if (line.GetResult(entries) is { Implicit: false } && line.GetValue(entries) < FewestEntries)
            {
                line.AddError($"--entries takes {FewestEntries} or more.");
            }
        });
        command.SetAction(async (line, _) =>
        {
            LogBenchOptions options = line.GetValue(quick) ? LogBenchOptions.Quick : new LogBenchOptions();
            options = line.GetResult(entries) is { Implicit: false } ? options with { Entries = line.GetValue(entries) } : options;
            LogBenchReport report = await RunAsync(options, line.GetRequiredValue(data).FullName);
            Terminal.Print(line.GetValue(json) ? JsonSerializer.Serialize(report, CommandJson.Options) : report.ToText());
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<LogBenchReport> RunAsync(LogBenchOptions options, string data)
    {
        string folder = Path.Combine(data, $"bench-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        Progress progress = new();
        try
        {
            return await new LogBench(options, progress.Say).RunAsync(folder);
        }
        finally
        {
            progress.End();
            Directory.Delete(folder, recursive: true);
        }
    }
}
