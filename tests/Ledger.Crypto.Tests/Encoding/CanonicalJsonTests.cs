using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Tests.Encoding;

// Files: cyberphone/json-canonicalization testdata for RFC 8785 (Apache-2.0).
public sealed class CanonicalJsonTests
{
    [VectorFact]
    public void The_test_data_of_RFC_8785_is_reproduced_where_the_subset_has_it()
    {
        Dictionary<string, StrictJsonError> outside = new()
        {
            ["arrays"] = StrictJsonError.NullValue,
            ["structures"] = StrictJsonError.DuplicateName, // f and F in one object
            ["values"] = StrictJsonError.NotAnInteger,
        };
        string[] inputs = Directory.GetFiles(Vectors.Path("json", "jcs-rfc8785", "testdata", "input"), "*.json");
        Assert.Equal(6, inputs.Length);
        foreach (string input in inputs)
        {
            string name = Path.GetFileName(input);
            byte[] text = File.ReadAllBytes(input);
            byte[] expected = File.ReadAllBytes(Vectors.Path("json", "jcs-rfc8785", "testdata", "output", name));
            if (outside.TryGetValue(Path.GetFileNameWithoutExtension(name), out StrictJsonError why))
            {
                StrictJsonException refusal = Assert.Throws<StrictJsonException>(
                    () => StrictJson.Parse(text, StrictJsonLimits.Default));
                Assert.True(why == refusal.Code, $"{name}: {refusal.Message}");
                Assert.False(CanonicalJson.IsCanonical(expected));
                continue;
            }

            Assert.Equal(expected, CanonicalJson.Write(StrictJson.Parse(text, StrictJsonLimits.Default)));
            Assert.True(CanonicalJson.IsCanonical(expected), name);
            Assert.False(CanonicalJson.IsCanonical(text), name);
        }
    }

    [Fact]
    public void Members_are_ordered_by_UTF16_code_units()
    {
        // RFC 8785 §3.2.3: a surrogate pair sorts before U+FB33, which in UTF-8 it would not.
        JsonObject value = new() { ["\ufb33"] = 1, ["\ud83d\ude00"] = 2, ["ö"] = 3, ["1"] = 4, ["\r"] = 5, [""] = 6 };
        Assert.Equal(
            "{\"\":6,\"\\r\":5,\"1\":4,\"ö\":3,\"😀\":2,\"\ufb33\":1}",
            System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(value)));
    }

    [Fact]
    public void Every_control_character_has_its_one_escape()
    {
        string all = string.Concat(Enumerable.Range(0, 0x21).Select(i => (char)i)) + "\"\\/\u007f\u2028";
        Assert.Equal(
            "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
            + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f"
            + " \\\"\\\\/\u007f\u2028\"",
            System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(JsonValue.Create(all))));
    }

    [Fact]
    public void Integers_are_written_whatever_type_holds_them()
    {
        JsonArray value = [1, 2L, (byte)3, 4UL, 5m, -6, JsonNode.Parse("7"), StrictJson.MaxInteger];
        Assert.Equal("[1,2,3,4,5,-6,7,9007199254740991]"u8, CanonicalJson.Write(value));
    }

    [Fact]
    public void Values_outside_the_subset_are_refused()
    {
        JsonNode[] refused =
        [
            1.5, -0.0, 1e300, 5.0m, StrictJson.MaxInteger + 1, -StrictJson.MaxInteger - 1, ulong.MaxValue,
            JsonNode.Parse("1e2")!, JsonNode.Parse("1.0")!, "\ud800", new JsonArray((JsonNode?)null),
            new JsonObject { ["a"] = null }, new JsonObject { ["a"] = 1, ["A"] = 2 }, new JsonObject { ["\udc00"] = 1 },
        ];
        Assert.All(refused, value => Assert.Throws<ArgumentException>(() => CanonicalJson.Write(value)));
    }

    [Fact]
    public void The_deepest_value_is_written_and_one_level_more_is_not()
    {
        static JsonArray Nested(int depth) => depth == 1 ? [] : [Nested(depth - 1)];
        Assert.True(CanonicalJson.IsCanonical(CanonicalJson.Write(Nested(64))));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(Nested(65)));
    }

    [Theory]
    [InlineData("{\"a\":1,\"b\":2}", true)]
    [InlineData("{\"b\":2,\"a\":1}", false)]
    [InlineData("{\"a\": 1}", false)]
    [InlineData("{\"a\":1}\n", false)]
    [InlineData("\"\\u0041\"", false)]
    [InlineData("\"\\/\"", false)]
    [InlineData("\"\\u001F\"", false)]
    [InlineData("\"\\u001f\"", true)]
    [InlineData("null", false)]
    [InlineData("{", false)]
    public void Only_the_one_form_is_canonical(string json, bool expected)
    {
        Assert.Equal(expected, CanonicalJson.IsCanonical(System.Text.Encoding.UTF8.GetBytes(json)));
    }
}
