using System.Buffers;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Tests.Encoding;

public sealed class CanonicalMembersTests
{
    [Fact]
    public void What_is_written_member_by_member_is_canonical()
    {
        ArrayBufferWriter<byte> output = new();
        CanonicalMembers members = new(output);
        members.Array("array"u8, (string[])["一", "\""], (to, text) => CanonicalJson.Write(to, text));
        members.Base64("bytes"u8, [1, 2, 3, 4]);
        members.Hex("hash"u8, Sm3.Hash([]));
        members.Number("number"u8, int.MinValue);
        members.Text("text"u8, "a\tb");
        members.End();
        Assert.True(CanonicalJson.IsCanonical(output.WrittenSpan));
        Assert.Equal(
            $$"""{"array":["一","\""],"bytes":"AQIDBA==","hash":"{{Sm3.Hash([])}}","number":-2147483648,"text":"a\tb"}""",
            System.Text.Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("b", "a")]
    [InlineData("a", "a")]
    public void Members_in_another_order_are_not_written(string first, string second) => Assert.Throws<InvalidOperationException>(() =>
    {
        CanonicalMembers members = new(new ArrayBufferWriter<byte>());
        members.Number(System.Text.Encoding.ASCII.GetBytes(first), 1);
        members.Number(System.Text.Encoding.ASCII.GetBytes(second), 1);
    });
}
