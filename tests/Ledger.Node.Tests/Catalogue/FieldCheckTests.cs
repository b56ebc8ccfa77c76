using Ledger.Node.Catalogue;

namespace Ledger.Node.Tests.Catalogue;

public sealed class FieldCheckTests
{
    private static readonly LicenceTypes Types = LicenceTypes.Embedded();
    private static readonly LicenceType Food = Types.Find("11100000MBDEM901XT002")!;
    private static readonly LicenceField Name = Food.Fields.Single(field => field.Key == "JYZMC");
    private static readonly LicenceType Medicine = Types.Find("11100000MB0341032Y002")!;

    [Fact]
    public void Fields_as_they_should_be_have_no_errors() => Assert.Empty(Food.CheckFields(FoodFields()));

    [Fact]
    public void Every_missing_field_is_named()
    {
        foreach (LicenceField field in Food.Fields.Where(field => field.Required))
        {
            Dictionary<string, string> values = FoodFields();
            Assert.True(values.Remove(field.Key));
            FieldError error = Assert.Single(Food.CheckFields(values));
            Assert.Equal((field.Key, FieldErrorKind.Missing), (error.Field, error.Kind));
            Assert.Contains(field.Label, error.Chinese, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_field_that_may_be_left_out_may_not_be_empty()
    {
        LicenceField warehouse = Medicine.Fields.Single(field => field.Key == "CKDZ");
        Assert.False(warehouse.Required);
        Assert.Equal(FieldErrorKind.Missing, warehouse.FindError("")?.Kind);
    }

    [Fact]
    public void An_unknown_field_is_named_after_all_others()
    {
        Dictionary<string, string> values = FoodFields();
        values["jyzmc"] = "x";
        values["XKZBH"] = "JY1";
        Assert.Equal(
            [("XKZBH", FieldErrorKind.Format), ("jyzmc", FieldErrorKind.Unknown)],
            Food.CheckFields(values).Select(error => (error.Field, error.Kind)));
    }

    [Fact]
    public void Each_text_may_have_its_longest_length_and_no_more()
    {
        foreach (LicenceType type in Types.All)
        {
            foreach (LicenceField field in type.Fields.Where(field => field.Kind is FieldKind.Text))
            {
                // 𠮷 is one character of two UTF-16 units.
                Assert.Null(field.FindError(string.Concat(Enumerable.Repeat("𠮷", field.MaximumLength))));
                Assert.Null(field.FindError(new string('字', field.MaximumLength)));
                Assert.Equal(FieldErrorKind.TooLong, field.FindError(new string('字', field.MaximumLength + 1))?.Kind);
                Assert.Equal(
                    FieldErrorKind.TooLong,
                    field.FindError(string.Concat(Enumerable.Repeat("𠮷", field.MaximumLength + 1)))?.Kind);
            }
        }
    }

    [Theory]
    [InlineData("澜川\u0000餐饮")]
    [InlineData("澜川\n餐饮")]
    [InlineData("澜川\u0085餐饮")]
    [InlineData("澜川\u202E餐饮")]
    [InlineData("澜川\u2066餐饮")]
    [InlineData("澜川\u200B餐饮")]
    [InlineData("澜川\uFEFF餐饮")]
    [InlineData("澜川\u00AD餐饮")]
    [InlineData("澜川\u2028餐饮")]
    [InlineData("澜川\u3164餐饮")]
    [InlineData("澜川\uE000餐饮")]
    [InlineData("澜川\uFFFE餐饮")]
    [InlineData("澜川\uFDD0餐饮")]
    [InlineData(" 澜川餐饮")]
    [InlineData("澜川餐饮\u3000")]
    public void Text_that_is_not_what_is_seen_is_refused(string name) =>
        Assert.Equal(FieldErrorKind.Character, Name.FindError(name)?.Kind);

    // A lone surrogate cannot stand in an attribute: attributes are stored as UTF-8.
    [Fact]
    public void Half_a_character_is_refused()
    {
        Assert.Equal(FieldErrorKind.Character, Name.FindError("澜川\uD842餐饮")?.Kind);
        Assert.Equal(FieldErrorKind.Character, Name.FindError("澜川餐饮\uD842")?.Kind);
    }

    [Theory]
    [InlineData("澜川（上海）·A 店")]
    [InlineData("𠮷野家")]
    [InlineData("葛\U000E0100城")]
    [InlineData("\U00031350")]
    [InlineData("Café")]
    public void Names_with_rare_characters_are_accepted(string name) => Assert.Null(Name.FindError(name));

    [Theory]
    [InlineData("Cafe\u0301")]
    [InlineData("\uF9D0")]
    public void Text_that_is_not_in_normal_form_is_refused(string name) =>
        Assert.Equal(FieldErrorKind.NotNormal, Name.FindError(name)?.Kind);

    [Theory]
    [InlineData("SHXYDM", "91310105MADEM0011Q")]
    [InlineData("YXQZ", "2030-02-30")]
    [InlineData("YXQZ", "20300228")]
    [InlineData("XKZBH", "JY2310105000123")]
    [InlineData("XKZBH", "JY23101050001234")]
    [InlineData("XKZBH", "jy23101050001236")]
    [InlineData("XKZBH", "JY２3101050001236")]
    [InlineData("TSJB", "12")]
    public void A_value_of_another_form_is_refused(string key, string value)
    {
        FieldError? error = Food.Fields.Single(field => field.Key == key).FindError(value);
        Assert.Equal(FieldErrorKind.Format, error?.Kind);
        Assert.DoesNotContain(value, error!.Chinese + error.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("12.50", true)]
    [InlineData("007", false)]
    [InlineData("-1", false)]
    [InlineData("1.", false)]
    [InlineData("1e3", false)]
    [InlineData("１", false)]
    public void A_number_is_digits(string value, bool fits)
    {
        LicenceField field = new("A", "面积", "Area", FieldKind.NumberText, true, 9, Sensitivity.Public);
        Assert.Equal(fits ? null : FieldErrorKind.Format, field.FindError(value)?.Kind);
    }

    [Fact]
    public void A_choice_names_what_may_be_chosen()
    {
        LicenceField mode = Medicine.Fields.Single(field => field.Key == "JYFS");
        Assert.Null(mode.FindError("批发"));
        Assert.Contains("零售连锁", mode.FindError("代销")!.Chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-03-01", "2030-03-01", "2030-03-01", null)]
    [InlineData("2025-03-01", "2030-03-02", "2030-03-02", "validTo")]
    [InlineData("2025-03-01", "长期", "2030-03-01", "validTo")]
    [InlineData("2025-03-01", "2030-02-28", "2030-03-01", "YXQZ")]
    public void A_period_is_held_against_the_type_and_the_printed_day(string from, string to, string printed, string? field) =>
        Assert.Equal(
            field,
            Food.Validity.FindError(Validity.Parse(from, to), new Dictionary<string, string> { ["YXQZ"] = printed })?.Field);

    private static Dictionary<string, string> FoodFields() => new()
    {
        ["JYZMC"] = "上海澜川餐饮管理有限公司",
        ["SHXYDM"] = "91310105MADEM0011P",
        ["FDDBR"] = "陆景明",
        ["ZS"] = "上海市长宁区演示路 1 号",
        ["JYCS"] = "上海市长宁区演示路 1 号",
        ["ZTYT"] = "餐饮服务经营者",
        ["JYXM"] = "热食类食品制售；冷食类食品制售",
        ["XKZBH"] = "JY23101050001236",
        ["YXQZ"] = "2030-02-28",
        ["RCJDGLJG"] = "长宁区市场监督管理局（演示）",
        ["TSJB"] = "12315",
        ["QFR"] = "周慕白",
    };
}
