using System.Text;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Tests.Catalogue;

public sealed class LicenceTypesTests
{
    private static readonly LicenceTypes Types = LicenceTypes.Embedded();

    [Fact]
    public void An_unknown_type_is_not_found() => Assert.Null(Types.Find("11100000MBDEM901XT999"));

    [Fact]
    public void Names_of_persons_are_not_public() => Assert.All(
        Types.All.SelectMany(type => type.Fields).Where(field => field.Key is "FDDBR" or "ZYFZR" or "ZLFZR" or "QFR"),
        field => Assert.NotEqual(Sensitivity.Public, field.Sensitivity));

    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("null", "cannot be read")]
    [InlineData("{}", "cannot be read")]
    [InlineData("""{"kind":"texts"}""", "cannot be read at \"$.fields[0].kind\"")]
    [InlineData("""{"sensitivity":0}""", "cannot be read")]
    [InlineData("""{"maximumLenght":1}""", "maximumLenght")]
    [InlineData("""{"key":"b"}""", "is not a field key")]
    [InlineData("""{"key":"A23456789012345678901234567890123"}""", "is not a field key")]
    [InlineData("""{"label":" 甲"}""", "A.label has 1 to 64 visible characters")]
    [InlineData("""{"maximumLength":0}""", "A.maximumLength is 1 to 10000")]
    [InlineData("""{"maximumLength":10001}""", "A.maximumLength is 1 to 10000")]
    [InlineData("""{"kind":"choice"}""", "lists values")]
    [InlineData("""{"values":["x"]}""", "lists values")]
    [InlineData("""{"kind":"choice","values":[]}""", "A.values lists 1 to 500 items")]
    [InlineData("""{"kind":"choice","values":["x","x"]}""", "A.values has an item twice")]
    [InlineData("""{"kind":"choice","values":["0123456789"]}""", "A.values has an unknown item")]
    [InlineData("""{"kind":"choice","values":[null]}""", "cannot be read")]
    [InlineData("""{"kind":"code"}""", "needs a pattern")]
    [InlineData("""{"kind":"check-digit-code"}""", "needs a pattern")]
    [InlineData("""{"pattern":"("}""", "cannot be read at \"pattern\"")]
    [InlineData("""{"pattern":"(a)\\1"}""", "cannot be read at \"pattern\"")]
    [InlineData("""{"pattern":"((a{100}){100}){100}"}""", "cannot be read at \"pattern\"")]
    [InlineData("""{"meaning":"name"}""", "cannot be read at \"$.fields[0].meaning\"")]
    [InlineData("""{"meaning":"valid-to"}""", "is not the lastDayField")]
    [InlineData("""{"meaning":"components"}""", "a type with components")]
    public void A_wrong_definition_is_refused_with_its_place(string change, string message)
    {
        string json = change.Contains(':', StringComparison.Ordinal) ? TypeWith(change, "") : change;
        CatalogueException refused = Assert.Throws<CatalogueException>(() => LicenceTypes.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Fault.Chinese);
    }

    [Theory]
    [InlineData("is not a unified social credit code", "11100000MBDEM901XT001", "11100000MBDEM901XS001")]
    [InlineData("is not a unified social credit code", "11100000MBDEM901XT001", "11100000MBDEM901XT0001")]
    [InlineData("the edition counts from one", "\"edition\":1", "\"edition\":0")]
    [InlineData("the code is not the defining authority's", "\"11100000MBDEM901XT\"", "\"11100000MB0341032Y\"")]
    [InlineData("a field key occurs twice", "\"fields\":[", "\"fields\":[{\"key\":\"A\",\"label\":\"甲\",\"english\":\"A\",\"kind\":\"text\",\"required\":true,\"maximumLength\":9,\"sensitivity\":\"public\"},")]
    [InlineData("two fields say Number", "\"fields\":[", "\"fields\":[{\"key\":\"B\",\"label\":\"乙\",\"english\":\"B\",\"kind\":\"text\",\"required\":true,\"maximumLength\":9,\"sensitivity\":\"public\",\"meaning\":\"number\"},{\"key\":\"C\",\"label\":\"丙\",\"english\":\"C\",\"kind\":\"text\",\"required\":true,\"maximumLength\":9,\"sensitivity\":\"public\",\"meaning\":\"number\"},")]
    [InlineData("there is no field B", "\"longTermAllowed\":true", "\"longTermAllowed\":true,\"lastDayField\":\"B\"")]
    public void A_definition_has_to_agree_with_itself(string message, string before, string after)
    {
        string json = TypeWith("{}", "");
        Assert.Contains(before, json, StringComparison.Ordinal);
        Assert.Equal("甲证", LicenceTypes.Read(Encoding.UTF8.GetBytes(json)).Name);
        byte[] wrong = Encoding.UTF8.GetBytes(json.Replace(before, after, StringComparison.Ordinal));
        Assert.Contains(message, Assert.Throws<CatalogueException>(() => LicenceTypes.Read(wrong)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"standard\":\"C0293-2024\"", "\"standard\":\"C293-2024\"")]
    [InlineData("\"standard\":\"C0109.1-2018\"", "\"standard\":\"ZWFW C0109-2018\"")]
    [InlineData("\"holders\":\"legal-person\"", "\"holders\":\"company\"")]
    [InlineData("\"collectedSince\":\"2020-02-29\"", "\"collectedSince\":\"2021-02-29\"")]
    [InlineData("\"openness\":\"restricted\"", "\"openness\":\"secret\"")]
    [InlineData("\"level\":\"national\"", "\"level\":\"0\"")]
    [InlineData("\"legalBasis\":\"《甲法》第一条\"", "\"legalBasis\":\"\"")]
    [InlineData("\"issuers\":[\"11310105MBDEM0015E\"]", "\"issuers\":[\"11310105MBDEM0015F\"]")]
    [InlineData("\"issuers\":[\"11310105MBDEM0015E\",\"11310107MBDEM00236\"]", "\"issuers\":[]")]
    [InlineData("\"recognition\":[{\"issuedIn\":[\"310000\"],\"usedIn\":[\"320000\",\"330000\"]}]", "\"recognition\":[{\"issuedIn\":[\"310000\"],\"usedIn\":[\"390000\"]}]")]
    [InlineData("\"recognition\":[{\"issuedIn\":[\"820000\"],\"usedIn\":[\"110000\"]}]", "\"recognition\":[{\"issuedIn\":[\"310105\"],\"usedIn\":[\"110000\"]}]")]
    [InlineData("\"recognition\":[{\"issuedIn\":[\"310000\"],\"usedIn\":[\"320000\"]}]", "\"recognition\":[{\"issuedIn\":[],\"usedIn\":[\"320000\"]}]")]
    [InlineData("\"annualCheckMonths\":1", "\"annualCheckMonths\":0")]
    [InlineData("\"annualCheckMonths\":60", "\"annualCheckMonths\":61")]
    [InlineData("\"renewal\":{\"windowDays\":1,\"conditions\":[]}", "\"renewal\":{\"windowDays\":0,\"conditions\":[]}")]
    [InlineData("\"renewal\":{\"windowDays\":366,\"conditions\":[\"not-disputed\",\"holder-in-force\"]}", "\"renewal\":{\"windowDays\":367,\"conditions\":[]}")]
    [InlineData("\"annualCheckMonths\":12,\"renewal\":{\"windowDays\":90,\"conditions\":[\"annual-check-passed\"]}", "\"renewal\":{\"windowDays\":90,\"conditions\":[\"annual-check-passed\"]}")]
    [InlineData("\"renewal\":{\"windowDays\":90,\"conditions\":[\"not-flagged\"]}", "\"renewal\":{\"windowDays\":90,\"conditions\":[\"not-flagged\",\"not-flagged\"]}")]
    [InlineData("\"statusCodes\":{\"valid\":\"01\",\"suspended\":\"02\"}", "\"statusCodes\":{\"valid\":\"有效\"}")]
    [InlineData("\"statusCodes\":{\"valid\":\"12345678\"}", "\"statusCodes\":{\"valid\":\"123456789\"}")]
    [InlineData("\"statusCodes\":{\"valid\":\"1\"}", "\"statusCodes\":{\"suspended\":\"1\"}")]
    [InlineData("\"template\":{\"orientation\":\"landscape\",\"subtitle\":\"正本\"}", "\"template\":{\"orientation\":\"landscape\",\"subtitle\":\"\"}")]
    [InlineData("\"template\":{\"orientation\":\"landscape\",\"subtitle\":\"{A}\"}", "\"template\":{\"orientation\":\"landscape\",\"subtitle\":\"{B}\"}")]
    [InlineData("\"template\":{\"orientation\":\"portrait\"}", "\"template\":{\"orientation\":\"square\"}")]
    [InlineData("\"materials\":[\"CL010101\"]", "\"materials\":[\"CL01010\"]")]
    [InlineData("\"materials\":[\"CL010101\",\"CL010102\"]", "\"materials\":[\"CL010101\",\"CL010101\"]")]
    [InlineData("\"materials\":[\"CL999999\"]", "\"materials\":[\"ML010101\"]")]
    [InlineData("\"standard\":\"C0001-2020\"", "\"components\":[\"11100000MBDEM901XT002\"]")]
    public void Each_column_is_read_where_it_is_right_and_refused_where_it_is_wrong(string right, string wrong)
    {
        Assert.NotNull(LicenceTypes.Read(Encoding.UTF8.GetBytes(TypeWith("{}", right + ","))));
        byte[] json = Encoding.UTF8.GetBytes(TypeWith("{}", wrong + ","));
        Assert.NotEmpty(Assert.Throws<CatalogueException>(() => LicenceTypes.Read(json)).Fault.Chinese);
    }

    [Fact]
    public void A_type_of_components_has_one_field_for_them_and_is_not_its_own()
    {
        string right = TypeWith("""{"meaning":"components"}""", "\"components\":[\"11100000MBDEM901XT002\"],");
        Assert.Equal("A", Assert.Single(LicenceTypes.Read(Encoding.UTF8.GetBytes(right)).FieldsOf(FieldMeaning.Components)).Key);
        byte[] itself = Encoding.UTF8.GetBytes(right.Replace("XT002", "XT001", StringComparison.Ordinal));
        Assert.Contains(
            "unknown item", Assert.Throws<CatalogueException>(() => LicenceTypes.Read(itself)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_may_have_its_longest_length_and_no_more()
    {
        string json = TypeWith("{}", "");
        byte[] longest = Encoding.UTF8.GetBytes(json + new string(' ', CatalogueJson.LongestDefinition - Encoding.UTF8.GetByteCount(json)));
        Assert.Equal("甲证", LicenceTypes.Read(longest).Name);
        Assert.Throws<CatalogueException>(() => LicenceTypes.Read([.. longest, (byte)' ']));
    }

    [Theory]
    [InlineData(FieldFaults.MostFields, true)]
    [InlineData(FieldFaults.MostFields + 1, false)]
    public void A_type_has_so_many_fields_at_most(int count, bool fits)
    {
        IEnumerable<LicenceField> fields = Enumerable.Range(1, count)
            .Select(number => new LicenceField($"A{number}", "甲", "A", FieldKind.Text, true, 9, Sensitivity.Public));
        Assert.Equal(fits, FieldFaults.Find([.. fields]) is null);
    }

    [Theory]
    [InlineData("valid", "01")]
    [InlineData("suspended", "02")]
    [InlineData("expired", null)]
    [InlineData("not-yet-valid", null)]
    public void A_state_has_the_ministrys_code(string state, string? code) => Assert.Equal(code, new StateCodes("01", "02").Of(state));

    /// <summary>A type of one field, some members of which are changed or added, and with more members of its own.</summary>
    private static string TypeWith(string change, string members)
    {
        System.Text.Json.Nodes.JsonObject field = System.Text.Json.Nodes.JsonNode.Parse(
            """{"key":"A","label":"甲","english":"A","kind":"text","required":true,"maximumLength":9,"sensitivity":"public"}""")!.AsObject();
        foreach ((string name, System.Text.Json.Nodes.JsonNode? value) in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject())
        {
            field[name] = value!.DeepClone();
        }

        return $$"""
            {"code":"11100000MBDEM901XT001","edition":1,"name":"甲证","english":"A licence",{{members}}
             "definedBy":{"code":"11100000MBDEM901XT","name":"某局"},"validity":{"longTermAllowed":true},"fields":[{{field.ToJsonString()}}]}
            """;
    }
}
