using System.CommandLine;
using Ledger.Node;
using Ledger.Node.Federation;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>recover</c>: brings a stopped node, put back from a backup, up to what other provinces' mirrors have of its log. Exit 0 done, 1 it
/// cannot be made and nothing was changed; a folder that cannot be opened as <c>serve</c>.
/// </summary>
internal static class RecoverCommand
{
    private static readonly Option<DirectoryInfo> Data = new("--data") { Description = "The node's folder; the node must be stopped", Required = true };
    private static readonly Option<string[]> Mirrors = new("--mirror")
    {
        Description = "Address of another province's node, for example http://127.0.0.1:8081; once more for another",
        Required = true,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the report as JSON" };

    public static Command Create()
    {
        Command command = new("recover", "Recover a log from others' mirrors after a restore / 恢复备份后由他省镜像补齐账本") { Data, Mirrors, Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        Progress progress = new();
        try
        {
            List<Uri> mirrors = [.. line.GetRequiredValue(Mirrors).Select(RemoteLog.AddressOf)];
            NodeOptions options = NodeOptions.Load(line.GetRequiredValue(Data).FullName);
            using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
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
