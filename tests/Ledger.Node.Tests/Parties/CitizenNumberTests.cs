using Ledger.Node.Parties;

namespace Ledger.Node.Tests.Parties;

/// <summary>GB 11643-1999. The numbers use the division codes of whole cities, which no resident's number has.</summary>
public sealed class CitizenNumberTests
{
    [Theory]
    [InlineData("310100198806120023", 1988, 6, 12, false)]
    [InlineData("310100197903050018", 1979, 3, 5, true)]
    [InlineData("310100202402180045", 2024, 2, 18, false)]
    [InlineData("320100199109230039", 1991, 9, 23, true)]
    [InlineData("320100198501140025", 1985, 1, 14, false)]
    [InlineData("330100199611300057", 1996, 11, 30, true)]
    [InlineData("330100199307080061", 1993, 7, 8, false)]
    [InlineData("340100198704210074", 1987, 4, 21, true)]
    [InlineData("340100200002290081", 2000, 2, 29, false)]
    [InlineData("340100196505190091", 1965, 5, 19, true)]
    public void A_number_gives_birth_date_and_sex(string text, int year, int month, int day, bool male)
    {
        CitizenNumber number = CitizenNumber.Parse(text);
        Assert.Equal(text, number.Value);
        Assert.Equal(new DateOnly(year, month, day), number.BirthDate);
        Assert.Equal(male ? Sex.Male : Sex.Female, number.Sex);
    }

    [Theory]
    [InlineData("310100198806120024", CodeFaultKind.Check)]
    [InlineData("310100198802300027", CodeFaultKind.Date)]
    [InlineData("340100190002290080", CodeFaultKind.Date)]
    [InlineData("３１０１００198806120023", CodeFaultKind.FullWidth)]
    [InlineData("31010019880612002x", CodeFaultKind.LowerCase)]
    [InlineData("310100 198806120023", CodeFaultKind.Space)]
    [InlineData("310100　198806120023", CodeFaultKind.Space)]
    [InlineData("310100880612002", CodeFaultKind.OldForm)]
    [InlineData("31010019880612002", CodeFaultKind.Length)]
    [InlineData("3101001988061200233", CodeFaultKind.Length)]
    [InlineData("31010019880612X023", CodeFaultKind.Character)]
    [InlineData("31010019880612002A", CodeFaultKind.Character)]
    [InlineData("010100198806120023", CodeFaultKind.Character)]
    [InlineData("٣١٠١٠٠١٩٨٨٠٦١٢٠٠٢٣", CodeFaultKind.Character)]
    public void A_wrong_number_is_refused_with_its_reason(string text, object kind) =>
        Assert.Equal((CodeFaultKind)kind, CitizenNumber.FindFault(text)?.Kind);

    [Fact]
    public void A_lower_case_x_is_named()
    {
        CodeFault fault = CitizenNumber.FindFault("31010019880612002x")!;
        Assert.Contains("小写", fault.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_number_is_read_as_the_new_number_of_the_same_person()
    {
        Assert.Equal("310100198806120023", CitizenNumber.ParseOld("310100880612002").Value);
        Assert.Equal("310100198806120023", CitizenNumber.ParseOld("310100198806120023").Value);
        Assert.Throws<FormatException>(() => CitizenNumber.ParseOld("310100880230002"));
    }

    [Fact]
    public void Seventeen_digits_are_completed_and_anything_else_is_not()
    {
        Assert.Equal("310100198806120023", CitizenNumber.Complete("31010019880612002").Value);
        Assert.Throws<FormatException>(() => CitizenNumber.Complete("3101001988061200"));
        Assert.Throws<FormatException>(() => CitizenNumber.Complete("31010019880230002")); // 30 February
        Assert.Throws<FormatException>(() => CitizenNumber.Complete("3101001988061200X"));
    }

    [Theory]
    [InlineData("310100880612002", "310100198806120023")]
    [InlineData("310100198806120023", "310100198806120023")]
    [InlineData("310100198806120024", null)]
    [InlineData("310100880230002", null)]
    [InlineData("", null)]
    public void An_old_or_new_number_is_tried(string text, string? expected)
    {
        Assert.Equal(expected is not null, CitizenNumber.TryParseOld(text, out CitizenNumber? number));
        Assert.Equal(expected, number?.Value);
    }

    [Fact]
    public void A_number_as_text_is_covered()
    {
        Assert.Equal("310100********0023", CitizenNumber.Parse("310100198806120023").ToString());
    }

    [Fact]
    public void A_refusal_does_not_repeat_the_number()
    {
        FormatException exception = Assert.Throws<FormatException>(() => CitizenNumber.Parse("310100198806120024"));
        Assert.DoesNotContain("19880612", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_change_of_one_digit_is_refused()
    {
        string number = "310100198806120023";
        for (int i = 0; i < number.Length; i++)
        {
            foreach (char other in "0123456789X".Where(other => other != number[i]))
            {
                string changed = number[..i] + other + number[(i + 1)..];
                Assert.False(CitizenNumber.IsValid(changed), changed);
            }
        }
    }
}
