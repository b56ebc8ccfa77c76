using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Problems;

/// <summary>Bad input gets a clear answer in both languages, and nothing is written: no licence, and no holder either.</summary>
public sealed class BadInputTests(TestNode node) : IClassFixture<TestNode>
{
    private const int LicenceLimit = 1 << 20;

    [Theory]
    [InlineData("/type", "11100000MBDEM901XT999", "invalid-field")]
    [InlineData("/issuer", "11310105MBDEM0015F", "invalid-field")]
    [InlineData("/serial", "a-small-letter", "invalid-field")]
    [InlineData("/serial", "310100198806120023", "invalid-field")]
    [InlineData("/serial", "", "invalid-field")]
    [InlineData("/number", " 1", "invalid-field")]
    [InlineData("/number", "1\u202E2", "invalid-field")]
    [InlineData("/validFrom", "2026-02-30", "invalid-field")]
    [InlineData("/validFrom", "2026-2-3", "invalid-field")]
    [InlineData("/validFrom", "２０２６-01-01", "invalid-field")]
    [InlineData("/validTo", "1999-12-31", "invalid-field")]
    [InlineData("/holder/codeType", "112", "invalid-field")]
    [InlineData("/holder/name", "无\u200B形", "invalid-field")]
    [InlineData("/holder/code", "91310105MADEM0011Q", "invalid-field")]
    [InlineData("/holder/code", "9131010IMADEM0011P", "invalid-field")]
    [InlineData("/holder/code", "９１310105MADEM0011P", "invalid-field")]
    [InlineData("/holder/code", "91310105madem0011p", "invalid-field")]
    [InlineData("/fields/TYSHXYDM", "91310105MADEM0011Q", "invalid-field")]
    [InlineData("/fields/TYSHXYDM", "9131010IMADEM0011P", "invalid-field")]
    [InlineData("/fields/TYSHXYDM", "９１310105MADEM0011P", "invalid-field")]
    [InlineData("/fields/CLRQ", "2025-02-30", "invalid-field")]
    [InlineData("/surprise", "1", "unknown-field")]
    [InlineData("/holder/surprise", "1", "unknown-field")]
    [InlineData("/fields/SURPRISE", "1", "unknown-field")]
    public Task A_wrong_field_is_named(string place, string value, string code) =>
        AssertRefusedAsync(With(place, value), HttpStatusCode.UnprocessableEntity, code, place);

    [Theory]
    [InlineData("310100198806120024")]
    [InlineData("310100198802300023")]
    [InlineData("３10100198806120023")]
    public Task A_wrong_citizen_number_is_named(string code)
    {
        JsonObject body = With("/holder/codeType", "111");
        body["holder"]!["code"] = code;
        return AssertRefusedAsync(body, HttpStatusCode.UnprocessableEntity, "invalid-field", "/holder/code");
    }

    [Theory]
    [InlineData("/type")]
    [InlineData("/issuer")]
    [InlineData("/serial")]
    [InlineData("/number")]
    [InlineData("/holder")]
    [InlineData("/holder/name")]
    [InlineData("/holder/code")]
    [InlineData("/validFrom")]
    [InlineData("/fields")]
    [InlineData("/fields/MC")]
    public Task A_missing_field_is_named(string place)
    {
        JsonObject body = Calls.GoodLicence();
        string[] parts = place[1..].Split('/');
        (parts.Length == 1 ? body : body[parts[0]]!.AsObject()).Remove(parts[^1]);
        return AssertRefusedAsync(body, HttpStatusCode.UnprocessableEntity, "missing-field", place);
    }

    [Fact]
    public async Task Every_wrong_field_is_listed_at_once()
    {
        JsonObject body = With("/holder/code", "91310105MADEM0011Q");
        body["number"] = " 1";
        body["fields"]!.AsObject().Remove("MC");
        body["fields"]!["CLRQ"] = "2025-02-30";
        body["fields"]!["SURPRISE"] = "1";

        Answer answer = await AssertRefusedAsync(body, HttpStatusCode.UnprocessableEntity, "invalid-field", "/number");

        Assert.Equal(
            ["/number invalid-field", "/holder/code invalid-field", "/fields/MC missing-field", "/fields/CLRQ invalid-field", "/fields/SURPRISE unknown-field"],
            answer.Json["errors"]!.AsArray().Select(error => $"{error!["field"]} {error["code"]}"));
        Assert.All(answer.Json["errors"]!.AsArray(), error => Assert.NotEmpty(error!["detail"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("\"serial\":\"A\",", "/serial")]
    [InlineData("\"\\u0073erial\":\"A\",", "/serial")]
    [InlineData("\"SERIAL\":\"A\",", "/serial")]
    [InlineData("\"serial\":1.5,", "/serial")]
    [InlineData("\"serial\":1e3,", "/serial")]
    [InlineData("\"serial\":-0,", "/serial")]
    [InlineData("\"serial\":9007199254740993,", "/serial")]
    [InlineData("\"serial\":null,", "/serial")]
    [InlineData("\"serial\":\"\\uD800\",", "/serial")]
    [InlineData("\"serial\":\"\u0001\",", "/serial")]
    [InlineData("/* comment */", "")]
    public Task Json_that_two_readers_could_take_differently_is_refused(string inserted, string place) =>
        AssertMalformedAsync(Encoding.UTF8.GetBytes(Calls.GoodLicence().ToJsonString().Insert(1, inserted)), place);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}{}")]
    [InlineData("{")]
    [InlineData("\uFEFF{}")]
    public Task A_body_that_is_no_object_is_refused(string body) => AssertMalformedAsync(Encoding.UTF8.GetBytes(body), place: null);

    [Fact]
    public Task Bytes_that_are_no_UTF_8_are_refused()
    {
        byte[] body = Encoding.UTF8.GetBytes(With("/number", "??").ToJsonString());
        body[body.AsSpan().IndexOf("??"u8)] = 0xC3;
        return AssertMalformedAsync(body, "/number");
    }

    [Fact]
    public async Task A_hundred_levels_are_too_deep()
    {
        string nested = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);
        Answer answer = await AssertMalformedAsync(
            Encoding.UTF8.GetBytes(Calls.GoodLicence().ToJsonString().Insert(1, $"\"deep\":{nested},")), place: null);
        Assert.StartsWith("/deep/a/a/", answer["field"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("")]
    public async Task Another_content_type_is_refused(string type)
    {
        long before = node.LogSize;
        byte[] body = Encoding.UTF8.GetBytes(Calls.GoodLicence().ToJsonString());
        Answer answer = await node.Department.PostJsonAsync(Calls.Licences, body, Calls.NewKey(), type: type);
        Calls.AssertProblem(answer, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Equal(before, node.LogSize);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_read()
    {
        Answer answer = await node.Department.PostJsonAsync(Calls.Licences, Padded(LicenceLimit), Calls.NewKey());
        Assert.Equal(HttpStatusCode.Created, answer.Status);
    }

    [Theory]
    [InlineData(LicenceLimit + 1)]
    [InlineData(2 * LicenceLimit)]
    public async Task A_body_beyond_the_limit_is_refused(int length)
    {
        long before = node.LogSize;
        Answer answer = await node.Department.PostJsonAsync(Calls.Licences, Padded(length), Calls.NewKey());
        Calls.AssertProblem(answer, HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.Equal(before, node.LogSize);
    }

    [Theory]
    [InlineData("1.2.156.3005.2.11100000MBDEM901XT001.11310105MBDEM0015E.91310105MADEM0011P.001.*")]
    [InlineData("1.2.156.3005.2.11100000MBDEM901XT001.11310105MBDEM0015E.91310105MADEM0011P.001")]
    [InlineData("1.2.156.3005.2.11100000MBDEM901XT001.11310105MBDEM0015E.９.001.A")]
    public async Task A_malformed_identifier_is_named(string identifier)
    {
        JsonObject body = new() { ["identifier"] = identifier, ["checkCode"] = "0000000000000000" };
        Answer asked = await node.Anyone.PostJsonAsync("/api/v1/verifications/check-code", body);
        Answer read = await node.Department.ReadAsync($"{Calls.Licences}/{Uri.EscapeDataString(identifier)}");
        Calls.AssertProblem(asked, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Calls.AssertProblem(read, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal("/identifier", asked["field"]);
    }

    [Fact]
    public async Task An_identifier_with_a_wrong_check_character_is_named()
    {
        string identifier = (await node.Department.IssueAsync())["identifier"];
        long before = node.LogSize;
        string wrong = Calls.Mistyped(identifier);
        JsonObject revocation = new() { ["reason"] = "penalty", ["legalBasis"] = "第九条", ["operator"] = "clerk-1" };
        foreach (Answer answer in new[]
        {
            await node.Department.ReadAsync($"{Calls.Licences}/{wrong}"),
            await node.Department.ReadAsync($"{Calls.Licences}/{wrong}/pdf"),
            await node.Department.PostJsonAsync($"{Calls.Licences}/{wrong}/revocation", revocation, Calls.NewKey()),
        })
        {
            Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
            Assert.Equal("/identifier", answer["field"]);
        }

        Assert.Equal(before, node.LogSize);
    }

    [Theory]
    [InlineData("/codeType", "112")]
    [InlineData("/code", "91310105MADEM0011Q")]
    [InlineData("/name", " x")]
    public async Task A_wrong_holder_is_named_where_the_department_wrote_it(string place, string value)
    {
        long before = node.LogSize;
        JsonObject body = Calls.GoodLicence()["holder"]!.DeepClone().AsObject();
        body[place[1..]] = value;
        Answer answer = await node.Department.PostJsonAsync("/api/v1/holders", body);
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal(place, answer["field"]);
        Assert.Equal(before, node.LogSize);
    }

    private static JsonObject With(string place, string value)
    {
        JsonObject body = Calls.GoodLicence();
        string[] parts = place[1..].Split('/');
        (parts.Length == 1 ? body : body[parts[0]]!.AsObject())[parts[^1]] = value;
        return body;
    }

    private static byte[] Padded(int length) => Encoding.UTF8.GetBytes(Calls.GoodLicence().ToJsonString()) is byte[] body
        ? [.. body, .. Enumerable.Repeat((byte)' ', length - body.Length)]
        : [];

    private Task<Answer> AssertMalformedAsync(byte[] body, string? place) =>
        AssertRefusedAsync(body, HttpStatusCode.BadRequest, "malformed-body", place);

    private Task<Answer> AssertRefusedAsync(JsonObject body, HttpStatusCode status, string code, string? place) =>
        AssertRefusedAsync(Encoding.UTF8.GetBytes(body.ToJsonString()), status, code, place);

    private async Task<Answer> AssertRefusedAsync(byte[] body, HttpStatusCode status, string code, string? place)
    {
        long before = node.LogSize;
        Answer chinese = await node.Department.PostJsonAsync(Calls.Licences, body, Calls.NewKey());
        Answer english = await node.Department.PostJsonAsync(Calls.Licences, body, Calls.NewKey(), "en");
        foreach (Answer answer in new[] { chinese, english })
        {
            Calls.AssertProblem(answer, status, code);
            if (place is not null)
            {
                Assert.Equal(place, answer["field"]);
                Assert.Equal(place, answer.Json["errors"]![0]!["field"]!.GetValue<string>());
            }
        }

        Assert.Contains(chinese["detail"], character => character is >= '\u4E00' and <= '\u9FFF');
        Assert.Matches("[a-z]{3}", english["detail"]);
        Assert.Equal("en", english.Headers["Content-Language"]);
        Assert.Equal(before, node.LogSize);
        return english;
    }
}
