using Ledger.Node.Catalogue;

namespace Ledger.Node.Tests.Catalogue;

/// <summary>ISO/IEC 7064 MOD 11,10 (GB/T 17710-2008).</summary>
public sealed class Mod11x10Tests
{
    // The standard's own example; numbers of Croatian and German tax payers as their offices publish them, which use the same system.
    [Theory]
    [InlineData("07945")]
    [InlineData("33392005961")]
    [InlineData("36574261809")]
    public void The_check_digits_of_published_numbers_fit(string digits)
    {
        Assert.True(Mod11x10.Fits(digits));
        Assert.Equal(digits[^1], Mod11x10.Compute(digits.AsSpan(0, digits.Length - 1)));
    }

    [Fact]
    public void Every_wrong_digit_is_seen()
    {
        const string Right = "23101050001236";
        Assert.True(Mod11x10.Fits(Right));
        for (int place = 0; place < Right.Length; place++)
        {
            for (char digit = '0'; digit <= '9'; digit++)
            {
                string changed = $"{Right[..place]}{digit}{Right[(place + 1)..]}";
                Assert.Equal(digit == Right[place], Mod11x10.Fits(changed));
            }
        }
    }

    [Fact]
    public void One_digit_has_none_before_it_to_check() => Assert.False(Mod11x10.Fits("1"));

    [Fact]
    public void Only_digits_have_a_check_digit() => Assert.Throws<ArgumentException>(() => Mod11x10.Compute("1２3"));
}
