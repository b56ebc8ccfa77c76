using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;

namespace Ledger.Api.Tests.Exchange;

/// <summary>The sharing services as the systems that speak them already see them.</summary>
public sealed partial class ExchangeServicesTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public async Task Face_data_come_under_the_national_names()
    {
        Answer answer = await node.Department.PostJsonAsync(Sharing.DataById, Sharing.ById(await IssueAsync(1)));
        Assert.Equal(0, Sharing.StatusOf(answer));
        await Sharing.AssertGoldenAsync("data-by-identifier.json", answer);
    }

    [Fact]
    public async Task A_shared_type_is_read_by_another_authority()
    {
        string identifier = await IssueAsync(2);
        Answer answer = await node.OtherDepartment.PostJsonAsync(Sharing.DataById, Sharing.ById(identifier));
        Assert.Equal(0, Sharing.StatusOf(answer));
        Assert.Equal(identifier, answer.Json["data"]!["ZZBS"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_given_stands_in_the_log_as_a_use_and_what_is_refused_does_not()
    {
        string identifier = await IssueAsync(90);
        long before = node.LogSize;
        foreach (string service in (string[])[Sharing.DataById, Sharing.FileById])
        {
            Assert.Equal(0, Sharing.StatusOf(await node.OtherDepartment.PostJsonAsync(service, Sharing.ById(identifier))));
            Assert.Equal(before += 2, node.LogSize); // the use, and the commitment to the status map
        }

        Assert.NotEqual(0, Sharing.StatusOf(await node.Anyone.PostJsonAsync(Sharing.DataById, Sharing.ById(identifier))));
        Assert.NotEqual(0, Sharing.StatusOf(await node.OtherDepartment.PostJsonAsync(Sharing.DataById, Sharing.ById(identifier[..^1]))));
        Assert.Equal(before, node.LogSize);
    }

    [Fact]
    public async Task The_file_is_the_signed_PDF()
    {
        string identifier = await IssueAsync(3);
        Answer answer = await node.OtherDepartment.PostJsonAsync(Sharing.FileById, Sharing.ById(identifier));
        byte[] pdf = Convert.FromBase64String(answer.Json["data"]!["content"]!.GetValue<string>());
        Answer verdict = await node.Anyone.PostJsonAsync("/api/v1/verifications/file", pdf, type: "application/pdf");
        Assert.True(verdict["conclusion"] == "valid", verdict.Text);
        await Sharing.AssertGoldenAsync("file-by-identifier.json", answer);
    }

    [Fact]
    public async Task Of_several_licences_the_number_selects()
    {
        await IssueAsync(4);
        string second = await IssueAsync(5);
        await IssueAsync(6);
        Answer answer = await node.OtherDepartment.PostJsonAsync(Sharing.DataByHolder, Sharing.ByHolder(5));
        Assert.Equal(second, answer.Json["data"]!["ZZBS"]!.GetValue<string>());
        await Sharing.AssertGoldenAsync("data-by-holder.json", answer);
        Answer file = await node.OtherDepartment.PostJsonAsync(Sharing.FileByHolder, Sharing.ByHolder(5));
        await Sharing.AssertGoldenAsync("file-by-holder.json", file);
    }

    [Fact]
    public async Task Of_several_licences_the_newest_in_force_comes_first()
    {
        string older = await IssueAsync(7);
        string newer = await IssueAsync(8);
        Assert.Equal(newer, await FirstAsync());
        await DecideAsync(newer, "revocation", "reason", "cancelled");
        Assert.Equal(older, await FirstAsync());

        Answer ended = await node.OtherDepartment.PostJsonAsync(Sharing.DataById, Sharing.ById(newer));
        Assert.Equal("cancelled", ended.Json["data"]!["ZZZT"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_state_is_told_in_our_word_and_in_the_ministrys_code_and_an_objection_beside_it()
    {
        string identifier = await IssueAsync(Sharing.TradeLicence());
        Assert.Equal(("valid", "01", null), await StateAsync(identifier));
        await DecideAsync(identifier, "dispute", "reference", "YY-1");
        Assert.Equal(("valid", "01", "1"), await StateAsync(identifier));
        await DecideAsync(identifier, "suspension");
        Assert.Equal(("suspended", "02", "1"), await StateAsync(identifier));
    }

    [Fact]
    public async Task A_joint_holders_licence_is_theirs_too()
    {
        JsonObject body = Sharing.FoodLicence(201);
        DemoHolder other = DemoWorld.Holders[3];
        body["coHolders"] = new JsonArray(new JsonObject { ["name"] = other.Name, ["codeType"] = other.CodeType, ["code"] = other.Code });
        string identifier = await IssueAsync(body);
        JsonObject request = Sharing.ByHolder();
        request["CertificateHolderCode"] = other.Code;
        Answer answer = await node.OtherDepartment.PostJsonAsync(Sharing.DataByHolder, request);
        Assert.Equal(0, Sharing.StatusOf(answer));
        JsonNode data = answer.Json["data"]!;
        Assert.Equal(identifier, data["ZZBS"]!.GetValue<string>());
        Assert.Equal(Sharing.Company.Code, data["CZZTDM"]!.GetValue<string>());
        Assert.Equal((other.Name, other.Code), (data["CZZT_2"]!.GetValue<string>(), data["CZZTDM_2"]!.GetValue<string>()));
        Assert.Equal(("统一社会信用代码", "001"), (data["CZZTDMLX_2"]!.GetValue<string>(), data["CZZTDMLXDM_2"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_type_is_known_by_its_name_and_a_holder_by_any_type_of_code()
    {
        await IssueAsync(9);
        JsonObject body = Sharing.ByHolder();
        body["CertificateType"] = "食品经营许可证";
        body["CertificateHolderCode"] = Sharing.Company.Code.ToLowerInvariant();
        Assert.Equal(0, Sharing.StatusOf(await node.OtherDepartment.PostJsonAsync(Sharing.DataByHolder, body)));
        body["CertificateHolderTypeCode"] = "001";
        Assert.Equal(0, Sharing.StatusOf(await node.OtherDepartment.PostJsonAsync(Sharing.DataByHolder, body)));
        body["CertificateHolderTypeCode"] = "099";
        Sharing.AssertRefused(10, await node.OtherDepartment.PostJsonAsync(Sharing.DataByHolder, body));
    }

    [Fact]
    public async Task By_holder_only_what_the_caller_may_read_is_found()
    {
        JsonObject business = Calls.GoodLicence();
        JsonObject body = Sharing.ByHolder();
        body["CertificateType"] = business["type"]!.GetValue<string>();
        body["CertificateHolderCode"] = business["holder"]!["code"]!.GetValue<string>();
        await node.Department.IssueAsync(business);
        Assert.Equal(0, Sharing.StatusOf(await node.Department.PostJsonAsync(Sharing.DataByHolder, body)));
        Answer stranger = await node.OtherDepartment.PostJsonAsync(Sharing.DataByHolder, body);
        Sharing.AssertRefused(10, stranger);
        Assert.Contains("未共享", Sharing.MessageOf(stranger), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/json", 111)]
    [InlineData("text/plain", 112)]
    [InlineData(null, 113)]
    public async Task The_key_may_come_as_the_session_as_older_clients_send_it(string? type, int place)
    {
        JsonObject body = Sharing.ById(await IssueAsync(place));
        body["sessionId"] = TestNode.Key;
        body["businessCode"] = 2026112600001;
        using HttpRequestMessage request = new(HttpMethod.Post, Sharing.DataById) { Content = new ByteArrayContent(body.Bytes()) };
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", "UTF-8");
        Assert.Equal(0, Sharing.StatusOf(await node.Anyone.CallAsync(request)));
    }

    [Fact]
    public async Task A_form_is_read_like_JSON()
    {
        JsonObject body = Sharing.ById(await IssueAsync(12));
        body["certificateid"] = body["CertificateID"]!.GetValue<string>();
        body.Remove("CertificateID");
        using FormUrlEncodedContent form = new(body.Select(element => KeyValuePair.Create(element.Key, element.Value!.GetValue<string>())));
        Answer answer = await node.Department.PostJsonAsync(
            Sharing.DataById, await form.ReadAsByteArrayAsync(), type: "application/x-www-form-urlencoded; charset=UTF-8");
        Assert.Equal(0, Sharing.StatusOf(answer));
    }

    [Fact]
    public async Task What_is_given_is_recorded_without_a_word_about_anybody()
    {
        string identifier = await IssueAsync(13);
        using Records records = new(node);
        foreach (string service in new[] { Sharing.DataById, Sharing.FileById })
        {
            Assert.Equal(0, Sharing.StatusOf(await node.OtherDepartment.PostJsonAsync(service, Sharing.ById(identifier))));
        }

        Assert.Equal(0, Sharing.StatusOf(await node.OtherDepartment.PostJsonAsync(Sharing.DataByHolder, Sharing.ByHolder())));
        Sharing.AssertRefused(11, await node.Anyone.PostJsonAsync(Sharing.DataByHolder, Sharing.ByHolder()));
        Sharing.AssertRefused(12, await node.Department.PostJsonAsync(Sharing.DataByHolder, Encoding.UTF8.GetBytes($"{{{Sharing.Purpose}")));

        Assert.Equal(3, records.Lines.Count(line => line.Contains("gave system other the licence issued at index", StringComparison.Ordinal)));
        string[] secrets = [identifier, Sharing.Operator, Sharing.Purpose, Sharing.Company.Name, Sharing.Company.Code, Sharing.NumberOf(13), "沈知夏", TestNode.Key];
        Assert.All(secrets, secret => Assert.DoesNotContain(records.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    private async Task<string> FirstAsync()
    {
        Answer answer = await node.OtherDepartment.PostJsonAsync(Sharing.DataByHolder, Sharing.ByHolder());
        Assert.Equal(0, Sharing.StatusOf(answer));
        Assert.Contains("CertificateNumber", Sharing.MessageOf(answer), StringComparison.Ordinal);
        return answer.Json["data"]!["ZZBS"]!.GetValue<string>();
    }

    private async Task<(string State, string? Code, string? Objection)> StateAsync(string identifier)
    {
        Answer answer = await node.Department.PostJsonAsync(Sharing.DataById, Sharing.ById(identifier));
        Assert.Equal(0, Sharing.StatusOf(answer));
        JsonNode data = answer.Json["data"]!;
        return (data["ZZZT"]!.GetValue<string>(), data["ZZZTDM"]?.GetValue<string>(), data["YYBZ"]?.GetValue<string>());
    }

    private async Task DecideAsync(string identifier, string act, string? name = null, string? value = null)
    {
        JsonObject body = new() { ["legalBasis"] = "《中华人民共和国行政许可法》第七十条", ["operator"] = "clerk-1" };
        if (name is not null)
        {
            body[name] = value;
        }

        Answer answer = await node.Department.PostJsonAsync($"{Calls.Licences}/{identifier}/{act}", body, Calls.NewKey());
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    /// <summary>Issues a food business licence; gives its identifier.</summary>
    private Task<string> IssueAsync(int place) => IssueAsync(Sharing.FoodLicence(place));

    private async Task<string> IssueAsync(JsonObject body)
    {
        Answer answer = await node.Department.IssueAsync(body);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return answer["identifier"];
    }

}
