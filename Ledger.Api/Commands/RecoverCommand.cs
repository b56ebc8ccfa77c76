using System.CommandLine;
using Ledger.Api.Hosting;
using Ledger.Node;
using Ledger.Node.Federation;
using Ledger.Node.Log;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>recover</c>: brings a stopped node, put back from a backup, up to what other provinces' mirrors have of its log. Exit 0 done, 1 it
/// cannot be made and nothing was changed. With <c>--new-origin</c> it ends the log instead and prints the checkpoint that the new one
/// will commit to; a folder that cannot be opened as <c>serve</c>.
/// </summary>
internal static class RecoverCommand
{
    private static readonly Option<DirectoryInfo> Data = new("--data") { Description = "The node's folder; the node must be stopped", Required = true };
    private static readonly Option<string[]> Mirrors = new("--mirror")
    {
        Description = "Address of another province's node, for example http://127.0.0.1:8081; once more for another",
    };

    private static readonly Option<string> NewOrigin = new("--new-origin")
    {
        Description = "Where nobody has the newest leaves: end this log, and begin one of this origin that commits to the last known checkpoint",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the report as JSON" };

    public static Command Create()
    {
        Command command = new("recover", "Recover a log from others' mirrors after a restore / 恢复备份后由他省镜像补齐账本") { Data, Mirrors, NewOrigin, Json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Mirrors) is null && result.GetResult(NewOrigin) is null)
            {
                result.AddError("recover needs --mirror or --new-origin.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        Progress progress = new();
        try
        {
            List<Uri> mirrors = [.. (line.GetValue(Mirrors) ?? []).Select(RemoteLog.AddressOf)];
            NodeOptions options = NodeOptions.Load(line.GetRequiredValue(Data).FullName);
            if (line.GetValue(NewOrigin) is string origin)
            {
                LogContinuation ended = await Succession.BeginAsync(options, origin, mirrors, cancel);
                await line.InvocationConfiguration.Output.WriteLineAsync(ended.Checkpoint.TrimEnd());
                return ExitCode.Done;
            }

            using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddDiscreetConsole(json: false));
            using Recovery recovery = Recovery.Open(options);
            RecoveryReport report = await recovery.RunAsync(mirrors, loggers, progress.Say, cancel);
            progress.End();
            await line.InvocationConfiguration.Output.WriteLineAsync(
                line.GetValue(Json) ? System.Text.Json.JsonSerializer.Serialize(report, CommandJson.Options) : TextOf(report));
            return ExitCode.Done;
        }
        catch (RecoveryException e)
        {
            progress.End();
            return Terminal.End($"✘ {e.Chinese} {e.Message}", ExitCode.DoesNotHold);
        }
        catch (Exception e) when (StartFailure.Of(e) is StartFailure failure)
        {
            progress.End();
            return Terminal.End(failure.Sentence, failure.ExitCode);
        }
    }

    private static string TextOf(RecoveryReport report) =>
        $"""
        ✔ {report.StoredSize} → {report.Size} leaves / 条目, {report.Source}
          {report.LostBodies} events since the backup have lost their bodies: their statuses are right, their contents are not here.
          备份之后的 {report.LostBodies} 个事件仅余条目：状态正确，内容已失。
        """;
}
