using System.CommandLine;
using System.Text.Json;
using Ledger.Api.Bench;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Commands;

/// <summary><c>bench</c>: measures this machine with a log that is made for it and removed afterwards.</summary>
internal static class BenchCommand
{
    private const int FewestEntries = 6_000;
    private const int FewestLeaves = 1_000;
    private const int Leaves = 500_000;
    private const int QuickLeaves = 20_000;
    private const int FewestLicences = 1_000;
    private const int Licences = 1_000_000;
    private const int QuickLicences = 10_000;
    private const int FewestIssued = 1_000;
    private const int Issued = 40_000;
    private const int QuickIssued = 4_000;
    private const int FewestLookups = 1_000;
    private const int Lookups = 40_000;
    private const int FewestRows = 2_000;
    private const int Rows = 100_000;
    private const int FewestFiles = 50;
    private const int Files = 1_000;
    private const int Samples = 1_000;
    private const int QuickSamples = 50;
    private const int Signatures = 1_000;
    private const int QuickSignatures = 200;
    private const int FewestLongFiles = 2;
    private const int LongFiles = 10;
    private const int LongFileBytes = 100_000_000;
    private const int QuickFileBytes = 20_000_000;
    private const int Rounds = 20;
    private const int QuickRounds = 3;
    private const int LeakSamples = 1_000_000;
    private const int QuickLeakSamples = 20_000;

    private static readonly Option<bool> Quick = new("--quick") { Description = "A look in less than 20 seconds" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the report as JSON" };

    public static Command Create() => new("bench", "Measure this machine / 性能测试") { Crypto(), Log(), Audit(), Status(), Queries(), Issue(), Verify(), Scale(), Import(), Documents(), Presentations(), Materials(), Abuse() };

    private static Command Crypto()
    {
        Option<bool> leak = new("--leak") { Description = "Whether signing in lanes tells its secrets by the time it takes" };
        Command command = new("crypto", "SM2, SM3 and SM4 beside OpenSSL's / 国密算法速度，与 OpenSSL 对比") { leak, Quick, Json };
        command.SetAction(async (line, _) =>
        {
            if (line.GetValue(leak))
            {
                int samples = line.GetValue(Quick) ? QuickLeakSamples : LeakSamples;
                LeakBenchReport times = await InFolderAsync(
                    Path.GetTempPath(), (empty, say) => Task.FromResult(LeakBenchReport.Measure(empty, samples, say)));
                return Print(line, times, times.ToText());
            }

            int signatures = line.GetValue(Quick) ? QuickSignatures : Signatures;
            CryptoBenchReport report = await InFolderAsync(
                Path.GetTempPath(), (empty, _) => Task.FromResult(CryptoBenchReport.Measure(empty, signatures)));
            return Print(line, report, report.ToText());
        });
        return command;
    }

    private static Command Log()
    {
        Option<int> entries = AtLeast("--entries", "Entries in all rounds together", FewestEntries, new LogBenchOptions().Entries);
        Option<DirectoryInfo> data = new("--data")
        {
            Description = "Folder on the disk to measure",
            DefaultValueFactory = _ => new DirectoryInfo("data"),
        };
        Command command = new("log", "Entries, latency and proofs a second / 日志吞吐、时延与证明") { entries, Quick, Json, data };
        command.Aliases.Add("proofs");
        command.SetAction(async (line, _) =>
        {
            LogBenchOptions options = line.GetValue(Quick) ? LogBenchOptions.Quick : new LogBenchOptions();
            options = options with { Entries = NumberOf(line, entries, options.Entries) };
            string folder = line.GetRequiredValue(data).FullName;
            LogBenchReport report = await InFolderAsync(folder, (empty, say) => new LogBench(options, say).RunAsync(empty));
            return Print(line, report, report.ToText());
        });
        return command;
    }

    private static Command Audit()
    {
        Option<int> leaves = AtLeast("--leaves", "Leaves of the log", FewestLeaves, Leaves);
        Command command = new("audit", "Leaves audited a second / 审计速度") { leaves, Quick, Json };
        command.SetAction(async (line, _) =>
        {
            int number = NumberOf(line, leaves, line.GetValue(Quick) ? QuickLeaves : Leaves);
            AuditBenchReport report = await InFolderAsync(Path.GetTempPath(), (empty, say) => new AuditBench(number, say).RunAsync(empty));
            return Print(line, report, report.ToText());
        });
        return command;
    }

    private static Command Status()
    {
        Option<int> licences = AtLeast("--licences", "Licences in the status map", FewestLicences, Licences);
        Command command = new("status", "Bytes and verification of a status bundle / 状态证明的大小与核验") { licences, Quick, Json };
        command.SetAction(async (line, _) =>
        {
            bool quick = line.GetValue(Quick);
            int number = NumberOf(line, licences, quick ? QuickLicences : Licences);
            StatusBenchReport report = await InFolderAsync(Path.GetTempPath(), (empty, say) =>
            {
                say($"a map of {number} licences");
                return Task.FromResult(StatusBenchReport.Measure(empty, number, quick ? QuickSamples : Samples));
            });
            return Print(line, report, report.ToText());
        });
        return command;
    }

    private static Command Queries()
    {
        Option<int> licences = AtLeast("--licences", "Licences in the ledger", FewestLicences, Licences);
        Command command = new("queries", "Finding licences: time and memory / 证照查询的时延与内存") { licences, Quick, Json };
        command.SetAction(async (line, _) =>
        {
            bool quick = line.GetValue(Quick);
            int number = NumberOf(line, licences, quick ? QuickLicences : Licences);
            QueryBenchReport report = await InFolderAsync(
                Path.GetTempPath(), (empty, say) => new QueryBench(number, quick ? QuickSamples : Samples, say).RunAsync(empty));
            return Print(line, report, report.ToText());
        });
        return command;
    }

    private static Command Presentations()
    {
        Command command = new("presentations", "Verification of presentations / 亮证码的核验") { Quick, Json };
        command.SetAction(async (line, _) =>
        {
            int samples = line.GetValue(Quick) ? QuickSamples : Samples;
            PresentationBenchReport report = await InFolderAsync(
                Path.GetTempPath(), (empty, _) => Task.FromResult(PresentationBenchReport.Measure(empty, samples)));
            return Print(line, report, report.ToText());
        });
        return command;
    }

    private static Command Issue()
    {
        Option<int> licences = AtLeast("--licences", "Licences one by one, and as many by batch", FewestIssued, Issued);
        Option<Sm2Engine> engine = new("--engine") { Description = "What signs by SM2: lanes or openssl", DefaultValueFactory = _ => Sm2Engine.Lanes };
        Command command = new("issue", "Licences issued a second over HTTP / 签发速度") { licences, engine, Quick, Json };
        command.SetAction(async (line, cancel) =>
        {
            int number = NumberOf(line, licences, line.GetValue(Quick) ? QuickIssued : Issued);
            IssueBenchReport report = await InFolderAsync(
                Path.GetTempPath(), (empty, say) => new IssueBench(number, line.GetValue(engine), say).RunAsync(empty, cancel));
            return Print(line, report, report.ToText());
        });
        return command;
    }

    private static Command Verify()
    {
        Option<int> lookups = AtLeast("--lookups", "Answers by check code over HTTP", FewestLookups, Lookups);
        Command command = new("verify", "Full offline verdicts, and lookups over HTTP / 核验速度") { lookups, Quick, Json };
        command.SetAction(async (line, cancel) =>
        {
            bool quick = line.GetValue(Quick);
            int number = NumberOf(line, lookups, quick ? FewestLookups : Lookups);
            VerifyBenchReport report = await InFolderAsync(
                Path.GetTempPath(), (empty, say) => new VerifyBench(quick ? QuickSamples : Samples, number, say).RunAsync(empty, cancel));
            return Print(line, report, report.ToText());
        });
        return command;
    }

    private static Command Scale()
    {
        Option<int> licences = AtLeast("--licences", "Licences in the end", ScaleBench.Fewest, Licences, ScaleBench.Most);
        Command command = new("scale", "A ledger as it grows: rate, memory, disk, start / 规模增长下的表现") { licences, Quick, Json };
        command.SetAction(async (line, cancel) =>
        {
            int number = NumberOf(line, licences, line.GetValue(Quick) ? QuickLicences : Licences);
            ScaleBenchReport report = await InFolderAsync(Path.GetTempPath(), (empty, say) => new ScaleBench(number, say).RunAsync(empty, cancel));
            return Print(line, report, report.ToText());
        });
        return command;
    }

    private static Command Import()
    {
        Option<int> rows = AtLeast("--rows", "Rows of the file", FewestRows, Rows);
        Command command = new("import", "Import a file of licences, killed half-way and resumed / 批量导入，中途强杀后续传") { rows, Quick, Json };
        command.SetAction(async (line, cancel) =>
        {
            int number = NumberOf(line, rows, line.GetValue(Quick) ? FewestRows : Rows);
            ImportBenchReport report = await InFolderAsync(
                Path.GetTempPath(), (empty, say) => new ImportBench(number, say).RunAsync(empty, cancel));
            int exitCode = Print(line, report, report.ToText());
            return report.IsWhole ? exitCode : ExitCode.DoesNotHold;
        });
        return command;
    }

    private static Command Documents()
    {
        Option<int> files = AtLeast("--files", "Files to write and to verify", FewestFiles, Files);
        Command command = new("documents", "Signed PDFs a second, their size, and their verification / 证照文件的签发速度、大小与核验") { files, Quick, Json };
        command.Aliases.Add("pdf");
        command.SetAction(async (line, cancel) =>
        {
            int number = NumberOf(line, files, line.GetValue(Quick) ? FewestFiles : Files);
            DocumentsBenchReport report = await InFolderAsync(
                Path.GetTempPath(), (empty, say) => new DocumentsBench(number, say).RunAsync(empty, cancel));
            return Print(line, report, report.ToText());
        });
        return command;
    }

    private static Command Materials()
    {
        Option<int> files = AtLeast("--files", "Long files to hand in and to fetch", FewestLongFiles, LongFiles);
        Command command = new("materials", "Long files handed in and fetched, short ones a thousand at once / 电子材料的上传与下载") { files, Quick, Json };
        command.SetAction(async (line, cancel) =>
        {
            bool quick = line.GetValue(Quick);
            int number = NumberOf(line, files, quick ? FewestLongFiles : LongFiles);
            MaterialsBenchReport report = await InFolderAsync(
                Path.GetTempPath(), (empty, say) => new MaterialsBench(number, quick ? QuickFileBytes : LongFileBytes, quick ? QuickRounds : Rounds, say).RunAsync(empty, cancel));
            int exitCode = Print(line, report, report.ToText());
            return report.IsWhole ? exitCode : ExitCode.DoesNotHold;
        });
        return command;
    }

    private static Command Abuse()
    {
        Command command = new("abuse", "Idle connections, guesses and slow attackers beside honest callers / 滥用下的表现：空闲连接、猜测、慢速攻击") { Quick, Json };
        command.SetAction(async (line, cancel) =>
        {
            AbuseBenchSize size = line.GetValue(Quick) ? AbuseBenchSize.Quick : AbuseBenchSize.Full;
            AbuseBenchReport report = await InFolderAsync(Path.GetTempPath(), (empty, say) => new AbuseBench(size, say).RunAsync(empty, cancel));
            return Print(line, report, report.ToText());
        });
        return command;
    }

    private static Option<int> AtLeast(string name, string description, int fewest, int otherwise, int most = int.MaxValue)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(given =>
        {
            if (!given.Implicit && (given.GetValueOrDefault<int>() < fewest || given.GetValueOrDefault<int>() > most))
            {
                given.AddError($"{name} takes {fewest} or more{(most < int.MaxValue ? $", {most} at most" : "")}.");
            }
        });
        return option;
    }

    private static int NumberOf(ParseResult line, Option<int> option, int otherwise) =>
        line.GetResult(option) is { Implicit: false } ? line.GetValue(option) : otherwise;

    private static int Print<T>(ParseResult line, T report, string text)
    {
        Terminal.Print(line.GetValue(Json) ? JsonSerializer.Serialize(report, CommandJson.Options) : text);
        return ExitCode.Done;
    }

    private static async Task<T> InFolderAsync<T>(string parent, Func<string, Action<string>, Task<T>> measure)
    {
        string folder = Path.Combine(parent, $"bench-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        Progress progress = new();
        try
        {
            return await measure(folder, progress.Say);
        }
        finally
        {
            progress.End();
            Directory.Delete(folder, recursive: true);
        }
    }
}
