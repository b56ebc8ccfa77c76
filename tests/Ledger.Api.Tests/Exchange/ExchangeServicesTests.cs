using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Exchange;

/// <summary>The sharing services as the systems that speak them already see them.</summary>
public sealed class ExchangeServicesTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly string[] Elements = ["UseFor", "orgName", "username", "itemName", "itemCode", "businessCode"];

    private static string Absent => LicenceIdentifier.Create(TestNode.SharedType, DemoWorld.IssuingAuthority, "ABSENT", 1).ToString();

    public static TheoryData<string, string> Mandatory
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string element in Elements)
            {
                data.Add(Sharing.DataById, element);
                data.Add(Sharing.FileByHolder, element);
            }

            data.Add(Sharing.DataById, "CertificateID");
            data.Add(Sharing.FileById, "CertificateID");
            data.Add(Sharing.DataByHolder, "CertificateType");
            data.Add(Sharing.FileByHolder, "CertificateHolderCode");
            return data;
        }
    }

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
    [MemberData(nameof(Mandatory))]
    public async Task A_missing_element_is_12_and_named(string service, string element)
    {
        foreach (string? value in new[] { null, "", "  " })
        {
            JsonObject body = service.EndsWith("ID", StringComparison.Ordinal) ? Sharing.ById(Absent) : Sharing.ByHolder();
            body[element] = value;
            Answer answer = await node.Department.PostJsonAsync(service, body);
            Sharing.AssertRefused(12, answer);
            Assert.Contains(element, Sharing.MessageOf(answer), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_missing_element_is_named_at_once()
    {
        Answer answer = await node.Department.PostJsonAsync(Sharing.DataByHolder, new JsonObject());
        await Sharing.AssertGoldenAsync("12-missing.json", answer);
        Assert.All(Elements, element => Assert.Contains(element, Sharing.MessageOf(answer), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UseFor", 200)]
    [InlineData("itemName", 256)]
    [InlineData("businessCode", 256)]
    public async Task An_element_is_as_long_as_the_limit_says_and_not_one_more(string element, int longest)
    {
        JsonObject body = Sharing.ById(Absent);
        body[element] = string.Concat(Enumerable.Repeat("𬭎", longest)); // one character, two code units
        Sharing.AssertRefused(10, await node.Department.PostJsonAsync(Sharing.DataById, body));
        body[element] += "长";
        Answer answer = await node.Department.PostJsonAsync(Sharing.DataById, body);
        Sharing.AssertRefused(12, answer);
        Assert.Contains(element, Sharing.MessageOf(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("\"a\"", "application/json")]
    [InlineData("{'CertificateID':'1'}", "application/json")]
    [InlineData("{\"UseFor\":\"a\",\"UseFor\":\"b\"}", "application/json")]
    [InlineData("{\"UseFor\":\"a\",\"usefor\":\"b\"}", "application/json")]
    [InlineData("{\"UseFor\":\"\\ud800\"}", "application/json")]
    [InlineData("{\"a\":[[[[[[[[[1]]]]]]]]]}", "application/json")]
    [InlineData("UseFor=a&UseFor=b", "application/x-www-form-urlencoded")]
    public async Task A_body_that_cannot_be_read_is_12(string body, string type) =>
        await Sharing.AssertGoldenAsync(
            "12-unreadable.json", await node.Department.PostJsonAsync(Sharing.DataById, Encoding.UTF8.GetBytes(body), type: type));

    [Fact]
    public async Task As_many_elements_are_read_as_the_limit_says_and_not_one_more()
    {
        JsonObject body = Sharing.ById(Absent);
        while (body.Count < 64)
        {
            body[$"other{body.Count}"] = new JsonArray();
        }

        Sharing.AssertRefused(10, await node.Department.PostJsonAsync(Sharing.DataById, body));
        body["more"] = 1;
        Sharing.AssertRefused(12, await node.Department.PostJsonAsync(Sharing.DataById, body));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_a_problem()
    {
        JsonObject body = Sharing.ById(Absent);
        body["padding"] = "";
        body["padding"] = new string('a', (16 << 10) - body.Bytes().Length);
        Sharing.AssertRefused(10, await node.Department.PostJsonAsync(Sharing.DataById, body));
        body["padding"] += "a";
        Calls.AssertProblem(
            await node.Department.PostJsonAsync(Sharing.DataById, body), HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task An_identifier_that_its_check_character_belies_is_10_with_the_reason()
    {
        string identifier = Absent;
        string wrong = identifier[..^1] + (identifier[^1] == 'A' ? 'B' : 'A');
        await Sharing.AssertGoldenAsync("10-check-character.json", await node.Department.PostJsonAsync(Sharing.DataById, Sharing.ById(wrong)));
        Sharing.AssertRefused(10, await node.Department.PostJsonAsync(Sharing.DataById, Sharing.ById("1.2.156.3005.2")));
        await Sharing.AssertGoldenAsync("10-absent.json", await node.Department.PostJsonAsync(Sharing.DataById, Sharing.ById(identifier)));
    }

    [Fact]
    public async Task A_holder_without_licences_is_10()
    {
        JsonObject body = Sharing.ByHolder();
        body["CertificateHolderCode"] = DemoWorld.Holders[2].Code;
        await Sharing.AssertGoldenAsync("10-holder.json", await node.OtherDepartment.PostJsonAsync(Sharing.DataByHolder, body));
    }

    [Fact]
    public async Task Without_a_key_the_answer_is_11_whatever_is_asked()
    {
        using HttpClient wrong = node.Client("a-key-of-nobody");
        string identifier = await IssueAsync(10);
        foreach (HttpClient client in new[] { node.Anyone, wrong })
        {
            await Sharing.AssertGoldenAsync("11-no-key.json", await client.PostJsonAsync(Sharing.FileById, Sharing.ById(identifier)));
            Sharing.AssertRefused(11, await client.PostJsonAsync(Sharing.DataById, "not json"u8.ToArray()));
            Sharing.AssertRefused(11, await client.PostJsonAsync(Sharing.DataByHolder, new JsonObject { ["sessionId"] = "a-key-of-nobody" }));
        }

        // A header that is wrong is not mended by a session that is right.
        JsonObject body = Sharing.ById(identifier);
        body["sessionId"] = TestNode.Key;
        Sharing.AssertRefused(11, await wrong.PostJsonAsync(Sharing.DataById, body));
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
    public async Task What_the_caller_may_not_read_is_100_whether_it_is_there_or_not()
    {
        string there = (await node.Department.IssueAsync())["identifier"];
        LicenceIdentifier identifier = LicenceIdentifier.Parse(there);
        string absent = LicenceIdentifier.Create(identifier.Type, identifier.Issuer, "ABSENT", 1).ToString();
        foreach (string service in new[] { Sharing.DataById, Sharing.FileById })
        {
            Answer one = await node.OtherDepartment.PostJsonAsync(service, Sharing.ById(there));
            await Sharing.AssertGoldenAsync("100-not-entitled.json", one);
            Answer other = await node.OtherDepartment.PostJsonAsync(service, Sharing.ById(absent));
            Assert.Equal(one.Bytes, other.Bytes);
        }
    }

    [Theory]
    [InlineData("contentType", "url")]
    [InlineData("fileType", "ofd")]
    public async Task Another_form_of_file_is_102(string element, string value)
    {
        JsonObject body = Sharing.ByHolder();
        body[element] = value;
        Answer answer = await node.Department.PostJsonAsync(Sharing.FileByHolder, body);
        await Sharing.AssertGoldenAsync($"102-{element}.json", answer);
        Assert.Equal(102, Sharing.StatusOf(answer));
    }

    [Fact]
    public async Task The_one_form_of_file_may_be_named()
    {
        JsonObject body = Sharing.ById(Absent);
        (body["contentType"], body["fileType"]) = ("base64", "PDF");
        Sharing.AssertRefused(10, await node.Department.PostJsonAsync(Sharing.FileById, body));
    }

    [Fact]
    public async Task An_unknown_holder_code_type_is_103()
    {
        JsonObject body = Sharing.ByHolder();
        body["CertificateHolderTypeCode"] = "002";
        await Sharing.AssertGoldenAsync("103-holder-code-type.json", await node.Department.PostJsonAsync(Sharing.DataByHolder, body));
    }

    [Fact]
    public async Task An_unknown_licence_type_is_113()
    {
        JsonObject body = Sharing.ByHolder();
        body["CertificateType"] = "11100000MBDEM901XT999";
        await Sharing.AssertGoldenAsync("113-type.json", await node.Department.PostJsonAsync(Sharing.DataByHolder, body));
        string identifier = LicenceIdentifier.Create("11100000MBDEM901XT999", DemoWorld.IssuingAuthority, "1", 1).ToString();
        Sharing.AssertRefused(113, await node.Department.PostJsonAsync(Sharing.FileById, Sharing.ById(identifier)));
    }

    [Theory]
    [InlineData("/elssp/v1/GetCertificateImageByCertificateID")]
    [InlineData("/elssp/v1/getcertificatedatabyholder/x")]
    [InlineData("/elssp/v1/")]
    public async Task An_unknown_service_is_2(string path) =>
        await Sharing.AssertGoldenAsync("2-no-such-service.json", await node.Department.PostJsonAsync(path, new JsonObject()));

    [Fact]
    public async Task Refusals_are_told_in_the_language_that_the_client_prefers() => await Sharing.AssertGoldenAsync(
        "12-missing.en.json", await node.Department.PostJsonAsync(Sharing.DataById, "{}"u8.ToArray(), language: "en"));

    [Fact]
    public async Task Another_method_is_a_problem() => Calls.AssertProblem(
        await node.Department.ReadAsync(Sharing.DataById), HttpStatusCode.MethodNotAllowed, "method-not-allowed");

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
