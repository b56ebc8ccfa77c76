using System.Text;
using System.Text.Json.Nodes;
using Ledger.Node.Importing;

namespace Ledger.Node.Tests.Importing;

public sealed class PseudoJsonTests
{
    [Theory]
    [InlineData("{'ZZMC':'营业执照'}", """{"ZZMC":"营业执照"}""")]
    [InlineData("{ 'A' : 'it\\'s' , 'B' : \"x'y\" }", """{"A":"it's","B":"x'y"}""")]
    [InlineData("{'A':'say \"hi\"'}", """{"A":"say \"hi\""}""")]
    [InlineData("""{"A":"\u4e2d\n\\","B":{"C":["1",'2']}}""", """{"A":"中\n\\","B":{"C":["1","2"]}}""")]
    [InlineData("{'A':1,'B':-2.50,'C':1e3,'D':true,'E':null,'F':None}", """{"A":"1","B":"-2.50","C":"1e3","D":"true"}""")]
    [InlineData("{}", "{}")]
    [InlineData("{'A':{},'B':[]}", """{"A":{},"B":[]}""")]
    [InlineData("{'A':'\\ud842\\udfb7'}", """{"A":"𠮷"}""")]
    public void It_reads_what_is_meant(string text, string expected) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), PseudoJson.Parse(text)), PseudoJson.Parse(text).ToJsonString());

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{'A'}")]
    [InlineData("{'A':}")]
    [InlineData("{'A':'b'")]
    [InlineData("{'A':'b'}x")]
    [InlineData("{'A':'b',}")]
    [InlineData("{A:'b'}")]
    [InlineData("{'A':'it's'}")]
    [InlineData("{'A':'b','A':'c'}")]
    [InlineData("{'A':'\\x'}")]
    [InlineData("{'A':'\\u12'}")]
    [InlineData("{'A':'\\ud842'}")]
    [InlineData("{'A':'a\nb'}")]
    [InlineData("{'A':NaN}")]
    [InlineData("{'A':Infinity}")]
    [InlineData("{'A':1.}")]
    [InlineData("{'A':[null]}")]
    [InlineData("{'A':'b\"}")]
    public void What_may_mean_two_things_or_none_is_refused(string text) =>
        Assert.Throws<FormatException>(() => PseudoJson.Parse(text));

    [Fact]
    public void Depth_count_and_length_are_bounded()
    {
        string deepest = string.Concat(Enumerable.Repeat("{'a':", PseudoJson.MaximumDepth - 1)) + "{}" + new string('}', PseudoJson.MaximumDepth - 1);
        Assert.Single(PseudoJson.Parse(deepest));
        Assert.Throws<FormatException>(() => PseudoJson.Parse($"{{'a':{deepest}}}"));

        string most = string.Join(',', Enumerable.Range(0, PseudoJson.MaximumValues).Select(i => $"'{i}':1"));
        Assert.Equal(PseudoJson.MaximumValues, PseudoJson.Parse($"{{{most}}}").Count);
        Assert.Throws<FormatException>(() => PseudoJson.Parse($"{{{most},'x':1}}"));

        string longest = "{}".PadRight(PseudoJson.MaximumLength);
        Assert.Empty(PseudoJson.Parse(longest));
        Assert.Throws<FormatException>(() => PseudoJson.Parse(longest + " "));
    }

    [Fact]
    public void Hostile_text_is_read_or_refused_and_what_was_read_reads_the_same_again()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        byte[] original = Encoding.UTF8.GetBytes("{'ZZMC':'许可\\'证','n':[1,{'x':\"\\u4e2d\"}],\"b\":true}");
        for (int i = 0; i < 20_000; i++)
        {
            string text = Encoding.UTF8.GetString(TextMutation.Of(original, random));
            try
            {
                JsonObject read = PseudoJson.Parse(text);
                Assert.True(JsonNode.DeepEquals(read, PseudoJson.Parse(read.ToJsonString())), $"Seed {seed}, round {i}: {text}");
            }
            catch (FormatException)
            {
            }
        }
    }
}
