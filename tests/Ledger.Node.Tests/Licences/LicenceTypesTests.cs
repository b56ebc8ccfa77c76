using System.Text;
using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

public sealed class LicenceTypesTests
{
    private static readonly LicenceTypes Types = LicenceTypes.Embedded();

    [Theory]
    [InlineData("11100000MBDEM901XT001", "营业执照", "ZFB TYSHXYDM MC LX FDDBR ZCZB CLRQ YYQX ZS JYFW DJJG DJRQ")]
    [InlineData("11100000MBDEM901XT002", "食品经营许可证", "JYZMC SHXYDM FDDBR ZS JYCS ZTYT JYXM XKZBH YXQZ RCJDGLJG TSJB QFR")]
    [InlineData("11100000MB0341032Y002", "药品经营许可证", "XKZBH QYMC TYSHXYDM ZCDZ FDDBR ZYFZR ZLFZR CKDZ JYFS JYFW YXQZ")]
    public void A_type_has_its_fields_in_printed_order(string code, string name, string keys)
    {
        LicenceType type = Types.Find(code)!;
        Assert.Equal(name, type.Name);
        Assert.Equal(keys.Split(' '), type.Fields.Select(field => field.Key));
        Assert.All(type.Fields, field => Assert.NotEmpty(field.English));
    }

    [Fact]
    public void An_unknown_type_is_not_found() => Assert.Null(Types.Find("11100000MBDEM901XT999"));

    [Fact]
    public void Names_of_persons_are_not_public() => Assert.All(
        Types.All.SelectMany(type => type.Fields).Where(field => field.Key is "FDDBR" or "ZYFZR" or "ZLFZR" or "QFR"),
        field => Assert.NotEqual(Sensitivity.Public, field.Sensitivity));

    [Theory]
    [InlineData("", "types/x.json is not a licence type")]
    [InlineData("null", "is empty")]
    [InlineData("{}", "is not a licence type")]
    [InlineData("""{"kind":"texts"}""", "is not a licence type")]
    [InlineData("""{"sensitivity":0}""", "is not a licence type")]
    [InlineData("""{"maximumLenght":1}""", "is not a licence type")]
    [InlineData("""{"key":"b"}""", "b is not a field key")]
    [InlineData("""{"maximumLength":0}""", "has no length")]
    [InlineData("""{"kind":"choice"}""", "lists values")]
    [InlineData("""{"values":["x"]}""", "lists values")]
    [InlineData("""{"kind":"code"}""", "needs a pattern")]
    [InlineData("""{"pattern":"("}""", "is not a licence type")]
    [InlineData("""{"pattern":"(a)\\1"}""", "is not a licence type")]
    public void A_wrong_type_file_is_refused_with_its_place(string change, string message)
    {
        string json = change.Contains(':', StringComparison.Ordinal) ? TypeWith(change) : change;
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => LicenceTypes.Read(stream, "types/x.json"));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("11100000MBDEM901XT001", "11100000MBDEM901XT001", "11100000MBDEM901XS001")]
    [InlineData("\"edition\":1", "\"edition\":1", "\"edition\":0")]
    [InlineData("the code is not the defining authority's", "\"11100000MBDEM901XT\"", "\"11100000MB0341032Y\"")]
    [InlineData("a field key occurs twice", "\"fields\":[", "\"fields\":[{\"key\":\"A\",\"label\":\"甲\",\"english\":\"A\",\"kind\":\"text\",\"required\":true,\"maximumLength\":9,\"sensitivity\":\"public\"},")]
    [InlineData("there is no field B", "\"longTermAllowed\":true", "\"longTermAllowed\":true,\"lastDayField\":\"B\"")]
    public void A_type_file_has_to_agree_with_itself(string about, string before, string after)
    {
        string json = TypeWith("{}");
        Assert.Contains(before, json, StringComparison.Ordinal);
        using MemoryStream right = new(Encoding.UTF8.GetBytes(json));
        Assert.Equal("甲证", LicenceTypes.Read(right, "right").Name);
        using MemoryStream wrong = new(Encoding.UTF8.GetBytes(json.Replace(before, after, StringComparison.Ordinal)));
        Assert.True(Assert.ThrowsAny<InvalidDataException>(() => LicenceTypes.Read(wrong, about)).Message.Length > 0);
    }

    /// <summary>A type of one field, some members of which are changed or added.</summary>
    private static string TypeWith(string change)
    {
        System.Text.Json.Nodes.JsonObject field = System.Text.Json.Nodes.JsonNode.Parse(
            """{"key":"A","label":"甲","english":"A","kind":"text","required":true,"maximumLength":9,"sensitivity":"public"}""")!.AsObject();
        foreach ((string name, System.Text.Json.Nodes.JsonNode? value) in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject())
        {
            field[name] = value!.DeepClone();
        }

        return $$"""
            {"code":"11100000MBDEM901XT001","edition":1,"name":"甲证","english":"A licence",
             "definedBy":{"code":"11100000MBDEM901XT","name":"某局"},"validity":{"longTermAllowed":true},"fields":[{{field.ToJsonString()}}]}
            """;
    }
}
