using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Security;
using Ledger.Node.Auditing;

namespace Ledger.Api.Tests.Security;

/// <summary>What is recorded of whom, and that no answer goes out before.</summary>
public sealed class AuditedAnswersTests(TestNode node) : IClassFixture<TestNode>
{
    // What is read and nobody records, with the reason why nothing personal is in it.
    private static readonly Dictionary<string, string> Unrecorded = new()
    {
        ["/api/v1/imports"] = "names, counts and states of jobs",
        ["/api/v1/imports/{id}"] = "the same of one job",
        ["/api/v1/signing-keys"] = "certificates of authorities",
        ["/api/v1/system-keys"] = "public keys of systems",
        ["/api/v1/seals"] = "seals of authorities",
        ["/api/v1/seals/{seal}"] = "the same of one seal",
        ["/api/v1/seals/{seal}/picture"] = "the picture of a seal",
        ["/api/v1/seals/{seal}/grants"] = "systems and types",
        ["/counter/issue/{type}"] = "an empty form",
        ["/counter/imports"] = "as the interface's",
        ["/counter/imports/{id}"] = "as the interface's",
        ["/counter/imports/{id}/approval"] = "the same of one job",
        ["/counter/imports/{id}/pause"] = "the same of one job",
        ["/counter/imports/{id}/resume"] = "the same of one job",
        ["/counter/imports/{id}/cancel"] = "the same of one job",
        ["/counter/systems"] = "names of systems and public keys",
        ["/counter/systems/keys/new"] = "names of systems",
        ["/counter/systems/keys/withdrawal"] = "names of keys",
        ["/counter/seals/new"] = "an empty form",
        ["/counter/seals/{seal}"] = "as the interface's",
        ["/counter/seals/{seal}/picture"] = "as the interface's",
        ["/counter/seals/{seal}/approval"] = "the seal itself",
        ["/counter/seals/{seal}/rejection"] = "the seal itself",
        ["/counter/seals/{seal}/installation"] = "the seal itself",
        ["/counter/seals/{seal}/freezing"] = "the seal itself",
        ["/counter/seals/{seal}/unfreezing"] = "the seal itself",
        ["/counter/seals/{seal}/revocation"] = "the seal itself",
        ["/counter/seals/{seal}/grants/new"] = "the seal itself",
        ["/counter/seals/{seal}/grants/{grant}/withdrawal"] = "as the interface's",
        ["/operations"] = "figures of the node",
        ["/start"] = "where the caller's own pages are",
        ["/api/v1/session"] = "what the caller's own session is",
        ["/api/v1/sessions"] = "the caller's own sessions",
        ["/api/v1/sign-in/state"] = "counts of sessions",
    };

    [Fact]
    public void Every_reading_endpoint_that_is_not_for_all_is_audited_or_shows_nothing_personal() => Assert.Equal(
        Unrecorded.Keys.Order(StringComparer.Ordinal),
        PermissionTable.Rows.Where(row => row.Role != Role.Anyone && row.Method == "GET" && !row.IsAudited).Select(row => row.Route).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_read_is_recorded_before_it_is_answered_and_nothing_in_the_clear()
    {
        JsonObject licence = Calls.GoodLicence();
        string identifier = (await node.Department.IssueAsync(licence))["identifier"];
        foreach (string path in (string[])["", "/pdf", "/metadata", "/events"])
        {
            long before = node.Node.Ledger.AuditSize;
            Answer answer = await node.Department.ReadAsync($"{Calls.Licences}/{identifier}{path}");
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            Assert.Equal(before + 1, node.Node.Ledger.AuditSize);
            AuditEntry entry = await NewestAsync();
            Assert.Equal((AuditActor.Department, "test", 200, ""), (entry.Actor, entry.System, entry.Status, entry.Code));
            Assert.Equal($"GET {Calls.Licences}/{{identifier}}{path}", entry.Action);
            Assert.Equal("127.0.0.0/24", entry.Network);
            Assert.Equal([node.Node.Audit.Pseudonyms.Licence(identifier)], entry.Subjects);
            string bytes = Encoding.UTF8.GetString(AuditEntries.Encode(entry));
            foreach (string secret in (string[])[identifier, (string)licence["holder"]!["name"]!, (string)licence["holder"]!["code"]!, (string)licence["number"]!])
            {
                Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_search_concerns_the_holder_and_every_licence_shown()
    {
        JsonObject licence = Calls.GoodLicence();
        string identifier = (await node.Department.IssueAsync(licence))["identifier"];
        JsonObject search = new() { ["codeType"] = (string)licence["holder"]!["codeType"]!, ["code"] = (string)licence["holder"]!["code"]! };
        Answer answer = await node.Department.PostJsonAsync($"{Calls.Licences}/by-holder", search);
        AuditEntry entry = await NewestAsync();
        Assert.Equal(1 + answer.Json["licences"]!.AsArray().Count, entry.Subjects.Count);
        Assert.Contains(node.Node.Audit.Pseudonyms.Holder((string)licence["holder"]!["code"]!), entry.Subjects);
        Assert.Contains(node.Node.Audit.Pseudonyms.Licence(identifier), entry.Subjects);
    }

    [Fact]
    public async Task The_five_elements_of_a_sharing_service_are_recorded_as_code_and_pseudonyms()
    {
        string identifier = (await node.Department.IssueAsync())["identifier"];
        JsonObject body = new()
        {
            ["CertificateID"] = identifier,
            ["UseFor"] = "办理许可",
            ["orgName"] = "市监局",
            ["username"] = "李四",
            ["itemName"] = "食品经营许可",
            ["itemCode"] = "0131-001",
            ["businessCode"] = "310101199001011234",
        };
        Answer answer = await node.Department.PostJsonAsync("/elssp/v1/GetCertificateDataByCertificateID", body);
        Assert.True(answer.Json["head"]!["status"]!.GetValue<int>() == 0, answer.Text);
        AuditEntry entry = await NewestAsync();
        AuditPseudonyms pseudonyms = node.Node.Audit.Pseudonyms;
        Assert.Equal(("test", pseudonyms.Person("test", "李四")), (entry.System, entry.Person));
        Assert.Equal(("0131-001", pseudonyms.Of("case", "310101199001011234")), (entry.Purpose.ItemCode, entry.Purpose.CaseNumber));
        Assert.Equal((pseudonyms.Of("organisation", "市监局"), pseudonyms.Of("use", "办理许可")), (entry.Purpose.Organisation, entry.Purpose.Use));

        body["CertificateID"] = "1.2.156.3005.2";
        await node.Department.PostJsonAsync("/elssp/v1/GetCertificateDataByCertificateID", body);
        Assert.StartsWith("exchange-", (await NewestAsync()).Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_callers_refusal_is_recorded_and_strangers_are_counted()
    {
        string identifier = (await node.Department.IssueAsync())["identifier"];
        long before = node.Node.Ledger.AuditSize;
        Assert.Equal(HttpStatusCode.NotFound, (await node.OtherDepartment.ReadAsync($"{Calls.Licences}/{identifier}")).Status);
        AuditEntry refused = await NewestAsync();
        Assert.Equal(("other", 404, "not-found"), (refused.System, refused.Status, refused.Code));
        Assert.Equal([node.Node.Audit.Pseudonyms.Licence(identifier)], refused.Subjects);
        Assert.Equal(before + 1, node.Node.Ledger.AuditSize);

        for (int i = 0; i < 5; i++)
        {
            await node.Anyone.ReadAsync($"{Calls.Licences}/{identifier}/pdf");
        }

        Assert.Equal(before + 1, node.Node.Ledger.AuditSize);
        await node.Node.AuditWorker.RunOnceAsync(CancellationToken.None);
        AuditEntry counted = (await EntriesAsync(before)).Single(entry => entry.Action == $"GET {Calls.Licences}/{{identifier}}/pdf" && entry.Actor == AuditActor.Anyone);
        Assert.Equal((5, 401, "not-authenticated"), (counted.Count, counted.Status, counted.Code));
    }

    [Fact]
    public async Task Auditors_read_the_audit_log_and_nothing_else_and_nobody_else_reads_it()
    {
        Calls.AssertProblem(await node.Department.ReadAsync("/api/v1/audit"), HttpStatusCode.Forbidden, "not-allowed");
        Calls.AssertProblem(await node.Anyone.ReadAsync("/api/v1/audit"), HttpStatusCode.Unauthorized, "not-authenticated");
        foreach (PermissionRow row in PermissionTable.Rows.Where(row => row.Role == Role.Department))
        {
            using HttpRequestMessage request = new(new HttpMethod(row.Method), row.Route.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal));
            Calls.AssertProblem(await node.Auditor.CallAsync(request), HttpStatusCode.Forbidden, "not-allowed");
        }

        await node.Node.Ledger.CommitAuditAsync(CancellationToken.None);
        Answer page = await node.Auditor.ReadAsync("/api/v1/audit?limit=500");
        Assert.True(page.Status == HttpStatusCode.OK, page.Text);
        Assert.Equal(("auditors", "GET /api/v1/audit"), ((await NewestAsync()).System, (await NewestAsync()).Action)); // reading it is recorded too
        Assert.Equal(page.Json["commitment"]!["size"]!.GetValue<long>(), node.Node.AuditReading.Page(0, 1, null).Commitment!.Size - 1);
        foreach (string wrong in (string[])["limit=0", "limit=501", "subject=xy", "from=-1", "other=1"])
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await node.Auditor.ReadAsync($"/api/v1/audit?{wrong}")).Status);
        }
    }

    private async Task<AuditEntry> NewestAsync() => (await EntriesAsync(node.Node.Ledger.AuditSize - 1)).Single();

    private async Task<AuditEntry[]> EntriesAsync(long from)
    {
        await node.Node.Ledger.CommitAuditAsync(CancellationToken.None);
        return [.. node.Node.AuditReading.Page(from, AuditReading.MostEntries, null).Entries.Select(entry => AuditEntries.Parse(entry.Bytes))];
    }
}
