using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Commands;
using Ledger.Api.Tests.Commands;
using Ledger.Api.Tests.Importing;
using Ledger.Node.Auditing;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Api.Tests.Security;

/// <summary>A node of its own for each: it is stopped, changed or kept from writing.</summary>
public sealed class AuditOrRefuseTests : IAsyncLifetime, IDisposable
{
    private readonly TestNode _node = new();
    private readonly TemporaryFolder _folder = new();
    private string _identifier = "";
    private JsonObject _licence = [];
    private bool _isStopped;

    public async Task InitializeAsync()
    {
        await _node.InitializeAsync();
        _licence = Calls.GoodLicence();
        _identifier = (await _node.Department.IssueAsync(_licence))["identifier"];
    }

    public async Task DisposeAsync()
    {
        if (!_isStopped)
        {
            await _node.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _node.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Where_the_audit_log_cannot_be_written_no_personal_data_leave()
    {
        string import = $"{ImportCalls.Imports}/{(string)(await _node.Department.ImportAsync(ImportCalls.Rows(1, out _) + "broken row"))["id"]!}";
        foreach (string file in (string[])["/errors", "/refused-rows"])
        {
            Assert.Equal(HttpStatusCode.OK, (await _node.Department.ReadAsync(import + file)).Status);
        }

        _node.Node.Ledger.Quarantine("测试。", "A test.");
        string licence = $"{Calls.Licences}/{_identifier}";
        foreach (string path in (string[])[licence, $"{licence}/pdf", $"{licence}/ofd", $"{licence}/metadata", $"{licence}/events", $"{licence}/copies", $"{import}/errors", $"{import}/refused-rows"])
        {
            Answer answer = await _node.Department.ReadAsync(path);
            Assert.True(answer.Status == HttpStatusCode.ServiceUnavailable, $"{path}: {answer.Text}");
            Assert.DoesNotContain((string)_licence["holder"]!["name"]!, answer.Text, StringComparison.Ordinal);
        }

        Calls.AssertProblem(
            await _node.Department.ReadAsync($"{Calls.Licences}/{_identifier}"), HttpStatusCode.ServiceUnavailable, "audit-unavailable");

        // What shows nobody's data is answered all the same.
        Assert.Equal(HttpStatusCode.OK, (await _node.Anyone.ReadAsync("/api/v1/catalogue/licence-types")).Status);
    }

    [Fact]
    public async Task The_export_has_every_entry_once_with_a_proof_and_the_audit_finds_an_entry_taken_out()
    {
        for (int i = 0; i < 3; i++)
        {
            await _node.Department.ReadAsync($"{Calls.Licences}/{_identifier}");
        }

        await _node.Node.Ledger.CommitAuditAsync(CancellationToken.None);
        string key = _folder["auditor.key"];
        await File.WriteAllTextAsync(key, TestNode.AuditorKey);
        CommandRun export = await CommandRun.OfAsync(AuditExportCommand.Create(), "--node", $"{_node.Address}", "--key-file", key);
        Assert.True(export.ExitCode == 0, $"{export}");
        long[] numbers = [.. export.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!["entry"]!["number"]!.GetValue<long>())];
        Assert.Equal(Enumerable.Range(0, numbers.Length).Select(i => (long)i), numbers);
        Assert.True(numbers.Length >= 3);
        CommandRun refused = await CommandRun.OfAsync(AuditExportCommand.Create(), "--node", $"{_node.Address}", "--key-file", await OtherKeyAsync());
        Assert.Equal(1, refused.ExitCode);

        string folder = await StopAsync();
        CommandRun whole = await AuditAsync(folder);
        Assert.True(whole.ExitCode == 0, $"{whole}");
        Assert.Contains("under the log", whole.Output, StringComparison.Ordinal);

        using (StateStore store = StateStore.Open(new StoreOptions { Folder = _node.Node.Options.DatabaseFolder }))
        {
            // As whoever has the disk would: the first entry is gone, and all hashes are right again.
            WriteBatch batch = new();
            using LedgerRead rows = new(store, snapshot: null, head: null);
            AuditEdge edge = AuditEdge.Empty;
            foreach (ReadOnlyMemory<byte> leaf in new LogEntries(rows, AuditEdge.EntryColumn).From(1, new StoredAudit(rows).Size))
            {
                AuditEntry entry = AuditEntries.Parse(leaf.Span);
                entry.Number = edge.Size;
                edge.Append(AuditEntries.Encode(entry));
            }

            edge.Put(batch.PutKept);
            batch.Put(Column.Meta, LogRows.AuditSizeKey, LogRows.OfAuditSize(edge.Size, edge.Size - 1));
            store.Write(batch);
        }

        CommandRun cut = await AuditAsync(folder);
        Assert.True(cut.ExitCode == 1, $"{cut}");
        Assert.Contains("audit", cut.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("✘", cut.Output, StringComparison.Ordinal);
    }

    private async Task<string> OtherKeyAsync()
    {
        string path = _folder["other.key"];
        await File.WriteAllTextAsync(path, TestNode.Key);
        return path;
    }

    private async Task<string> StopAsync()
    {
        string folder = _node.Node.Options.Folder;
        await _node.App.DisposeAsync();
        await _node.Node.DisposeAsync();
        _isStopped = true;
        _node.Node.Options.Save(folder);
        return folder;
    }

    private static Task<CommandRun> AuditAsync(string folder) => CommandRun.OfAsync(AuditCommand.Create(), "--data", folder);
}
