using System.CommandLine;
using System.Text.Json;
using Ledger.Api.Holdings;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Commands;

/// <summary><c>folder FILE</c>: checks an exported folder. Exit 0 it holds, 1 it does not, 2 cannot tell, 64 wrong usage.</summary>
internal static class FolderCommand
{
    public static Command Create()
    {
        Argument<FileInfo> export = new("FILE") { Description = "The export, lines of JSON" };
        Option<FileSystemInfo> trust = TrustCommand.Source("Trust bundle, or folder with policy.json: roots and logs");
        Option<bool> json = new("--json") { Description = "Print what was checked as JSON" };
        Command command = new("folder", "Check an exported folder / 核对导出的本人数据") { export, trust, json };
        command.SetAction((line, cancel) => RunAsync(line.GetRequiredValue(export), line.GetRequiredValue(trust), line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, FileSystemInfo trust, bool json, CancellationToken cancel)
    {
        IReadOnlyList<Check> checks;
        try
        {
            TrustPolicy policy = TrustSource.Load(trust.FullName);
            await using FileStream stream = file.OpenRead();
            checks = await ExportChecks.MakeAsync(stream, policy, TimeProvider.System, cancel);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }

        Terminal.Print(json ? JsonSerializer.Serialize(checks.Select(CheckResponse.Of), CommandJson.Options) : string.Join(Environment.NewLine, checks.SelectMany(check => new[]
        {
            $"  {VerdictText.Word(check.Result, english: false)} {check.Name}", $"      {check.Chinese}", $"      {check.English}",
        })));
        return checks.Any(check => check.Result == CheckResult.Failed) ? ExitCode.DoesNotHold
            : checks.Any(check => check.Result == CheckResult.Unknown) ? ExitCode.CannotTell
            : ExitCode.Done;
    }
}
