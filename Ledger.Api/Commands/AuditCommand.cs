using System.CommandLine;
using System.CommandLine.Parsing;
using Ledger.Api.Tiles;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>audit</c>: adds a whole log up again and compares every hash, root and signature; of a stopped node's folder the
/// rows as well. Exit 0 consistent, 1 different, 2 not everything could be read; a folder that cannot be opened as <c>serve</c>.
/// </summary>
internal static class AuditCommand
{
    private static readonly Option<DirectoryInfo> Data = new("--data") { Description = "A node's folder; the node must be stopped" };
    private static readonly Option<string> Address = new("--url") { Description = "Address of any tlog-tiles log, for example http://127.0.0.1:8080/log" };
    private static readonly Option<DirectoryInfo> Folder = new("--dir") { Description = "Folder laid out as tlog-tiles" };
    private static readonly Option<string[]> Keys = new("--vkey")
    {
        Description = "With --url or --dir: the log's key as name+id+base64; once more for the SM2 key of the SM3 twin",
    };

    private static readonly Option<bool> Twin = new("--sm3") { Description = "Insist on the SM3 twin: its SM2 key must be given" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the report as JSON" };

    public static Command Create()
    {
        Command command = new("audit", "Recompute and compare a whole log / 重算并比对全部账本") { Data, Address, Folder, Keys, Twin, Json };
        command.Validators.Add(OneSource);
        command.SetAction(RunAsync);
        return command;
    }

    private static void OneSource(CommandResult result)
    {
        int sources = (result.GetResult(Data) is null ? 0 : 1) + (result.GetResult(Address) is null ? 0 : 1) + (result.GetResult(Folder) is null ? 0 : 1);
        if (sources != 1)
        {
            result.AddError("audit takes one of --data, --url and --dir.");
        }
        else if (result.GetResult(Data) is null == (result.GetResult(Keys) is null))
        {
            result.AddError("--url and --dir need --vkey; --data has the keys.");
        }
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        AuditOutcome outcome;
        Progress progress = new();
        DirectoryInfo? data = line.GetValue(Data);
        try
        {
            outcome = data is null ? await LogAsync(line, progress, cancel) : NodeAudit.Run(data.FullName, progress, cancel);
        }
        catch (Exception e) when (data is not null && StartFailure.Of(e) is StartFailure failure)
        {
            return Terminal.End(failure.Sentence, failure.ExitCode);
        }
        catch (FormatException e) when (data is null)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }

        progress.End();
        await line.InvocationConfiguration.Output.WriteLineAsync(line.GetValue(Json) ? outcome.ToJson() : outcome.ToText());
        return outcome.Code();
    }

    private static async Task<AuditOutcome> LogAsync(ParseResult line, Progress progress, CancellationToken cancel)
    {
        LogKeys keys = LogKeys.Of(line.GetValue(Keys)!);
        if (line.GetValue(Twin) && keys.Sm2 is null)
        {
            throw new FormatException("--sm3 needs the twin's SM2 key as a second --vkey.");
        }

        using RemoteLog? remote = line.GetValue(Address) is string address ? new RemoteLog(RemoteLog.AddressOf(address)) : null;
        ReadLogFile read = remote is null ? new LogFolder(line.GetValue(Folder)!.FullName).ReadAsync : remote.ReadAsync;
        try
        {
            TileAudit audit = new(read, keys.Ed25519, keys.Sm2);
            return AuditOutcome.Of(await audit.RunAsync((done, size) => progress.Say($"{done} / {size} leaves"), cancel));
        }
        catch (IOException e)
        {
            return AuditOutcome.Unread(keys.Ed25519.Name, e.Message);
        }
    }
}
