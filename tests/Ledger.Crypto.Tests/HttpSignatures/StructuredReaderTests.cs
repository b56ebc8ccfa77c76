using Ledger.Crypto.HttpSignatures;

namespace Ledger.Crypto.Tests.HttpSignatures;

/// <summary>Structured fields: what is read, in one form only, and how much of it.</summary>
public sealed class StructuredReaderTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("a;b")]
    [InlineData("a=?0")]
    [InlineData("a=1, b=-999999999999999")]
    [InlineData("*a-b_c.d*=\"x \\\"y\\\" \\\\\"")]
    [InlineData("a=Token/1:*")]
    [InlineData("a=:AAECAw==:;b=::")]
    [InlineData("a=()")]
    [InlineData("sig1=(\"@method\" \"signature\";req;key=\"sig1\");created=1;tag=\"x\", sig2=()")]
    public void A_field_in_its_one_form_is_read_and_written_again(string field) =>
        Assert.Equal(field, StructuredWriter.Write(StructuredReader.ReadDictionary(field)));

    [Theory]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("A=1")]
    [InlineData("1=1")]
    [InlineData("a=")]
    [InlineData("a=?1")] // true is not written
    [InlineData("a=?2")]
    [InlineData("a=1,b=2")]
    [InlineData("a=1,  b=2")]
    [InlineData("a=1, ")]
    [InlineData("a=1, a=2")] // doubled
    [InlineData("a;b=1;b=2")]
    [InlineData("a; b=1")]
    [InlineData("a;b=?1")]
    [InlineData("a=1.5")] // decimals have no place
    [InlineData("a=@1")] // nor dates
    [InlineData("a=%\"x\"")] // nor display strings
    [InlineData("a=01")]
    [InlineData("a=-0")]
    [InlineData("a=-")]
    [InlineData("a=+1")]
    [InlineData("a=\"x")]
    [InlineData("a=\"\\x\"")]
    [InlineData("a=\"\u00e9\"")]
    [InlineData("a=\"\n\"")]
    [InlineData("a=:AAECAw=:")]
    [InlineData("a=:AAECAx==:")] // bits that nobody reads
    [InlineData("a=:AA ECAw==:")]
    [InlineData("a=:AAEC")]
    [InlineData("a=(")]
    [InlineData("a=(1")]
    [InlineData("a=( 1)")]
    [InlineData("a=(1 )")]
    [InlineData("a=(1  2)")]
    [InlineData("a=((1))")]
    [InlineData("a\0")]
    public void Anything_else_is_refused(string field) =>
        Assert.Equal(HttpSignatureFault.Malformed, Assert.Throws<HttpSignatureException>(() => StructuredReader.ReadDictionary(field)).Fault);

    [Fact]
    public void Each_limit_is_reached_and_not_passed()
    {
        Holds(StructuredReader.MaximumMembers, count => string.Join(", ", Enumerable.Range(0, count).Select(i => $"a{i}=1")));
        Holds(StructuredReader.MaximumItems, count => $"a=({string.Join(' ', Enumerable.Range(0, count))})");
        Holds(StructuredReader.MaximumParameters, count => "a=1" + string.Concat(Enumerable.Range(0, count).Select(i => $";b{i}=1")));
        Holds(StructuredReader.MaximumKeyLength, count => new string('a', count));
        Holds(15, count => "a=" + new string('9', count));
        Holds(StructuredReader.MaximumLength, count => "a=\"" + new string('x', count - 4) + '"');
    }

    [Fact]
    public void Random_damage_is_refused_or_read_as_something_else()
    {
        byte[] field = "sig1=(\"@method\" \"@target-uri\");created=1618884473;nonce=\"abc\", b=:AAEC:;c=?0;d=tok"u8.ToArray();
        int seed = Random.Shared.Next();
        Random random = new(seed);
        for (int i = 0; i < 20_000; i++)
        {
            string damaged = System.Text.Encoding.Latin1.GetString(Mutation.Of(field, random));
            try
            {
                Assert.True(StructuredWriter.Write(StructuredReader.ReadDictionary(damaged)) == damaged, $"seed {seed}: {damaged}");
            }
            catch (HttpSignatureException)
            {
                // Refused, as it should be.
            }
        }
    }

    private static void Holds(int limit, Func<int, string> field)
    {
        StructuredReader.ReadDictionary(field(limit));
        Assert.Throws<HttpSignatureException>(() => StructuredReader.ReadDictionary(field(limit + 1)));
    }
}
