using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Node.Anchoring;

namespace Ledger.Node.Tests.Anchoring;

// Vectors: github.com/ethereum/tests, RLPTests/rlptest.json.
public sealed class RlpTests
{
    [VectorFact]
    public void Every_value_of_the_ethereum_tests_has_their_bytes()
    {
        JsonObject cases = JsonNode.Parse(File.ReadAllText(Vectors.Path("ethereum", "RLPTests", "rlptest.json")))!.AsObject();

        Assert.Equal(28, cases.Count);
        Assert.All(cases, one => Assert.Equal((string)one.Value!["out"]!, EvmHex.Of(Encode(one.Value["in"]!))));
    }

    [Fact]
    public void A_negative_number_has_no_form()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Rlp.Integer(-1));
    }

    private static byte[] Encode(JsonNode value) => value switch
    {
        JsonArray items => Rlp.List([.. items.Select(item => Encode(item!))]),
        JsonValue text when text.TryGetValue(out string? s) && s.StartsWith('#') =>
            Rlp.Integer(BigInteger.Parse(s[1..], CultureInfo.InvariantCulture)),
        JsonValue text when text.TryGetValue(out string? s) => Rlp.Bytes(Encoding.Latin1.GetBytes(s)),
        _ => Rlp.Integer((long)value),
    };
}
