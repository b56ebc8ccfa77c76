using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Catalogue;
using Ledger.Api.Demo;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Catalogue;

public sealed class CatalogueEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Path = "/api/v1/catalogue";
    private const string Food = "11100000MBDEM901XT002";
    private const string Marriage = "111000000000131433001";
    private const string Composite = "11310000MBDEM9052W001";

    [Fact]
    public async Task A_new_log_begins_with_the_catalogue()
    {
        JsonObject first = (await node.Department.ReadAsync($"{Path}/licence-types?limit=1")).Json["entries"]![0]!.AsObject();
        Assert.Equal((1, 2), ((int)first["index"]!, (int)first["edition"]!));
        Assert.Null(first["enteredBy"]);
        Assert.Equal("pending", (string)first["anchor"]!);
        Assert.Equal(HttpStatusCode.OK, (await node.Anyone.ReadAsync($"/log/status/{first["mapKey"]}")).Status);
    }

    [Theory]
    [InlineData("licence-types", 15)]
    [InlineData("material-types", 16)]
    [InlineData("items", 10)]
    public async Task Every_kind_is_listed_page_by_page_without_gap_or_repetition(string kind, int count)
    {
        List<string> codes = [];
        string? after = null;
        do
        {
            JsonObject page = (await node.Department.ReadAsync($"{Path}/{kind}?limit=4{(after is null ? "" : $"&after={after}")}")).Json;
            codes.AddRange(page["entries"]!.AsArray().Select(entry => (string)entry!["code"]!));
            after = (string?)page["next"];
        }
        while (after is not null);
        Assert.Equal(count, codes.Count);
        Assert.Equal(codes.Order(StringComparer.Ordinal).Distinct(), codes);
    }

    [Theory]
    [InlineData("limit=200", HttpStatusCode.OK)]
    [InlineData("limit=201", HttpStatusCode.UnprocessableEntity)]
    [InlineData("limit=0", HttpStatusCode.UnprocessableEntity)]
    [InlineData("limit=-1", HttpStatusCode.UnprocessableEntity)]
    [InlineData("limit=1&limit=2", HttpStatusCode.UnprocessableEntity)]
    [InlineData("after=", HttpStatusCode.UnprocessableEntity)]
    [InlineData("limits=1", HttpStatusCode.UnprocessableEntity)]
    public async Task A_page_is_asked_for_within_its_limits(string query, HttpStatusCode status) =>
        Assert.Equal(status, (await node.Anyone.ReadAsync($"{Path}/items?{query}")).Status);

    [Fact]
    public async Task Who_is_no_department_sees_the_public_types_only()
    {
        JsonArray shown = (await node.Anyone.ReadAsync($"{Path}/licence-types?limit=200")).Json["entries"]!.AsArray();
        Assert.Contains(shown, entry => (string)entry!["code"]! == Food);
        Assert.DoesNotContain(shown, entry => (string)entry!["code"]! == Marriage);
        foreach (string hidden in new[] { $"licence-types/{Marriage}", $"licence-types/{Marriage}/schema", $"recognition?type={Marriage}&issued=310000&used=320000" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await node.Anyone.ReadAsync($"{Path}/{hidden}")).Status);
            Assert.Equal(HttpStatusCode.OK, (await node.Department.ReadAsync($"{Path}/{hidden}")).Status);
        }
    }

    [Fact]
    public async Task An_entry_is_read_with_its_definition()
    {
        JsonObject entry = (await node.Anyone.ReadAsync($"{Path}/licence-types/{Food}")).Json;
        Assert.Equal("食品经营许可证", (string)entry["name"]!);
        Assert.Contains(entry["definition"]!["fields"]!.AsArray(), field => (string)field!["key"]! == "JYZMC");
        Assert.Equal(entry.ToJsonString(), (await node.Anyone.ReadAsync($"{Path}/licence-types/{Food}?edition=2")).Json.ToJsonString());
        Assert.Equal("购房合同（网签备案）", (string)(await node.Anyone.ReadAsync($"{Path}/material-types/CL040102")).Json["name"]!);
        Assert.True((bool)(await node.Anyone.ReadAsync($"{Path}/items/12340100MBDEM3021R3342017013000")).Json["definition"]!["identity"]!);
    }

    [Theory]
    [InlineData("licence-types/11100000MBDEM901XT999", HttpStatusCode.NotFound)]
    [InlineData("licence-types/11100000MBDEM901XT002?edition=3", HttpStatusCode.NotFound)]
    [InlineData("licence-types/11100000MBDEM901XT002?edition=0", HttpStatusCode.NotFound)]
    [InlineData("licence-types/11100000MBDEM901XT002?edition=9999999999", HttpStatusCode.NotFound)]
    [InlineData("licence-types/11100000MBDEM901XT002?edition=one", HttpStatusCode.UnprocessableEntity)]
    [InlineData("items/CL040102", HttpStatusCode.NotFound)]
    [InlineData("recognition?type=11100000MBDEM901XT002&issued=310000", HttpStatusCode.UnprocessableEntity)]
    [InlineData("recognition?type=11100000MBDEM901XT002&issued=310000&used=310105", HttpStatusCode.UnprocessableEntity)]
    public async Task What_is_not_there_or_asked_wrongly_is_told(string path, HttpStatusCode status) =>
        Assert.Equal(status, (await node.Anyone.ReadAsync($"{Path}/{path}")).Status);

    [Fact]
    public async Task The_schema_says_which_fields_a_request_has()
    {
        Answer answer = await node.Anyone.ReadAsync($"{Path}/licence-types/{Food}/schema");
        Assert.StartsWith("application/schema+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        JsonObject schema = answer.Json;
        LicenceType type = LicenceTypes.Embedded().Find(Food)!;
        Assert.Equal(type.Fields.Select(field => field.Key), schema["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(type.Fields.Where(field => field.Required).Select(field => field.Key), schema["required"]!.AsArray().Select(key => (string)key!));
        Assert.False((bool)schema["additionalProperties"]!);
        Assert.Equal("date", (string)schema["properties"]!["YXQZ"]!["format"]!);
        Assert.Equal("经营者名称", (string)schema["properties"]!["JYZMC"]!["title"]!);
        Assert.EndsWith($"/licence-types/{Food}/schema?edition=2", (string)schema["$id"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_type_is_not_recognised_elsewhere_and_the_answer_says_why()
    {
        JsonObject answer = (await node.Anyone.ReadAsync($"{Path}/recognition?type={Composite}&issued=310000&used=340000")).Json;
        Assert.False((bool)answer["recognised"]!);
        Assert.Equal("异地不互认：本地类型，未列入互认清单", (string)answer["explanation"]!);
        Assert.True((bool)(await node.Anyone.ReadAsync($"{Path}/recognition?type=11100000MBDEM901XT001&issued=310000&used=340000")).Json["recognised"]!);
    }

    [Fact]
    public async Task An_issuer_enters_the_next_edition_and_the_one_before_stays()
    {
        JsonObject before = (await node.Department.ReadAsync($"{Path}/licence-types/{Composite}")).Json;
        JsonObject definition = before["definition"]!.DeepClone().AsObject();
        definition["edition"] = 3;
        definition["name"] = "行业综合许可证（新）";
        long size = node.LogSize;
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(node.Department, definition, key: null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(node.OtherDepartment, definition, "other")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(node.Anyone, definition, "anyone")).Status);
        Assert.Equal(size, node.LogSize);

        Answer entered = await PostAsync(node.Department, definition, "second");
        Assert.Equal(HttpStatusCode.Created, entered.Status);
        Assert.Equal($"{Path}/licence-types/{Composite}?edition=3", entered.Headers["Location"]);
        Assert.Equal((3, 3, DemoWorld.IssuingAuthority), ((int)entered.Json["edition"]!, (int)entered.Json["newest"]!, entered["enteredBy"]));
        Assert.Equal((long)entered.Json["index"]!, (long)(await PostAsync(node.Department, definition, "another")).Json["index"]!);
        Assert.Equal(size + 2, node.LogSize);

        JsonObject first = (await node.Anyone.ReadAsync($"{Path}/licence-types/{Composite}?edition=2")).Json;
        Assert.True(JsonNode.DeepEquals(before["definition"], first["definition"]));
        Assert.Equal(3, (int)first["newest"]!);

        definition["name"] = "又一名称";
        Answer taken = await PostAsync(node.Department, definition, "third");
        Assert.Equal((HttpStatusCode.Conflict, "already-exists"), (taken.Status, taken["code"]));
        definition["edition"] = 4;
        definition["colour"] = "red";
        Answer wrong = await PostAsync(node.Department, definition, "fourth");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("证照类型定义有误", wrong["detail"], StringComparison.Ordinal);
        Assert.Equal(size + 2, node.LogSize);
    }

    [Fact]
    public async Task A_body_is_as_long_as_a_definition_may_be()
    {
        string longest = "{}" + new string(' ', CatalogueJson.LongestDefinition - 2);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(node.Department, longest, "longest")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(node.Department, longest + " ", "longer")).Status);
    }

    [Theory]
    [InlineData(typeof(LicenceTypeRequest), typeof(LicenceType))]
    [InlineData(typeof(LicenceFieldContract), typeof(LicenceField))]
    [InlineData(typeof(ValidityPolicyContract), typeof(ValidityPolicy))]
    [InlineData(typeof(RenewalPolicyContract), typeof(RenewalPolicy))]
    [InlineData(typeof(RecognitionRuleContract), typeof(RecognitionRule))]
    [InlineData(typeof(LicenceTemplateContract), typeof(LicenceTemplate))]
    [InlineData(typeof(TemplateTextContract), typeof(TemplateText))]
    [InlineData(typeof(TemplateGroupContract), typeof(TemplateGroup))]
    [InlineData(typeof(TemplateTableContract), typeof(TemplateTable))]
    [InlineData(typeof(DefiningAuthorityContract), typeof(DefiningAuthority))]
    public void The_interface_describes_what_is_read(Type described, Type read) => Assert.Equal(
        read.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters().Select(parameter => parameter.Name),
        described.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters().Select(parameter => parameter.Name));

    private static Task<Answer> PostAsync(HttpClient client, JsonObject definition, string? key) => PostAsync(client, definition.ToJsonString(), key);

    private static async Task<Answer> PostAsync(HttpClient client, string definition, string? key)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"{Path}/licence-types")
        {
            Content = new StringContent(definition, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await Answer.OfAsync(await client.SendAsync(request));
    }
}
