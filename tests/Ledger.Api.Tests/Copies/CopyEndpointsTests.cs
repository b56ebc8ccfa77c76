using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Verification;

namespace Ledger.Api.Tests.Copies;

/// <summary>Copies for one use over HTTP: made, downloaded, verified by whom they are for and by others, withdrawn.</summary>
public sealed class CopyEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Purpose = "办理不动产抵押登记";
    private const string Bank = "苏州示例银行";

    [Fact]
    public async Task A_copy_is_valid_for_its_recipient_and_purpose_and_for_no_other()
    {
        (string path, Answer made) = await MakeAsync(Good());
        byte[] file = await FileAsync(made);
        JsonObject open = await VerifyAsync(file);
        Assert.Equal("valid", Conclusion(open));
        Assert.Equal((Purpose, Bank, made["serial"]), (Said(open, "purpose"), Said(open, "recipient"), Said(open, "serial")));
        Assert.Equal("passed", ResultOf(open, "copy-standing"));
        Assert.Equal("noted", ResultOf(open, "copy-recipient"));

        Assert.Equal("valid", Conclusion(await VerifyAsync(file, Bank, Purpose)));
        Assert.Equal("failed", ResultOf(await VerifyAsync(file, "杭州示例银行"), "copy-recipient"));
        JsonObject other = await VerifyAsync(file, purpose: "申请贷款");
        Assert.Equal(("not-valid", "failed"), (Conclusion(other), ResultOf(other, "copy-purpose")));

        JsonArray listed = (await node.Department.ReadAsync(path)).Json["copies"]!.AsArray();
        Assert.Equal(made["serial"], Assert.Single(listed)!["serial"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_withdrawn_copy_says_so_to_whoever_asks()
    {
        (string path, Answer made) = await MakeAsync(Good());
        byte[] file = await FileAsync(made);
        string withdrawal = $"{path}/{made["serial"]}/withdrawal";
        Answer withdrawn = await node.Department.PostJsonAsync(withdrawal, new JsonObject { ["operator"] = "clerk-1" }, Calls.NewKey());
        Assert.True(withdrawn.Status == HttpStatusCode.OK, withdrawn.Text);
        JsonObject verdict = await VerifyAsync(file);
        Assert.Equal(("not-valid", "failed"), (Conclusion(verdict), ResultOf(verdict, "copy-standing")));
        Calls.AssertProblem(await node.Department.ReadAsync(made["file"]), HttpStatusCode.Conflict, "wrong-state");
        Calls.AssertProblem(
            await node.Department.PostJsonAsync(withdrawal, new JsonObject { ["operator"] = "clerk-1" }, Calls.NewKey()), HttpStatusCode.Conflict, "wrong-state");
    }

    [Fact]
    public async Task The_file_is_a_proper_signed_pdf_that_says_what_it_is_for_and_has_nothing_of_the_fields_left_out()
    {
        JsonObject body = Good();
        body["fields"] = new JsonArray("KZ_MC");
        (_, Answer made) = await MakeAsync(body);
        byte[] file = await FileAsync(made);
        using TemporaryFolder folder = new();
        string pdf = folder["copy.pdf"];
        await File.WriteAllBytesAsync(pdf, file);
        _ = Tool.Run("qpdf", "qpdf", "--check", pdf);

        // The foot is broken into lines wherever one is full.
        string text = string.Concat(Tool.Run("pdftotext", "poppler-utils", pdf, "-").Where(character => !char.IsWhiteSpace(character)));
        foreach (string part in (string[])["加注件", made["serial"], Bank, Purpose, "有效期至", "制作者"])
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        JsonObject whole = Calls.GoodLicence();
        string address = whole["fields"]!["ZS"]!.GetValue<string>();
        Assert.DoesNotContain(address, text, StringComparison.Ordinal);
        PdfReading reading = PdfReader.Read(file, CancellationToken.None);
        Assert.Equal(
            [AttachedNames.Copy, AttachedNames.Document, AttachedNames.Metadata, AttachedNames.Proof, AttachedNames.SealProof, AttachedNames.Type],
            reading.Attachments.Keys.Order(StringComparer.Ordinal));
        Assert.All(reading.Attachments.Values, attached =>
            Assert.DoesNotContain(address, Encoding.UTF8.GetString(attached.Span), StringComparison.Ordinal));
        Assert.Equal("valid", Conclusion(await VerifyAsync(file)));
    }

    [Fact]
    public async Task Every_part_of_the_request_is_needed_and_nothing_else_taken()
    {
        string path = await PathAsync();
        long before = node.LogSize;
        Calls.AssertProblem(await node.Department.PostJsonAsync(path, Good()), HttpStatusCode.BadRequest, "idempotency-key-missing");
        foreach (string needed in (string[])["purpose", "recipient", "expiresAt", "operator"])
        {
            JsonObject without = Good();
            without.Remove(needed);
            Answer refused = await node.Department.PostJsonAsync(path, without, Calls.NewKey());
            Calls.AssertProblem(refused, HttpStatusCode.UnprocessableEntity, "missing-field");
            Assert.Equal("/" + needed, refused["field"]);
        }

        JsonObject more = Good();
        more["surprise"] = "1";
        Calls.AssertProblem(await node.Department.PostJsonAsync(path, more, Calls.NewKey()), HttpStatusCode.UnprocessableEntity, "unknown-field");
        JsonObject day = Good();
        day["expiresAt"] = "2026-12-31";
        Calls.AssertProblem(await node.Department.PostJsonAsync(path, day, Calls.NewKey()), HttpStatusCode.UnprocessableEntity, "invalid-field");
        Calls.AssertProblem(await node.OtherDepartment.PostJsonAsync(path, Good(), Calls.NewKey()), HttpStatusCode.NotFound, "not-found");
        Calls.AssertProblem(await node.Anyone.PostJsonAsync(path, Good(), Calls.NewKey()), HttpStatusCode.Unauthorized, "not-authenticated");
        Assert.Equal(before, node.LogSize);
    }

    [Theory]
    [InlineData("Copy-Recipient", 256)]
    [InlineData("Copy-Purpose", 200)]
    public async Task What_the_verifier_states_has_a_longest_length(string header, int longest)
    {
        byte[] file = await FileAsync((await MakeAsync(Good())).Made);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(file, (header, new string('a', longest)))).Status);
        Calls.AssertProblem(await SendAsync(file, (header, new string('a', longest + 1))), HttpStatusCode.UnprocessableEntity, "invalid-field");
        Calls.AssertProblem(await SendAsync(file, (header, "%20")), HttpStatusCode.UnprocessableEntity, "invalid-field");
    }

    [Fact]
    public async Task The_code_on_the_paper_tells_of_the_copy()
    {
        (string path, Answer made) = await MakeAsync(Good());
        string identifier = made["identifier"];
        string code = node.Node.Licences.Open(Ledger.Api.Demo.DemoWorld.IssuingAuthority, identifier).CheckCode;
        string page = await PageAsync($"/?id={identifier}&code={code}&copy={made["serial"]}");
        Assert.Contains("仅供件上所载的使用方与用途", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Bank, page, StringComparison.Ordinal);
        await node.Department.PostJsonAsync($"{path}/{made["serial"]}/withdrawal", new JsonObject { ["operator"] = "clerk-1" }, Calls.NewKey());
        page = await PageAsync($"/?id={identifier}&code={code}&copy={made["serial"]}");
        Assert.Contains("加注件已撤回", page, StringComparison.Ordinal);
        Assert.Contains("answer not-valid", page, StringComparison.Ordinal);
        page = await PageAsync($"/?id={identifier}&code={code}&copy={new string('0', 32)}");
        Assert.Contains("没有这份加注件", page, StringComparison.Ordinal);

        async Task<string> PageAsync(string address) => WebUtility.HtmlDecode((await node.Anyone.ReadAsync(address)).Text);
    }

    private static JsonObject Good() => new()
    {
        ["purpose"] = Purpose,
        ["recipient"] = new JsonObject { ["name"] = Bank },
        ["expiresAt"] = DateTimeOffset.UtcNow.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
        ["operator"] = "clerk-1",
    };

    private async Task<string> PathAsync() => $"{Calls.Licences}/{(await node.Department.IssueAsync())["identifier"]}/copies";

    private async Task<(string Path, Answer Made)> MakeAsync(JsonObject body)
    {
        string path = await PathAsync();
        body["recipient"] = new JsonObject { ["name"] = Bank, ["code"] = "91310105MADEM0011P" };
        Answer made = await node.Department.PostJsonAsync(path, body, Calls.NewKey());
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        return (path, made);
    }

    private async Task<byte[]> FileAsync(Answer made)
    {
        Answer file = await node.Department.ReadAsync(made["file"]);
        Assert.True(file.Status == HttpStatusCode.OK, file.Text);
        return file.Bytes;
    }

    private async Task<JsonObject> VerifyAsync(byte[] file, string? recipient = null, string? purpose = null)
    {
        List<(string, string)> headers = [];
        if (recipient is not null)
        {
            headers.Add((StatedUseText.RecipientHeader, Uri.EscapeDataString(recipient)));
        }

        if (purpose is not null)
        {
            headers.Add((StatedUseText.PurposeHeader, Uri.EscapeDataString(purpose)));
        }

        return (await SendAsync(file, [.. headers])).Json;
    }

    private async Task<Answer> SendAsync(byte[] file, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/verifications/file") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await node.Anyone.CallAsync(request);
    }

    private static string Conclusion(JsonObject verdict) => verdict["conclusion"]!.GetValue<string>();

    private static string Said(JsonObject verdict, string member) => verdict["copy"]![member]!.GetValue<string>();

    private static string ResultOf(JsonObject verdict, string check) =>
        verdict["checks"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == check)!["result"]!.GetValue<string>();
}
