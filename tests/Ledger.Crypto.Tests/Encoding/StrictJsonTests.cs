using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Tests.Encoding;

// Files: nst/JSONTestSuite test_parsing (MIT).
public sealed class StrictJsonTests
{
    /// <summary>Valid JSON that is refused on purpose: no nulls, no duplicates, and integers only.</summary>
    private static readonly Dictionary<string, StrictJsonError> RefusedOnPurpose = new()
    {
        ["y_array_heterogeneous"] = StrictJsonError.NullValue,
        ["y_array_null"] = StrictJsonError.NullValue,
        ["y_array_with_several_null"] = StrictJsonError.NullValue,
        ["y_structure_lonely_null"] = StrictJsonError.NullValue,
        ["y_object_duplicated_key"] = StrictJsonError.DuplicateName,
        ["y_object_duplicated_key_and_value"] = StrictJsonError.DuplicateName,
        ["y_number"] = StrictJsonError.NotAnInteger,
        ["y_number_0e+1"] = StrictJsonError.NotAnInteger,
        ["y_number_0e1"] = StrictJsonError.NotAnInteger,
        ["y_number_double_close_to_zero"] = StrictJsonError.NotAnInteger,
        ["y_number_int_with_exp"] = StrictJsonError.NotAnInteger,
        ["y_number_minus_zero"] = StrictJsonError.NotAnInteger,
        ["y_number_negative_zero"] = StrictJsonError.NotAnInteger,
        ["y_number_real_capital_e"] = StrictJsonError.NotAnInteger,
        ["y_number_real_capital_e_neg_exp"] = StrictJsonError.NotAnInteger,
        ["y_number_real_capital_e_pos_exp"] = StrictJsonError.NotAnInteger,
        ["y_number_real_exponent"] = StrictJsonError.NotAnInteger,
        ["y_number_real_fraction_exponent"] = StrictJsonError.NotAnInteger,
        ["y_number_real_neg_exp"] = StrictJsonError.NotAnInteger,
        ["y_number_real_pos_exponent"] = StrictJsonError.NotAnInteger,
        ["y_number_simple_real"] = StrictJsonError.NotAnInteger,
        ["y_object_extreme_numbers"] = StrictJsonError.NotAnInteger,
        ["y_structure_lonely_negative_real"] = StrictJsonError.NotAnInteger,
    };

    [Fact]
    public void Names_that_come_again_are_read_as_if_each_came_once()
    {
        Random random = new(3);
        string[] parts = ["a", "b", "ab", "\\u0061", "\\\\", "\\b", "\\\"", "证", "\\n", "/"];
        for (int round = 0; round < 300; round++)
        {
            string[] names = [.. Enumerable.Range(0, 60).Select(_ => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => parts[random.Next(parts.Length)])))];
            string text = $"[{string.Join(',', names.Select((name, i) => $"{{\"{name}\":{i}}}"))}]";

            JsonArray read = (JsonArray)StrictJson.Parse(System.Text.Encoding.UTF8.GetBytes(text), new StrictJsonLimits(text.Length * 3));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), read), text);
        }
    }

    [Fact]
    public void A_name_is_not_taken_for_one_whose_escapes_read_as_it_is_written()
    {
        string written = $"a{new string('\\', 64)}b";
        string escaped = written.Replace("\\", "\\\\", StringComparison.Ordinal);
        string text = $"[{{\"{escaped}\":1}},{{\"{written}\":2}}]";

        JsonArray read = (JsonArray)StrictJson.Parse(System.Text.Encoding.UTF8.GetBytes(text), new StrictJsonLimits(1_000));
        Assert.Equal([written, $"a{new string('\\', 32)}b"], read.Select(one => one!.AsObject().Single().Key));
    }

    [Theory]
    [InlineData("[{\"ab\":1},{\"ab")]
    [InlineData("[{\"ab\":1},{\"ab\"")]
    [InlineData("[{\"ab\":1},{\"ab\"1}]")]
    [InlineData("[{\"ab\":1},{\"ab\":1,\"ab\":1}]")]
    [InlineData("[{\"ab\":1},{\"\n\":1}]")]
    public void A_name_that_came_before_excuses_nothing(string text) => Assert.Throws<StrictJsonException>(
        () => StrictJson.Parse(System.Text.Encoding.UTF8.GetBytes(text), new StrictJsonLimits(1_000)));

    [VectorFact]
    public void Every_file_of_the_JSON_test_suite_comes_out_as_it_should()
    {
        string[] files = Directory.GetFiles(Vectors.Path("json", "JSONTestSuite", "test_parsing"));
        Assert.Equal(318, files.Length);
        foreach (string file in files)
        {
            string name = Path.GetFileNameWithoutExtension(file);
            StrictJsonError? refusal = RefusalOf(File.ReadAllBytes(file));
            StrictJsonError? onPurpose = RefusedOnPurpose.TryGetValue(name, out StrictJsonError error) ? error : null;
            Assert.True(
                name[0] switch
                {
                    'y' => refusal == onPurpose,
                    'n' => refusal is not null,
                    _ => true, // i_: any answer, but no other exception
                },
                $"{name}: {refusal}");
        }
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":1}", StrictJsonError.DuplicateName, "/a")]
    [InlineData("{\"a\":1,\"\\u0061\":1}", StrictJsonError.DuplicateName, "/a")]
    [InlineData("{\"name\":1,\"Name\":1}", StrictJsonError.DuplicateName, "/Name")]
    [InlineData("{\"é\":1,\"É\":1}", StrictJsonError.DuplicateName, "/É")]
    [InlineData("[1,{\"a/b\":[true,{\"c~d\":1.5}]}]", StrictJsonError.NotAnInteger, "/1/a~1b/1/c~0d")]
    [InlineData("{\"n\":1.0}", StrictJsonError.NotAnInteger, "/n")]
    [InlineData("{\"n\":1e3}", StrictJsonError.NotAnInteger, "/n")]
    [InlineData("{\"n\":1E3}", StrictJsonError.NotAnInteger, "/n")]
    [InlineData("{\"n\":-0}", StrictJsonError.NotAnInteger, "/n")]
    [InlineData("{\"n\":01}", StrictJsonError.Syntax, "/n")]
    [InlineData("{\"n\":+1}", StrictJsonError.Syntax, "/n")]
    [InlineData("{\"n\":9007199254740992}", StrictJsonError.NumberOutOfRange, "/n")]
    [InlineData("{\"n\":-9007199254740992}", StrictJsonError.NumberOutOfRange, "/n")]
    [InlineData("{\"n\":99999999999999999999999999}", StrictJsonError.NumberOutOfRange, "/n")]
    [InlineData("{\"n\":null}", StrictJsonError.NullValue, "/n")]
    [InlineData("{\"n\":nul}", StrictJsonError.Syntax, "/n")]
    [InlineData("[\"\\ud800\"]", StrictJsonError.LoneSurrogate, "/0")]
    [InlineData("[\"\\udc00\"]", StrictJsonError.LoneSurrogate, "/0")]
    [InlineData("[\"\\ud800\\u0041\"]", StrictJsonError.LoneSurrogate, "/0")]
    [InlineData("{} {}", StrictJsonError.TrailingData, "")]
    [InlineData("{},", StrictJsonError.TrailingData, "")]
    [InlineData("{}\u0000", StrictJsonError.TrailingData, "")]
    [InlineData("\ufeff{}", StrictJsonError.ByteOrderMark, "")]
    [InlineData("/**/{}", StrictJsonError.Syntax, "")]
    [InlineData("{\"a\":1,}", StrictJsonError.Syntax, "")]
    [InlineData("[1,]", StrictJsonError.Syntax, "/1")]
    [InlineData("", StrictJsonError.Syntax, "")]
    [InlineData("[\"a\tb\"]", StrictJsonError.Syntax, "/0")]
    [InlineData("[\"\\u+123\"]", StrictJsonError.Syntax, "/0")]
    [InlineData("[\"\\u 123\"]", StrictJsonError.Syntax, "/0")]
    public void A_refusal_has_a_code_and_a_place(string json, StrictJsonError code, string path)
    {
        StrictJsonException refusal = Assert.Throws<StrictJsonException>(() => Parse(json));
        Assert.Equal((code, path), (refusal.Code, refusal.Path));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused_with_their_place()
    {
        byte[][] bad = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe6, 0xb1]];
        foreach (byte[] bytes in bad)
        {
            byte[] json = [.. "{\"a\":[0,\""u8, .. bytes, .. "\"]}"u8];
            StrictJsonException refusal = Assert.Throws<StrictJsonException>(() => StrictJson.Parse(json, StrictJsonLimits.Default));
            Assert.Equal((StrictJsonError.InvalidUtf8, "/a/1"), (refusal.Code, refusal.Path));
        }
    }

    [Fact]
    public void Thirty_two_levels_are_read_and_thirty_three_are_not()
    {
        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
        Assert.NotNull(Parse(Nested(32)));
        StrictJsonException refusal = Assert.Throws<StrictJsonException>(() => Parse(Nested(33)));
        Assert.Equal(StrictJsonError.TooDeep, refusal.Code);
        Assert.Equal(string.Concat(Enumerable.Repeat("/0", 32)), refusal.Path);
        Assert.Throws<StrictJsonException>(() => Parse(new string('[', 500_000)));
        Assert.Throws<ArgumentOutOfRangeException>(() => StrictJson.Parse("1"u8, new StrictJsonLimits(9, 65)));
    }

    [Fact]
    public void The_last_byte_allowed_is_read_and_one_more_is_not()
    {
        Assert.NotNull(StrictJson.Parse("[10]"u8, new StrictJsonLimits(4)));
        StrictJsonException refusal = Assert.Throws<StrictJsonException>(() => StrictJson.Parse("[100]"u8, new StrictJsonLimits(4)));
        Assert.Equal(StrictJsonError.TooLarge, refusal.Code);
    }

    [Fact]
    public void Values_come_out_as_they_are_written()
    {
        JsonObject read = StrictJson.ParseObject(
            """ { "z" : [ 9007199254740991 , -9007199254740991 , 0 ], "s":"\"\\\/\b\f\n\r\t\u0041\ud83d\ude00证照", "t":true, "f":false, "":{} } """u8,
            StrictJsonLimits.Default);
        Assert.Equal(["z", "s", "t", "f", ""], read.Select(member => member.Key));
        Assert.Equal([StrictJson.MaxInteger, -StrictJson.MaxInteger, 0], read["z"]!.AsArray().Select(n => n!.GetValue<long>()));
        Assert.Equal("\"\\/\b\f\n\r\tA😀证照", read["s"]!.GetValue<string>());
        Assert.True(read["t"]!.GetValue<bool>());
        Assert.False(read["f"]!.GetValue<bool>());
    }

    [Fact]
    public void Objects_within_objects_keep_their_members_and_the_order_of_them_however_many_there_are()
    {
        for (int count = 0; count <= 40; count++)
        {
            string inner = $"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"n{i}\":{i}"))}}}";
            string outer = $"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"m{i}\":{(i % 3 == 0 ? inner : $"[{inner},{i}]")}"))}}}";
            Assert.Equal(JsonNode.Parse(outer)!.ToJsonString(), Parse(outer).ToJsonString());
        }
    }

    [Fact]
    public void A_bare_value_is_no_object()
    {
        StrictJsonException refusal = Assert.Throws<StrictJsonException>(
            () => StrictJson.ParseObject("[]"u8, StrictJsonLimits.Default));
        Assert.Equal(StrictJsonError.WrongKind, refusal.Code);
    }

    [Theory]
    [InlineData("""{"b":1,"a":2}""", "/a")]
    [InlineData("""{"a": 1}""", "/a")]
    [InlineData("""{"a":1 }""", "")]
    [InlineData("""{"a":1}\n""", "")]
    [InlineData(""" {"a":1}""", "")]
    [InlineData("""{"a":[1,"\u0041"]}""", "/a/1")]
    [InlineData("""{"a":"\/"}""", "/a")]
    [InlineData("""{"a":"\u000A"}""", "/a")]
    [InlineData("""{"\u0061":1}""", "")]
    public void Of_a_value_written_otherwise_the_canonical_form_is_asked_for(string json, string path)
    {
        byte[] written = System.Text.Encoding.UTF8.GetBytes(json.Replace("\\n", "\n", StringComparison.Ordinal));
        StrictJsonException refusal = Assert.Throws<StrictJsonException>(() => StrictJson.ParseCanonical(written, StrictJsonLimits.Default));
        Assert.Equal((StrictJsonError.NotCanonical, path), (refusal.Code, refusal.Path));
        Assert.NotNull(StrictJson.ParseCanonical(CanonicalJson.Write(Parse(json.Replace("\\n", "\n", StringComparison.Ordinal))), StrictJsonLimits.Default));
    }

    [Theory]
    [InlineData("""{"a":[1,-2,{"b":"\u00e9\ud83d\ude00\\"}],"c":true,"d":"证照","e":{}}""")]
    [InlineData("""{"A":"\"\n\u0001","a1":[{"b":"é😀\\"},-2],"c":true,"d":"证照","e":{}}""")]
    public void Damaged_texts_are_refused_with_one_kind_of_exception_and_canonical_are_those_that_would_be_written(string whole)
    {
        const int Seed = 20260707;
        Random random = new(Seed);
        byte[] json = System.Text.Encoding.UTF8.GetBytes(whole);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] changed = Mutation.Of(json, random);
            try
            {
                byte[] canonical = CanonicalJson.Write(StrictJson.Parse(changed, StrictJsonLimits.Default));
                Assert.True(CanonicalJson.IsCanonical(canonical));
                Assert.Equal(canonical.AsSpan().SequenceEqual(changed), CanonicalJson.IsCanonical(changed));
            }
            catch (StrictJsonException)
            {
                Assert.False(CanonicalJson.IsCanonical(changed));
            }
        }
    }

    [Fact]
    public void Names_are_compared_with_all_others_however_many_there_are()
    {
        for (int count = 1; count <= 40; count++)
        {
            string[] names = [.. Enumerable.Range(0, count).Select(i => $"n{i:D2}")];
            Assert.Equal(count, StrictJson.ParseCanonical(ObjectOf(names), StrictJsonLimits.Default).Count);
            StrictJsonException refusal = Assert.Throws<StrictJsonException>(
                () => StrictJson.Parse(ObjectOf([.. names, names[count / 2].ToUpperInvariant()]), StrictJsonLimits.Default));
            Assert.Equal(StrictJsonError.DuplicateName, refusal.Code);
        }

        static byte[] ObjectOf(string[] names) => System.Text.Encoding.UTF8.GetBytes($"{{{string.Join(',', names.Select(name => $"\"{name}\":1"))}}}");
    }

    private static StrictJsonError? RefusalOf(byte[] json)
    {
        try
        {
            StrictJson.Parse(json, StrictJsonLimits.Default);
            return null;
        }
        catch (StrictJsonException refusal)
        {
            return refusal.Code;
        }
    }

    private static JsonNode Parse(string json) =>
        StrictJson.Parse(System.Text.Encoding.UTF8.GetBytes(json), StrictJsonLimits.Default);
}
