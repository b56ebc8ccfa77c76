using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Api.Importing;
using Ledger.Node;
using Ledger.Node.Importing;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>import</c>: sends a file of licences to a running node and watches it being issued. Called again with the same file it finds the
/// same import and goes on watching. Exit 0 every row is issued, 1 rows stand refused.
/// </summary>
internal static class ImportCommand
{
    private static readonly Option<DirectoryInfo> Data = new("--data") { Description = "The node's folder, for its address; or give --node" };
    private static readonly Option<string> Node = new("--node") { Description = "The node's address, for example http://127.0.0.1:8080" };
    private static readonly Option<FileInfo> KeyFile = new("--key-file") { Description = "File with the system's key", Required = true };
    private static readonly Option<string> Authority = new("--authority") { Description = "统一社会信用代码 of the authority that issues", Required = true };
    private static readonly Option<string> Operator = new("--operator") { Description = "经办人 account for rows that name none", Required = true };
    private static readonly Option<FileInfo> Rows = new("--file") { Description = "The file; with --retry, corrected rows" };
    private static readonly Option<string> Format = new("--format") { Description = "csv, jsonl or licence-code", DefaultValueFactory = _ => "csv" };
    private static readonly Option<string> Encoding = new("--encoding") { Description = "utf-8 or gb18030", DefaultValueFactory = _ => FileEncoding.Utf8 };
    private static readonly Option<FileInfo> Map = new("--map") { Description = "JSON file that says what the columns mean" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be done, and do nothing" };
    private static readonly Option<string> Retry = new("--retry") { Description = "Name of an import whose refused rows are tried again" };
    private static readonly Option<FileInfo> Errors = new("--errors") { Description = "Write here why rows were refused, CSV" };
    private static readonly Option<FileInfo> RefusedRows = new("--refused-rows") { Description = "Write here the refused rows, to be corrected" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the outcome as JSON" };

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Command Create()
    {
        Command command = new("import", "Import a file of licences / 批量导入证照")
        {
            Data, Node, KeyFile, Authority, Operator, Rows, Format, Encoding, Map, DryRun, Retry, Errors, RefusedRows, Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        Progress progress = new();
        try
        {
            string key = (await File.ReadAllTextAsync(line.GetRequiredValue(KeyFile).FullName, cancel)).Trim();
            using ImportClient client = new(AddressOf(line), key);
            ImportResponse import = await WatchAsync(client, await BeginAsync(client, line, cancel), progress, cancel);
            progress.End();
            await FetchAsync(client, import, line, cancel);
            Terminal.Print(line.GetValue(Json) ? JsonSerializer.Serialize(import, CommandJson.Options) : $"{import.Id}: {ImportClient.LineOf(import)}");
            return import.State == ImportState.Finished && import.Refused == 0 ? ExitCode.Done : ExitCode.DoesNotHold;
        }
        catch (FormatException e)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }
        catch (HttpRequestException e)
        {
            progress.End();
            return Terminal.End(e.Message, e.StatusCode is null ? ExitCode.Unavailable : ExitCode.DoesNotHold);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            progress.End();
            return Terminal.End(e.Message, ExitCode.Unavailable);
        }
    }

    private static Uri AddressOf(ParseResult line) => line.GetValue(Node) is string address
        ? Uri.TryCreate(address, UriKind.Absolute, out Uri? node) && node.Scheme is "http" or "https"
            ? node
            : throw new FormatException("--node takes an address that begins with http:// or https://.")
        : line.GetValue(Data) is DirectoryInfo folder
            ? NodeOptions.Load(folder.FullName).Listen
            : throw new FormatException("Give --node or --data.");

    private static async Task<ImportResponse> BeginAsync(ImportClient client, ParseResult line, CancellationToken cancel)
    {
        FileInfo? file = line.GetValue(Rows);
        if (line.GetValue(Retry) is string id)
        {
            return await client.RetryAsync(id, file, cancel);
        }

        if (file is null)
        {
            throw new FormatException("Give --file, or --retry.");
        }

        string query = $"format={Uri.EscapeDataString(line.GetRequiredValue(Format))}&encoding={Uri.EscapeDataString(line.GetRequiredValue(Encoding))}"
            + $"&authority={Uri.EscapeDataString(line.GetRequiredValue(Authority))}&dryRun={(line.GetValue(DryRun) ? "true" : "false")}";
        FileInfo? map = line.GetValue(Map);
        return await client.SendAsync(
            file, map, line.GetRequiredValue(Operator), query, await KeyOfAsync(file, map, query + line.GetRequiredValue(Operator), cancel), cancel);
    }

    /// <summary>The same file, map and options have the same key: the command can be called again, and finds its import.</summary>
    private static async Task<string> KeyOfAsync(FileInfo file, FileInfo? map, string options, CancellationToken cancel)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(options + "\n"));
        hash.AppendData(map is null ? [] : SHA256.HashData(await File.ReadAllBytesAsync(map.FullName, cancel)));
        await using FileStream stream = file.OpenRead();
        hash.AppendData(await SHA256.HashDataAsync(stream, cancel));
        return "import-" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<ImportResponse> WatchAsync(ImportClient client, ImportResponse import, Progress progress, CancellationToken cancel)
    {
        DateTime answered = DateTime.UtcNow;
        while (import.State == ImportState.Running)
        {
            progress.Say(ImportClient.LineOf(import));
            await Task.Delay(Pause, cancel);
            try
            {
                import = await client.GetAsync(import.Id, cancel);
                answered = DateTime.UtcNow;
            }
            catch (HttpRequestException e) when (e.StatusCode is null && DateTime.UtcNow - answered < Patience)
            {
                progress.Say("The node does not answer; the import goes on when it does. / 节点暂无应答。");
            }
        }

        return import;
    }

    private static async Task FetchAsync(ImportClient client, ImportResponse import, ParseResult line, CancellationToken cancel)
    {
        bool isKept = import.State is ImportState.Finished or ImportState.Paused && import.Refused > 0;
        if (isKept && line.GetValue(Errors) is FileInfo errors)
        {
            await client.FetchAsync(import.Id, "errors", errors.FullName, cancel);
        }

        if (isKept && line.GetValue(RefusedRows) is FileInfo rows)
        {
            await client.FetchAsync(import.Id, "refused-rows", rows.FullName, cancel);
        }
    }
}
