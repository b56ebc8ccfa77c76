using Ledger.Node.Exchange;

namespace Ledger.Node.Tests.Exchange;

/// <summary>Whom a code may name, where other systems write codes in their own ways.</summary>
public sealed class NamedHolderTests
{
    [Theory]
    [InlineData("001", "91310105MADEM0011P", "91310105MADEM0011P")]
    [InlineData("001", "91310105madem0011p", "91310105MADEM0011P")]
    [InlineData("111", "11010519491231002x", "11010519491231002X")]
    [InlineData("111", "310100880612002", "310100198806120023")]
    [InlineData("414", "e12345678", "E12345678")]
    public void A_code_of_a_given_type_names_one_holder(string type, string code, string written) =>
        Assert.Equal([new NamedHolder(type, written)], NamedHolder.Of(type, code));

    [Fact]
    public void A_code_without_a_type_names_a_holder_of_every_type_it_fits()
    {
        Assert.Contains(new NamedHolder("111", "310100198806120023"), NamedHolder.Of("", "310100198806120023"));
        Assert.Contains(new NamedHolder("001", "91310105MADEM0011P"), NamedHolder.Of("", "91310105MADEM0011P"));
        Assert.DoesNotContain(NamedHolder.Of("", "E12345678"), holder => holder.CodeType is "001" or "111");
    }

    [Theory]
    [InlineData("000")]
    [InlineData("1")]
    [InlineData("公民")]
    public void A_type_that_the_standard_does_not_have_is_refused(string type) =>
        Assert.Equal(ExchangeStatus.WrongHolderCodeType, Refusal(type, "310100198806120023").Status);

    [Theory]
    [InlineData("111", "310100198806120024")]
    [InlineData("111", "91310105MADEM0011P")]
    [InlineData("001", "91310105MADEM0011Q")]
    [InlineData("", "有 空格")]
    [InlineData("", "a,b")]
    public void A_code_that_nobody_can_have_fits_nothing_and_is_not_repeated(string type, string code)
    {
        ExchangeException refusal = Refusal(type, code);
        Assert.Equal(ExchangeStatus.NotFound, refusal.Status);
        Assert.DoesNotContain(code, refusal.Chinese + refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void It_does_not_write_its_code() =>
        Assert.DoesNotContain("3101", NamedHolder.Of("111", "310100198806120023")[0].ToString(), StringComparison.Ordinal);

    private static ExchangeException Refusal(string type, string code) => Assert.Throws<ExchangeException>(() => NamedHolder.Of(type, code));
}
