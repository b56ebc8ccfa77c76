using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.Importing;
using Ledger.Node.Auditing;
using Ledger.Node.Materials;

namespace Ledger.Api.Tests.Materials;

public sealed class MaterialEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Materials = MaterialCalls.Materials;

    [Fact]
    public async Task A_material_is_handed_in_found_and_fetched_by_its_authority()
    {
        JsonObject plan = MaterialCalls.Plan();
        plan["caseNumber"] = "SH-1";
        byte[] file = MaterialCalls.Pdf("first");
        JsonObject material = (await node.Department.HandInAsync(plan, file))["material"]!.AsObject();
        string identifier = (string)material["identifier"]!;
        Assert.Equal(("valid", "c", file.Length), ((string)material["state"]!, (string)material["level"]!, (int)material["length"]!));
        Answer same = await node.Department.SendMaterialAsync(plan, file);
        Assert.Equal((HttpStatusCode.OK, true, identifier), (same.Status, (bool)same.Json["isKnown"]!, (string)same.Json["material"]!["identifier"]!));

        Answer got = await node.Department.ReadAsync($"{Materials}/{identifier}");
        Assert.True(JsonNode.DeepEquals(material, got.Json), got.Text);
        Answer fetched = await node.Department.ReadAsync((string)material["file"]!);
        Assert.Equal(file, fetched.Bytes);
        Assert.Equal(("application/pdf", "no-store"), (fetched.Headers["Content-Type"], fetched.Headers["Cache-Control"]));
        Assert.StartsWith("attachment", fetched.Headers["Content-Disposition"], StringComparison.Ordinal);

        foreach (Answer list in (Answer[])
        [
            await node.Department.ReadAsync($"{Materials}?type=CL030101&state=valid&limit=200"),
            await node.Department.PostJsonAsync($"{Materials}/by-case", new JsonObject { ["caseNumber"] = "SH-1" }),
            await node.Department.PostJsonAsync($"{Materials}/by-holder", new JsonObject { ["codeType"] = "001", ["code"] = "91310105MADEM0011P", ["type"] = "CL030101" }),
        ])
        {
            Assert.Contains(identifier, list.Json["materials"]!.AsArray().Select(one => (string)one!["identifier"]!));
        }

        Assert.Empty((await node.Department.ReadAsync($"{Materials}?state=pending&type=CL030101")).Json["materials"]!.AsArray());
    }

    /// <summary>A file of 1 MiB; with LEDGER_TEST_FULL=1 the longest that is taken.</summary>
    [Fact]
    public async Task The_same_file_of_two_holders_tells_neither_of_the_other()
    {
        bool isFull = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";
        byte[] file = new byte[isFull ? MaterialLimits.FileBytes : 1 << 20];
        Random.Shared.NextBytes(file);
        MaterialCalls.Pdf("同一文件").CopyTo(file, 0);
        JsonObject[] plans = [MaterialCalls.Plan(), MaterialCalls.Plan()];
        plans[1]["holder"] = new JsonObject { ["name"] = "上海另一家公司", ["codeType"] = "001", ["code"] = "91310113MADEM00382" };
        JsonObject[] answers = [await node.Department.HandInAsync(plans[0], file), await node.Department.HandInAsync(plans[1], file)];
        Assert.All(answers, answer => Assert.False((bool)answer["isKnown"]!));

        // Nothing of the second answer is of the first: what differs are names made by chance, and what was said of the file is the caller's own.
        JsonObject[] told = [.. answers.Select(answer => answer["material"]!.AsObject())];
        Assert.All(["identifier", "handle", "index", "file"], member => Assert.NotEqual(told[0][member]!.ToString(), told[1][member]!.ToString()));
        Assert.DoesNotContain((string)told[0]["identifier"]!, answers[1].ToJsonString(), StringComparison.Ordinal);
        byte[][] stored = [.. told.Select(StoredFile)];
        Assert.True(stored[0].Length == stored[1].Length && stored[0].Length >= file.Length);
        foreach (int place in (int[])[0, file.Length / 2, file.Length - 32])
        {
            Assert.Equal((-1, -1), (stored[1].AsSpan().IndexOf(stored[0].AsSpan(place, 32)), stored[0].AsSpan().IndexOf(file.AsSpan(place, 32))));
        }

        Answer own = await node.Department.PostJsonAsync($"{Materials}/by-holder", new JsonObject { ["codeType"] = "001", ["code"] = "91310113MADEM00382", ["type"] = "CL030101" });
        Assert.Equal((string)told[1]["identifier"]!, (string)own.Json["materials"]!.AsArray().Single()!["identifier"]!);
        Assert.True((bool)(await node.Department.SendMaterialAsync(plans[1], file)).Json["isKnown"]!);
    }

    private byte[] StoredFile(JsonObject material)
    {
        string handle = (string)material["handle"]!;
        return File.ReadAllBytes(Path.Combine(node.Node.Options.MaterialFolder, handle[..2], handle));
    }

    [Fact]
    public async Task A_list_goes_on_behind_its_page_and_takes_no_other_lists_cursor()
    {
        JsonObject plan = MaterialCalls.Plan();
        plan["caseNumber"] = "SH-pages";
        string[] handedIn = new string[3];
        for (int i = 0; i < 3; i++)
        {
            handedIn[i] = (string)(await node.Department.HandInAsync(plan, MaterialCalls.Pdf($"page {i}")))["material"]!["identifier"]!;
        }

        List<string> seen = [];
        string cursor;
        JsonObject query = new() { ["caseNumber"] = "SH-pages", ["limit"] = 2 };
        do
        {
            Answer page = await node.Department.PostJsonAsync($"{Materials}/by-case", query);
            seen.AddRange(page.Json["materials"]!.AsArray().Select(one => (string)one!["identifier"]!));
            cursor = (string?)page.Json["cursor"] ?? "";
            query["cursor"] = cursor;
        }
        while (cursor.Length > 0 && seen.Count < 10);
        Assert.Equal(handedIn.Reverse(), seen);
        query.Remove("cursor");
        cursor = (await node.Department.PostJsonAsync($"{Materials}/by-case", query))["cursor"];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await node.Department.ReadAsync($"{Materials}?cursor={cursor}")).Status);
    }

    [Fact]
    public async Task What_is_wrong_is_refused_by_its_field_and_nothing_is_kept()
    {
        JsonObject claim = MaterialCalls.Plan();
        (claim["type"], claim["level"]) = ("CL050101", "a"); // the settings of the test's system say c and d
        Answer refused = await node.Department.SendMaterialAsync(claim);
        Assert.Equal((HttpStatusCode.Forbidden, "not-allowed"), (refused.Status, refused["code"]));
        JsonObject unknown = MaterialCalls.Plan();
        unknown["colour"] = "red";
        Assert.Equal("unknown-field", (await node.Department.SendMaterialAsync(unknown))["code"]);
        Assert.Equal("invalid-field", (await node.Department.SendMaterialAsync(file: Encoding.UTF8.GetBytes("<html>not a PDF</html>")))["code"]);
        Assert.Empty(Directory.GetFiles(Path.Combine(node.Node.Options.MaterialFolder, "incoming")));
    }

    [Fact]
    public async Task What_is_said_has_its_bytes_and_no_more()
    {
        JsonObject plan = MaterialCalls.Plan();
        plan["caseNumber"] = "SH-long";
        string said = plan.ToJsonString();
        int room = MaterialLimits.DescriptionBytes - Encoding.UTF8.GetByteCount(said);
        Answer longest = await SendAsync(said + new string(' ', room));
        Assert.True(longest.Status == HttpStatusCode.Created, longest.Text);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(said + new string(' ', room + 1))).Status);

        Task<Answer> SendAsync(string text) => node.Department.PostFormAsync(
            Materials,
            new MultipartFormDataContent { { new StringContent(text), "material" }, { new ByteArrayContent(MaterialCalls.Pdf("longest")), "file", "file" } },
            Calls.NewKey());
    }

    [Fact]
    public async Task Handing_in_and_fetching_is_recorded_without_naming_anything()
    {
        string identifier = (string)(await node.Department.HandInAsync(file: MaterialCalls.Pdf("recorded")))["material"]!["identifier"]!;
        await node.Department.ReadAsync($"{Materials}/{identifier}/file");
        await node.Node.Ledger.CommitAuditAsync(CancellationToken.None);
        AuditEntry[] entries =
        [
            .. node.Node.AuditReading.Page(node.Node.Ledger.AuditSize - 2, AuditReading.MostEntries, null).Entries.Select(entry => AuditEntries.Parse(entry.Bytes)),
        ];
        AuditPseudonyms pseudonyms = node.Node.Audit.Pseudonyms;
        Assert.Equal([$"POST {Materials}", $"GET {Materials}/{{material}}/file"], entries.Select(entry => entry.Action));
        Assert.Equal([pseudonyms.Holder("91310105MADEM0011P"), pseudonyms.Of("material", identifier)], entries[0].Subjects);
        Assert.Equal([pseudonyms.Of("material", identifier)], entries[1].Subjects);
        Assert.Equal(pseudonyms.Person("test", "clerk-1"), entries[0].Person);
    }
}
