using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Importing;
using Ledger.Api.Tests.Crash;
using Ledger.Crypto.Transparency;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Xunit.Abstractions;

namespace Ledger.Api.Tests.Importing;

/// <summary>An import that is killed goes on where it was: no row is lost, none becomes two licences.</summary>
[Collection(OneAtATime.Name)]
public sealed class ImportCrashTests(ITestOutputHelper output)
{
    private const int Rows = 2_000;
    private const int Kills = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Killed_again_and_again_it_loses_no_row_and_issues_none_twice()
    {
        await using Crash.TestNode node = Crash.TestNode.Create();
        string file = node.Beside("rows.csv");
        IReadOnlyList<(string Type, string Serial)> written;
        await using (StreamWriter text = new(file))
        {
            written = new ImportRows(LicenceDate.InChina(TimeProvider.System.GetUtcNow())).Write(text, Rows);
            await text.WriteLineAsync("x,refused");
        }

        await node.StartAsync();
        using ImportClient client = new(node.Address, node.DepartmentKey);
        ImportResponse import = await client.SendAsync(new FileInfo(file), null, "clerk-1", "format=csv", "crash", CancellationToken.None);
        for (int kill = 1; kill <= Kills; kill++)
        {
            long until = import.RowsDone + 1;
            import = await WatchAsync(client, import.Id, until);
            output.WriteLine($"killed at row {import.RowsDone}");
            await node.KillAsync();
            await node.StartAsync();
        }

        import = await WatchAsync(client, import.Id, long.MaxValue);
        Assert.Equal(("finished", Rows + 1L, (long)Rows, 1L), (import.State, import.RowsDone, import.Issued, import.Refused));
        Assert.Equal(Rows, await IssuesAsync(node));
        foreach ((string type, string serial) in written.Where((_, i) => i % 50 == 0))
        {
            string identifier = LicenceIdentifier.Create(type, DemoWorld.IssuingAuthority, serial, version: 1).ToString();
            using HttpResponseMessage licence = await node.Client.GetAsDepartmentAsync($"/api/v1/licences/{identifier}");
            Assert.Equal(HttpStatusCode.OK, licence.StatusCode);
        }

        await node.StopAsync();
        Assert.Empty(Directory.GetFiles(node.Options.ImportFolder));
    }

    [Fact]
    public async Task A_batch_killed_in_between_and_sent_again_is_issued_once()
    {
        await using Crash.TestNode node = Crash.TestNode.Create();
        await node.StartAsync();
        JsonObject body = new() { ["items"] = new JsonArray([.. Enumerable.Range(0, 600).Select(_ => (JsonNode)Calls.GoodLicence())]) };
        Task<Answer?> killed = BatchAsync(node, body);
        await Task.Delay(Random.Shared.Next(50, 800));
        await node.KillAsync();
        Answer? first = await killed;
        await node.StartAsync();
        Answer second = (await BatchAsync(node, body))!;
        Assert.Equal(600, (int)second.Json["issued"]!);
        Assert.Equal(600, await IssuesAsync(node));
        Assert.True(first is null || first.Text == second.Text);
        output.WriteLine(first is null ? "killed before it answered" : "it had answered");
    }

    private static async Task<Answer?> BatchAsync(Crash.TestNode node, JsonObject body)
    {
        using HttpClient http = new() { BaseAddress = node.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", node.DepartmentKey);
        try
        {
            return await http.PostJsonAsync("/api/v1/licences/batch", body, "batch");
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<ImportResponse> WatchAsync(ImportClient client, string id, long until)
    {
        using CancellationTokenSource late = new(Patience);
        ImportResponse import = await client.GetAsync(id, late.Token);
        while (import.State == "running" && import.RowsDone < until)
        {
            await Task.Delay(5, late.Token);
            import = await client.GetAsync(id, late.Token);
        }

        return import;
    }

    private static async Task<int> IssuesAsync(Crash.TestNode node) => (await new LogWitness(node).CheckAllAsync())
        .Count(leaf => !MapCommit.Is(leaf) && EventLeaf.Parse(leaf).Type == EventType.Issue);
}
