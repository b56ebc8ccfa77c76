using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Reconciliation;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Reconciliation;

namespace Ledger.Api.Tests.Reconciliation;

/// <summary>A department compares its records with a node's over real sockets.</summary>
public sealed class ReconciliationEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Manifests = ReconciliationEndpoints.Address + "/manifests";

    [Fact]
    public async Task By_hashes_a_department_finds_the_one_record_that_differs_and_others_learn_nothing()
    {
        for (int i = 0; i < 12; i++)
        {
            await node.Department.IssueAsync();
        }

        ReconciliationClient client = new(node.Department);
        Digest key = await client.GetKeyAsync(CancellationToken.None);
        LicenceRecord[] records = [.. Collected(DemoWorld.IssuingAuthority)];
        Assert.Equal(0, (await CompareAsync(client, records, key)).Count);
        LicenceRecord[] others = [records[0] with { Standing = RecordStanding.Ended }, .. records[2..], records[1] with { Identifier = records[1].Identifier + "X" }];
        RangeDifferences found = await CompareAsync(client, others, key);
        Assert.Equal(LicenceRecord.KeyOf(key, records[0].Identifier), Assert.Single(found.Different));
        Assert.Equal(LicenceRecord.KeyOf(key, records[1].Identifier), Assert.Single(found.Missing));
        Assert.Equal(others[^1].ToEntry(key).Key, Assert.Single(found.Surplus));
        Assert.Equal(node.LogSize, client.Size);

        // Hashes under another authority's key say nothing, and its records are not told.
        Assert.NotEqual(key, await new ReconciliationClient(node.OtherDepartment).GetKeyAsync(CancellationToken.None));
        JsonObject all = (await AskAsync(node.OtherDepartment, "all")).Json.AsObject();
        Assert.Equal(Collected("11310107MBDEM00236").Length, (int)all["ranges"]![0]!["count"]!);
        string text = (await AskAsync(node.Department, "all")).Text;
        Assert.All(records, record => Assert.DoesNotContain(record.Identifier, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ranges_are_256_at_most_and_a_snapshot_is_its_authoritys_own()
    {
        await node.Department.IssueAsync();
        string[] many = [.. Enumerable.Repeat("0", 257)];
        Calls.AssertProblem(await AskAsync(node.Department, many), HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(node.Department, many[1..])).Status);
        Calls.AssertProblem(await AskAsync(node.Department, "4"), HttpStatusCode.UnprocessableEntity, "invalid-field");
        string snapshot = (await AskAsync(node.Department, "all"))["snapshot"];
        JsonObject goOn = new() { ["ranges"] = new JsonArray("0"), ["snapshot"] = snapshot };
        Assert.Equal(snapshot, (await node.Department.PostJsonAsync(ReconciliationEndpoints.Address + "/ranges", goOn))["snapshot"]);
        Calls.AssertProblem(await node.OtherDepartment.PostJsonAsync(ReconciliationEndpoints.Address + "/ranges", goOn), HttpStatusCode.Conflict, "wrong-state");
    }

    [Fact]
    public async Task A_manifest_is_answered_with_what_is_missing_surplus_and_different()
    {
        string same = (await node.Department.IssueAsync())["identifier"];
        JsonObject licence = Calls.GoodLicence();
        string different = (await node.Department.IssueAsync(licence))["identifier"];
        string missing = LicenceIdentifier.Create(LicenceIdentifier.Parse(same).Type, DemoWorld.IssuingAuthority, "NEVERSENT1", 1).ToString();
        string[] surplus = [.. Collected(DemoWorld.IssuingAuthority).Select(record => record.Identifier).Where(identifier => identifier != same && identifier != different)];
        string name = licence["fields"]!.AsObject().First().Key;
        JsonObject[] lines =
        [
            new() { ["identifier"] = same, ["standing"] = "active" },
            new() { ["identifier"] = different, ["standing"] = "suspended", ["fields"] = new JsonObject { [$"KZ_{name}"] = "另一个值" } },
            new() { ["identifier"] = missing },
        ];
        string key = Calls.NewKey();
        Answer report = await SendAsync(key, lines);
        Assert.True(report.Status == HttpStatusCode.Created, report.Text);
        JsonObject told = report.Json.AsObject();
        Assert.Equal((3, 1, 1, 1, surplus.Length), ((int)told["listed"]!, (int)told["same"]!, (int)told["different"]!, (int)told["missing"]!, (int)told["surplus"]!));
        Assert.Equal((2.0 / 3, true), ((double)told["rate"]!, (bool)told["isWhole"]!));
        Assert.Equal(report["id"], (await SendAsync(key, lines))["id"]);
        Assert.Single((await node.Department.ReadAsync(Manifests)).Json["manifests"]!.AsArray(), one => (string)one!["id"]! == report["id"]);

        Answer differences = await node.Department.ReadAsync(report["differences"]);
        JsonNode[] rows = [.. differences.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(
            [("different", different), ("missing", missing)], rows.Take(2).Select(row => ((string)row["kind"]!, (string)row["identifier"]!)));
        Assert.Equal(["standing", $"fields.KZ_{name}"], rows[0]["members"]!.AsArray().Select(member => (string)member!));
        Assert.Equal(surplus.Order(StringComparer.Ordinal), rows[2..].Select(row => (string)row["identifier"]!).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("另一个值", differences.Text, StringComparison.Ordinal);
        Calls.AssertProblem(await node.OtherDepartment.ReadAsync(report["differences"]), HttpStatusCode.NotFound, "not-found");
        Assert.Empty((await node.OtherDepartment.ReadAsync(Manifests)).Json["manifests"]!.AsArray());

        foreach (JsonObject[] wrong in (JsonObject[][])[[lines[0], lines[0]], [new() { ["identifier"] = "x" }], [new() { ["identifier"] = same, ["more"] = "x" }]])
        {
            Calls.AssertProblem(await SendAsync(Calls.NewKey(), wrong), HttpStatusCode.UnprocessableEntity, "invalid-field");
        }
    }

    private static Task<RangeDifferences> CompareAsync(ReconciliationClient client, LicenceRecord[] records, Digest key) =>
        client.CompareAsync(new RangeTree(records.Select(record => record.ToEntry(key))), type: null, mostDifferences: 1_000, CancellationToken.None);

    private LicenceRecord[] Collected(string authority)
    {
        using LedgerRead rows = node.Node.Ledger.Read();
        return [.. CollectedLicences.Of(rows, authority, type: null).Select(LicenceRecord.Of)];
    }

    private static Task<Answer> AskAsync(HttpClient who, params string[] ranges) => who.PostJsonAsync(
        ReconciliationEndpoints.Address + "/ranges", new JsonObject { ["ranges"] = new JsonArray([.. ranges.Select(range => (JsonNode)range)]) });

    private Task<Answer> SendAsync(string key, params JsonObject[] lines) => node.Department.PostJsonAsync(
        Manifests, Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(line => line.ToJsonString()))), key, type: "application/x-ndjson");
}
