using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;
using Ledger.Api.Reconciliation;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Node.Catalogue;
using Ledger.Node.Importing;
using Ledger.Node.Outgoing;
using Ledger.Node.Reconciliation;

namespace Ledger.Api.Commands;

/// <summary><c>reconcile</c>: compares a department's own records with a running node's by few hashes. Exit 0 they are the same, 1 they differ.</summary>
internal static class ReconcileCommand
{
    private const int MostDifferences = 10_000;

    private static readonly Option<string> Node = new("--node") { Description = "The node's address, for example http://127.0.0.1:8080", Required = true };
    private static readonly Option<FileInfo> KeyFile = new("--key-file") { Description = "File with the system's key", Required = true };
    private static readonly Option<FileInfo> Records = new("--records") { Description = "Lines of JSON: identifier, standing, validFrom, validTo", Required = true };
    private static readonly Option<string> Type = new("--type") { Description = "证照类型代码; left out for all" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the outcome as JSON" };

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Command Create()
    {
        Command command = new("reconcile", "Compare one's records with a node's / 对账") { Node, KeyFile, Records, Type, Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        try
        {
            using HttpClient http = OutgoingHttp.Create(OutgoingCall.OfPerson(Patience), new Uri(line.GetRequiredValue(Node).TrimEnd('/') + "/"));
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(line.GetRequiredValue(KeyFile).FullName, cancel)).Trim());
            ReconciliationClient client = new(http);
            Digest key = await client.GetKeyAsync(cancel);
            Dictionary<Digest, string> names = [];
            List<RangeEntry> entries = [];
            await foreach (LicenceRecord record in ReadAsync(line.GetRequiredValue(Records), cancel))
            {
                RangeEntry entry = record.ToEntry(key);
                names[entry.Key] = record.Identifier;
                entries.Add(entry);
            }

            RangeDifferences found = await client.CompareAsync(new RangeTree(entries), line.GetValue(Type), MostDifferences, cancel);
            Print(found, names, client.Size, line.GetValue(Json));
            return found.Count == 0 ? ExitCode.Done : ExitCode.DoesNotHold;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or UriFormatException)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }
        catch (HttpRequestException e)
        {
            return Terminal.End(e.Message, e.StatusCode is null ? ExitCode.Unavailable : ExitCode.DoesNotHold);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Terminal.End(e.Message, ExitCode.Unavailable);
        }
    }

    private static async IAsyncEnumerable<LicenceRecord> ReadAsync(FileInfo file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using FileStream stream = file.OpenRead();
        JsonLinesReader reader = new(stream, ManifestLine.MaximumBytes);
        while (await reader.ReadAsync(cancel) is ReadOnlyMemory<byte> text)
        {
            ManifestLine line = ManifestLine.Parse(text.Span);
            yield return line is { Standing: RecordStanding standing, ValidFrom: string from, ValidTo: string to }
                ? new LicenceRecord(line.Identifier, standing, LicenceDate.Parse(from), to.Length == 0 ? null : LicenceDate.Parse(to))
                : throw new FormatException($"Line {reader.Row}: standing, validFrom and validTo (empty for 长期) are needed.");
        }
    }

    private static void Print(RangeDifferences found, Dictionary<Digest, string> names, long size, bool asJson)
    {
        string[] missing = [.. found.Missing.Select(digest => digest.ToHex())];
        string[] surplus = [.. found.Surplus.Select(digest => names[digest])];
        string[] different = [.. found.Different.Select(digest => names[digest])];
        if (asJson)
        {
            Terminal.Print(JsonSerializer.Serialize(
                new { size, hashes = found.Hashes, rounds = found.Questions, isWhole = found.IsWhole, onlyAtNode = missing, onlyHere = surplus, different }, CommandJson.Options));
            return;
        }

        Terminal.Print($"账本 {size} 条，比对 {found.Hashes} 个散列，往返 {found.Questions} 次 / {found.Hashes} hashes in {found.Questions} rounds");
        surplus.ToList().ForEach(identifier => Terminal.Print($"仅本方 only here: {identifier}"));
        different.ToList().ForEach(identifier => Terminal.Print($"不一致 different: {identifier}"));
        missing.ToList().ForEach(hash => Terminal.Print($"仅账本 only at the node: {hash}"));
        Terminal.Print(found.Count == 0 ? "一致 / the same" : found.IsWhole ? $"{found.Count} 处不同 / differences" : $"至少 {found.Count} 处不同 / differences at least");
    }
}
