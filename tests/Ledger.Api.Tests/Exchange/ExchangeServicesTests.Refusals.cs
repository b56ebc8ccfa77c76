using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Exchange;

/// <summary>What the sharing services refuse, and with which status.</summary>
public sealed partial class ExchangeServicesTests
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
        string wrong = Calls.Mistyped(identifier);
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
}
