using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;

namespace Ledger.Api.Tests.Importing;

/// <summary>Departments import files over HTTP.</summary>
public sealed class ImportEndpointsTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Food = ["11100000MBDEM901XT002"];

    private readonly TestNode _node = new();

    private HttpClient Department => _node.Department;

    public Task InitializeAsync() => _node.InitializeAsync();

    public Task DisposeAsync() => _node.DisposeAsync();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task Every_row_of_a_file_becomes_a_licence_and_the_file_is_gone()
    {
        JsonObject import = await Department.ImportAsync(ImportCalls.Rows(40, out IReadOnlyList<(string Type, string Serial)> written));
        Assert.Equal("finished", (string)import["state"]!);
        Assert.Equal((40, 40, 0), import.Counts());
        foreach ((string type, string serial) in written)
        {
            string identifier = Ledger.Node.Licences.LicenceIdentifier.Create(type, DemoWorld.IssuingAuthority, serial, 1).ToString();
            Assert.Equal(HttpStatusCode.OK, (await Department.ReadAsync($"{Calls.Licences}/{identifier}")).Status);
        }

        await UntilAsync(() => Directory.GetFiles(_node.Node.Options.ImportFolder).Length == 0);
        Calls.AssertProblem(
            await Department.ReadAsync($"{ImportCalls.Imports}/{import["id"]}/errors"), HttpStatusCode.NotFound, "not-found"); // nothing refused, nothing kept
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_writes_nothing_to_the_log()
    {
        await Department.IssueAsync();
        long before = _node.LogSize;
        string file = ImportCalls.Rows(12, out _);
        string twice = file + file.Split("\r\n")[5] + "\r\n,,,,\r\n";
        JsonObject import = await Department.ImportAsync(twice, "format=csv&dryRun=true");
        Assert.Equal((14, 12, 2), import.Counts());
        Assert.Equal(before, _node.LogSize);
        string[] errors = await ErrorsAsync((string)import["id"]!);
        Assert.Contains(errors, line => line.StartsWith("14,", StringComparison.Ordinal) && line.Contains("already-exists", StringComparison.Ordinal));
        Assert.Contains(errors, line => line.StartsWith("15,", StringComparison.Ordinal) && line.Contains("malformed-body", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refused_rows_are_listed_with_their_reason_in_both_languages_and_tried_again_once_corrected()
    {
        string[] lines = ImportCalls.Rows(9, out _).Split("\r\n");
        string good = lines[2];
        lines[2] = good.Replace("12315", "x", StringComparison.Ordinal);
        JsonObject import = await Department.ImportAsync(string.Join("\r\n", lines));
        string id = (string)import["id"]!;
        Assert.Equal((9, 8, 1), import.Counts());
        string[] errors = await ErrorsAsync(id);
        Assert.Equal("row,serial,field,code,chinese,english", errors[0]);
        string serial = good.Split(',')[1];
        Assert.StartsWith($"3,{serial},/fields/TSJB,invalid-field,", errors[1], StringComparison.Ordinal);
        Assert.Contains("投诉举报电话", errors[1], StringComparison.Ordinal);

        // As they were, they are refused again; corrected, they are issued; sent once more, nothing is done.
        Assert.Equal(HttpStatusCode.Accepted, (await Department.RetryAsync(id)).Status);
        Assert.Equal((1, 8, 1), (await Department.EndAsync(id)).Counts());
        string rows = (await Department.ReadAsync($"{ImportCalls.Imports}/{id}/refused-rows")).Text;
        Assert.StartsWith("row,type,serial,", rows, StringComparison.Ordinal);
        string corrected = rows.Replace(",x,", ",12315,", StringComparison.Ordinal) + $"4,{lines[3]}\r\n";
        Assert.Equal(HttpStatusCode.Accepted, (await Department.RetryAsync(id, corrected)).Status);
        Assert.Equal((2, 9, 0), (await Department.EndAsync(id)).Counts());
        Calls.AssertProblem(await Department.RetryAsync(id, corrected), HttpStatusCode.Conflict, "wrong-state");
        Assert.Equal(9, LicencesInLog());
    }

    [Fact]
    public async Task Corrected_rows_have_the_columns_of_the_file_before()
    {
        JsonObject import = await Department.ImportAsync("type,serial,number\r\nx,y,z\r\n");
        string id = (string)import["id"]!;
        Calls.AssertProblem(await Department.RetryAsync(id, "row,type,number,serial\r\n2,x,z,y\r\n"), HttpStatusCode.BadRequest, "malformed-body");
        Assert.Equal((1, 0, 1), (await Department.EndAsync(id)).Counts());
    }

    [Fact]
    public async Task The_same_file_sent_again_with_the_same_key_is_the_same_import()
    {
        (string file, string key) = (ImportCalls.Rows(5, out _), Calls.NewKey());
        string id = (await Department.SendAsync(file, key: key))["id"];
        await Department.EndAsync(id);
        long before = _node.LogSize;
        Assert.Equal(id, (await Department.SendAsync(file, key: key))["id"]);
        Assert.Equal(before, _node.LogSize);
        Calls.AssertProblem(await Department.SendAsync(file + "x", key: key), HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Calls.AssertProblem(await Department.SendAsync(file, key: key, account: "other"), HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Single((await Department.ReadAsync(ImportCalls.Imports)).Json["imports"]!.AsArray());
    }

    [Fact]
    public async Task The_same_rows_in_another_import_are_refused_one_by_one()
    {
        string file = ImportCalls.Rows(5, out _);
        await Department.ImportAsync(file);
        JsonObject again = await Department.ImportAsync(file);
        Assert.Equal((5, 0, 5), again.Counts());
        Assert.Contains("already-exists", (await ErrorsAsync((string)again["id"]!))[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "malformed-body")]
    [InlineData("type,serial\r\n", "malformed-body")]
    [InlineData("type,colour of paint\r\nx,y\r\n", "malformed-body")]
    [InlineData("type,serial\r\nx,\"y\r\n", "malformed-body")]
    public async Task A_file_that_cannot_be_read_is_refused_at_once_and_nothing_is_kept(string file, string code)
    {
        Calls.AssertProblem(await Department.SendAsync(file), HttpStatusCode.BadRequest, code);
        Assert.Empty(Directory.GetFiles(_node.Node.Options.ImportFolder));
        Assert.Empty((await Department.ReadAsync(ImportCalls.Imports)).Json["imports"]!.AsArray());
    }

    [Theory]
    [InlineData("format=xlsx", "/format")]
    [InlineData("format=csv&encoding=latin1", "/encoding")]
    [InlineData("format=jsonl&encoding=gb18030", "/encoding")]
    public async Task A_parameter_that_is_unknown_is_refused(string query, string field)
    {
        Answer answer = await Department.SendAsync(ImportCalls.Rows(1, out _), query);
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal(field, answer["field"]);
    }

    [Fact]
    public async Task What_is_no_form_or_lacks_a_part_is_refused()
    {
        string path = ImportCalls.Imports + "?format=csv";
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Department.PostFormAsync(path, new StringContent("x"), "k")).Status);
        Calls.AssertProblem(
            await Department.PostFormAsync(path, new MultipartFormDataContent { { new StringContent("a"), "operator" } }, "k"),
            HttpStatusCode.UnprocessableEntity, "missing-field");
        Calls.AssertProblem(
            await Department.PostFormAsync(path, new MultipartFormDataContent { { new StringContent("a"), "file", "f" } }, "k"),
            HttpStatusCode.UnprocessableEntity, "missing-field");
        Calls.AssertProblem(
            await Department.PostFormAsync(path, new MultipartFormDataContent { { new StringContent("a"), "colour" } }, "k"),
            HttpStatusCode.UnprocessableEntity, "unknown-field");
        Calls.AssertProblem(await Department.SendAsync("x", account: "a b"), HttpStatusCode.UnprocessableEntity, "invalid-field");
        StringContent cut = new("--b\r\nContent-Disposition: form-data; name=\"operator\"\r\n\r\nclerk\r\n--b\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\ntype,serial\r\nx,y\r\n");
        cut.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };
        Calls.AssertProblem(await Department.PostFormAsync(path, cut, "k"), HttpStatusCode.BadRequest, "malformed-body");
        Assert.Empty(Directory.GetFiles(_node.Node.Options.ImportFolder));
    }

    [Fact]
    public async Task Another_department_neither_sees_nor_touches_an_import()
    {
        string id = (await Department.SendAsync(ImportCalls.Rows(3, out _)))["id"];
        await Department.EndAsync(id);
        foreach (string path in (string[])["", "/errors", "/refused-rows"])
        {
            Calls.AssertProblem(await _node.OtherDepartment.ReadAsync($"{ImportCalls.Imports}/{id}{path}"), HttpStatusCode.NotFound, "not-found");
        }

        foreach (string act in (string[])["pause", "resume", "cancel", "retry"])
        {
            Calls.AssertProblem(
                await _node.OtherDepartment.PostFormAsync($"{ImportCalls.Imports}/{id}/{act}", null, null), HttpStatusCode.NotFound, "not-found");
        }

        Assert.Empty((await _node.OtherDepartment.ReadAsync(ImportCalls.Imports)).Json["imports"]!.AsArray());
        Calls.AssertProblem(
            await Department.SendAsync("x", $"format=csv&authority={DemoWorld.Authorities[1].Code}"), HttpStatusCode.Forbidden, "not-allowed");
    }

    [Fact]
    public async Task A_paused_import_waits_a_resumed_one_ends_and_a_cancelled_one_leaves_nothing()
    {
        string id = (await Department.SendAsync(ImportCalls.Rows(3_000, out _)))["id"];
        Assert.Equal("paused", (await ActAsync(id, "pause"))["state"]);
        long done = (await Department.EndAsync(id)).Counts().Done;
        Assert.True(done < 3_000);
        Assert.Equal("running", (await ActAsync(id, "resume"))["state"]);
        Assert.Equal("paused", (await ActAsync(id, "pause"))["state"]);
        Assert.Equal("cancelled", (await ActAsync(id, "cancel"))["state"]);
        Calls.AssertProblem(await ActAsync(id, "resume"), HttpStatusCode.Conflict, "wrong-state");
        await UntilAsync(() => Directory.GetFiles(_node.Node.Options.ImportFolder).Length == 0);
        Assert.Equal("cancelled", (await Department.ReadAsync($"{ImportCalls.Imports}/{id}"))["state"]);
        Assert.True(LicencesInLog() < 3_000);
    }

    [Fact]
    public async Task Json_lines_and_foreign_records_are_imported_too()
    {
        JsonObject good = Calls.GoodLicence();
        good.Remove("operator");
        JsonObject import = await Department.ImportAsync(good.ToJsonString() + "\n{\"type\":\"x\"}\nnone\n", "format=jsonl");
        Assert.Equal((3, 1, 2), import.Counts());
        string rows = (await Department.ReadAsync($"{ImportCalls.Imports}/{import["id"]}/refused-rows")).Text;
        Assert.Equal("{\"row\":\"2\",\"type\":\"x\"}\n{\"row\":\"3\",\"line\":\"none\"}\n", rows);

        const string Record = "{'license_code':'JY23101050009999','id_code':'JY23101050009999','holder_name':'上海澜川餐饮管理有限公司','holder_identity_type':'001',"
            + "'holder_identity_num':'91310105MADEM0011P','begin_date':'20240301','expiry_date':'2029-02-28','license_item_code':'SP','license_status':'ISSUED',"
            + "'data_fields':'{\\'JYZMC\\':\\'上海澜川餐饮管理有限公司\\',\\'FDDBR\\':\\'沈知夏\\',\\'ZS\\':\\'愚园路\\',\\'JYCS\\':\\'愚园路\\',\\'ZTYT\\':\\'餐饮\\',\\'JYXM\\':\\'热食\\',"
            + "\\'XKZBH\\':\\'JY23101050009999\\',\\'YXQZ\\':\\'20290228\\',\\'RCJDGLJG\\':\\'所\\',\\'TSJB\\':\\'12315\\',\\'QFR\\':\\'姜南星\\',\\'SHXYDM\\':\\'91310105MADEM0011P\\'}'}";
        import = await Department.ImportAsync(
            Record + "\n", "format=licence-code", new JsonObject { ["types"] = new JsonObject { ["SP"] = Food[0] } }.ToJsonString());
        Assert.True(import.Counts() == (1, 1, 0), string.Join('\n', import.Counts().Refused > 0 ? await ErrorsAsync((string)import["id"]!) : []));
    }

    [Fact]
    public async Task A_map_and_GB18030_are_understood()
    {
        string[] lines = ImportCalls.Rows(4, out _).Split("\r\n");
        string file = string.Join("\r\n", [lines[0].Replace("holder.name", "持证主体", StringComparison.Ordinal), .. lines[1..]]);
        Answer answer = await Department.SendAsync(
            file, "format=csv&encoding=gb18030", map: "{\"columns\":{\"持证主体\":\"holder.name\"}}",
            encoding: CodePagesEncodingProvider.Instance.GetEncoding("gb18030"));
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.Text);
        Assert.Equal((4, 4, 0), (await Department.EndAsync(answer["id"])).Counts());
    }

    [Fact]
    public async Task Nothing_of_the_file_lies_in_the_clear_while_the_import_is_paused()
    {
        string file = ImportCalls.Rows(2_000, out _);
        string id = (await Department.SendAsync(file))["id"];
        await ActAsync(id, "pause");
        byte[] sealedFile = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(_node.Node.Options.ImportFolder)));
        Assert.Equal(-1, sealedFile.AsSpan().IndexOf("holder.name"u8));
        Assert.Equal(-1, sealedFile.AsSpan().IndexOf(Encoding.UTF8.GetBytes("上海批量导入演示")));
        Assert.True(sealedFile.Length >= Encoding.UTF8.GetByteCount(file));
    }

    [Fact]
    public async Task An_authority_has_eight_imports_under_way_and_no_more()
    {
        List<string> ids = [];
        for (int i = 0; i < 8; i++)
        {
            string id = (await Department.SendAsync(ImportCalls.Rows(600, i * 600)))["id"];
            await ActAsync(id, "pause");
            ids.Add(id);
        }

        JsonObject[] open = [.. (await Department.ReadAsync(ImportCalls.Imports)).Json["imports"]!.AsArray().Select(import => import!.AsObject())];
        Assert.All(open, import => Assert.Equal("paused", (string)import["state"]!));
        Calls.AssertProblem(await Department.SendAsync(ImportCalls.Rows(1, 9_000)), HttpStatusCode.Conflict, "wrong-state");
        await ActAsync(ids[0], "cancel");
        Assert.Equal(HttpStatusCode.Accepted, (await Department.SendAsync(ImportCalls.Rows(1, 9_000))).Status);
    }

    [Fact]
    public async Task An_authority_has_a_hundred_imports_and_no_more()
    {
        for (int i = 0; i < 100; i++)
        {
            Answer sent = await Department.SendAsync("type,serial\r\nx,y\r\n");
            Assert.True(sent.Status == HttpStatusCode.Accepted, sent.Text);
            await Department.EndAsync(sent["id"]);
        }

        Calls.AssertProblem(await Department.SendAsync("type,serial\r\nx,y\r\n"), HttpStatusCode.Conflict, "wrong-state");
        Assert.Equal(100, (await Department.ReadAsync(ImportCalls.Imports)).Json["imports"]!.AsArray().Count);
    }

    private Task<Answer> ActAsync(string id, string act) => Department.PostFormAsync($"{ImportCalls.Imports}/{id}/{act}", null, null);

    private async Task<string[]> ErrorsAsync(string id)
    {
        Answer answer = await Department.ReadAsync($"{ImportCalls.Imports}/{id}/errors");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);
        return answer.Text.Split("\r\n");
    }

    private long LicencesInLog()
    {
        using Ledger.Node.Log.LedgerRead read = _node.Node.Ledger.Read();
        return read.Scan(Ledger.Node.Storage.Column.Licences, []).LongCount();
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            await Task.Delay(20, late.Token);
        }
    }
}
