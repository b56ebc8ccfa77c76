using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Node.Auditing;
using Ledger.Node.Importing;

namespace Ledger.Api.Tests.Importing;

/// <summary>Large imports take two persons.</summary>
public sealed class ImportApprovalTests : IAsyncLifetime, IDisposable
{
    private const int Alone = 5;

    private readonly ShiftedClock _clock = new();
    private readonly TestNode _node;
    private HttpClient _second = null!;

    public ImportApprovalTests() => _node = new() { Time = _clock, Adjust = options => options with { ImportRowsAlone = Alone } };

    public async Task InitializeAsync()
    {
        await _node.InitializeAsync();
        _second = _node.SystemOf(DemoWorld.IssuingAuthority);
    }

    public Task DisposeAsync()
    {
        _second.Dispose();
        return _node.DisposeAsync();
    }

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task So_many_rows_are_imported_alone_and_one_more_waits_for_another_person()
    {
        JsonObject small = await _node.Department.ImportAsync(ImportCalls.Rows(Alone, from: 0));
        Assert.Equal(("finished", Alone), ((string)small["state"]!, small.Counts().Issued));
        long before = _node.LogSize;

        // A row more on the same day, in another file.
        Answer proposed = await _node.Department.SendAsync(ImportCalls.Rows(1, from: Alone));
        Assert.Equal("proposed", proposed["state"]);
        Assert.NotNull(proposed.Json["approvableUntil"]);
        string id = proposed["id"];
        Calls.AssertProblem(await ActAsync(_node.Department, id, "resume"), HttpStatusCode.Conflict, "wrong-state");
        Calls.AssertProblem(await ApproveAsync(_node.Department, id, "head-1"), HttpStatusCode.Forbidden, "not-allowed");
        Calls.AssertProblem(await ApproveAsync(_second, id, "clerk-1"), HttpStatusCode.Forbidden, "not-allowed");
        string[] strangers = [(await ApproveAsync(_node.OtherDepartment, id, "head-1")).Text, (await ApproveAsync(_second, new string('7', 32), "head-1")).Text];
        Assert.Equal(strangers[0], strangers[1]);
        Assert.Equal(before, _node.LogSize);

        Assert.Equal(HttpStatusCode.OK, (await ApproveAsync(_second, id, "head-1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await ApproveAsync(_second, id, "head-1")).Status);
        Calls.AssertProblem(await ApproveAsync(_second, id, "head-2"), HttpStatusCode.Conflict, "wrong-state");
        Assert.Equal(1, (await _node.Department.EndAsync(id)).Counts().Issued);
        await _node.Node.Ledger.CommitAuditAsync(CancellationToken.None);
        AuditEntry[] audited = [.. _node.Node.AuditReading.Page(0, AuditReading.MostEntries, null).Entries.Select(entry => AuditEntries.Parse(entry.Bytes))];
        Assert.Contains(audited, entry => entry.Action.EndsWith("/approval", StringComparison.Ordinal) && entry.Status == 200 && entry.System == DemoWorld.IssuingAuthority);
        Assert.Contains(audited, entry => entry.Action.EndsWith("/approval", StringComparison.Ordinal) && entry.Status == 403 && entry.System == "test");

        // The next day there is room again, and a dry run waits for nobody.
        Assert.Equal("running", (await _node.Department.SendAsync(ImportCalls.Rows(20, from: 50), "format=csv&dryRun=true"))["state"]);
        _clock.Shift += TimeSpan.FromDays(1);
        Assert.Equal("running", (await _node.Department.SendAsync(ImportCalls.Rows(Alone, from: 20)))["state"]);
    }

    [Fact]
    public async Task What_nobody_approves_in_time_is_cancelled()
    {
        string id = (await _node.Department.SendAsync(ImportCalls.Rows(Alone + 1, from: 0)))["id"];
        _clock.Shift = ImportLimits.ApprovableFor - TimeSpan.FromMinutes(1);
        Assert.Equal("proposed", (await _node.Department.ReadAsync($"{ImportCalls.Imports}/{id}"))["state"]);
        _clock.Shift = ImportLimits.ApprovableFor;
        Calls.AssertProblem(await ApproveAsync(_second, id, "head-1"), HttpStatusCode.Conflict, "wrong-state");
        await _node.Node.Imports.CleanAsync(_clock.GetUtcNow(), CancellationToken.None);
        Assert.Equal("cancelled", (await _node.Department.ReadAsync($"{ImportCalls.Imports}/{id}"))["state"]);
        Assert.Empty(Directory.GetFiles(_node.Node.Options.ImportFolder));
    }

    private static Task<Answer> ApproveAsync(HttpClient client, string id, string account) =>
        client.PostJsonAsync($"{ImportCalls.Imports}/{id}/approval", new JsonObject { ["operator"] = account });

    private static Task<Answer> ActAsync(HttpClient client, string id, string act) => client.PostFormAsync($"{ImportCalls.Imports}/{id}/{act}", null, null);

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
