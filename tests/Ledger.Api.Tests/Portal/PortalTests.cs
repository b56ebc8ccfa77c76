using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ledger.Api.Tests.Portal;

/// <summary>The start page as any browser gets it, one without scripts included.</summary>
public sealed class PortalTests(TestNode node) : IClassFixture<TestNode>
{
    [Theory]
    [InlineData(null, "zh-CN", "有效", "营业执照")]
    [InlineData("en", "en", "Valid", "Business licence")]
    public async Task The_printed_code_leads_to_the_standing(string? language, string tag, string word, string name)
    {
        Answer issued = await node.Department.IssueAsync();
        Answer page = await LandAsync(issued["identifier"], issued["checkCode"], language);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("text/html; charset=utf-8", page.Headers["Content-Type"]);
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Assert.Contains($"<html lang=\"{tag}\"", page.Text, StringComparison.Ordinal);
        Assert.Contains($"</span> {word}</h2>", Decoded(page), StringComparison.Ordinal);
        Assert.Contains(name, Decoded(page), StringComparison.Ordinal);
        Assert.Contains("长宁区市场监督管理局（演示）", Decoded(page), StringComparison.Ordinal);
        Assert.Contains(issued["identifier"], page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_licence_is_shown_as_expired()
    {
        JsonObject body = Calls.GoodLicence();
        (body["validFrom"], body["validTo"]) = ("2020-01-01", "2020-12-31");
        Answer issued = await node.Department.IssueAsync(body);
        Assert.Contains("</span> 已过有效期</h2>", Decoded(await LandAsync(issued["identifier"], issued["checkCode"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_licence_not_begun_is_shown_as_not_valid_yet()
    {
        JsonObject body = Calls.GoodLicence();
        body["validFrom"] = "2999-01-01";
        Answer issued = await node.Department.IssueAsync(body);
        Assert.Contains("</span> 尚未生效</h2>", Decoded(await LandAsync(issued["identifier"], issued["checkCode"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_licence_is_shown_as_revoked()
    {
        Answer issued = await node.Department.IssueAsync();
        JsonObject body = new() { ["reason"] = "penalty", ["legalBasis"] = "第九条", ["operator"] = "clerk-1" };
        await node.Department.PostJsonAsync($"{Calls.Licences}/{issued["identifier"]}/revocation", body, Calls.NewKey());
        Answer page = await LandAsync(issued["identifier"], issued["checkCode"]);
        Assert.Contains("</span> 已吊销</h2>", Decoded(page), StringComparison.Ordinal);
        Assert.Contains("answer not-valid", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000000000000000")]
    [InlineData("")]
    [InlineData("<script>alert(1)</script>")]
    public async Task A_wrong_code_gets_a_clear_sentence_and_no_standing(string code)
    {
        Answer page = await LandAsync((await node.Department.IssueAsync())["identifier"], code);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("证照标识与查验码不匹配。", Decoded(page), StringComparison.Ordinal);
        Assert.DoesNotContain("营业执照", Decoded(page), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_identifier_gets_a_clear_sentence()
    {
        Answer page = await LandAsync("1.2.3", "0000000000000000");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("role=\"alert\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_language_keeps_the_licence()
    {
        Answer issued = await node.Department.IssueAsync();
        Answer page = await LandAsync(issued["identifier"], issued["checkCode"]);
        string here = Uri.EscapeDataString($"/?id={issued["identifier"]}&code={issued["checkCode"]}");
        Assert.Contains($"/view?lang=en&return={here}", Decoded(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_sent_is_judged()
    {
        string identifier = (await node.Department.IssueAsync())["identifier"];
        byte[] file = (await node.Department.ReadAsync($"{Calls.Licences}/{identifier}/pdf")).Bytes;
        using MultipartFormDataContent form = new() { { new ByteArrayContent(file), "file", "licence.pdf" } };
        Answer page = await SendAsync(form);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("</span> 有效</h2>", Decoded(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "回执真实", "回执无效", "所载结论", "有效：")]
    [InlineData("en", "The receipt is genuine", "The receipt is not valid", "It says", "Valid: ")]
    public async Task A_receipt_that_is_sent_is_checked_and_says_what_it_is_of(string? language, string genuine, string changed, string label, string told)
    {
        string identifier = (await node.Department.IssueAsync())["identifier"];
        byte[] file = (await node.Department.ReadAsync($"{Calls.Licences}/{identifier}/pdf")).Bytes;
        byte[] pdf = (await SendFileAsync(file, path: "/receipt")).Bytes;
        string page = Decoded(await SendFileAsync(file));
        byte[] json = Convert.FromBase64String(Regex.Match(page, "data:application/json;base64,([^\"]+)\"").Groups[1].Value);
        foreach (byte[] receipt in new[] { pdf, json })
        {
            page = Decoded(await SendFileAsync(receipt, language));
            foreach (string part in new[] { $"</span> {genuine}</h2>", label, told, identifier })
            {
                Assert.Contains(part, page, StringComparison.Ordinal);
            }
        }

        json[json.AsSpan().IndexOf("valid"u8)] ^= 1;
        page = Decoded(await SendFileAsync(json, language));
        Assert.Contains($"</span> {changed}</h2>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(identifier, page, StringComparison.Ordinal); // what a forged one says is not repeated
    }

    [Fact]
    public async Task A_form_without_a_file_asks_for_one()
    {
        using MultipartFormDataContent empty = new() { { new ByteArrayContent([]), "file", "empty.pdf" } };
        using FormUrlEncodedContent other = new([KeyValuePair.Create("file", "text")]);
        foreach (HttpContent form in new HttpContent[] { empty, other })
        {
            Answer page = await SendAsync(form);
            Assert.Equal(HttpStatusCode.BadRequest, page.Status);
            Assert.Contains("请先选择文件。", Decoded(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_torn_form_gets_the_page_and_not_a_failure()
    {
        using ByteArrayContent torn = new("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\nabc"u8.ToArray());
        torn.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        Answer page = await SendAsync(torn);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("请求无法读取。", Decoded(page), StringComparison.Ordinal);
    }

    private static string Decoded(Answer page) => WebUtility.HtmlDecode(page.Text);

    private Task<Answer> LandAsync(string identifier, string code, string? language = null) =>
        node.Anyone.ReadAsync($"/?id={Uri.EscapeDataString(identifier)}&code={Uri.EscapeDataString(code)}", language);

    private async Task<Answer> SendFileAsync(byte[] file, string? language = null, string path = "/")
    {
        using MultipartFormDataContent form = new() { { new ByteArrayContent(file), "file", "file" } };
        return await SendAsync(form, language, path);
    }

    private async Task<Answer> SendAsync(HttpContent form, string? language = null, string path = "/")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = form };
        if (language is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        return await node.Anyone.CallAsync(request);
    }
}
