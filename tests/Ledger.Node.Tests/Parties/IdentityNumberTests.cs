using Ledger.Node.Parties;

namespace Ledger.Node.Tests.Parties;

public sealed class IdentityNumberTests
{
    [Theory]
    [InlineData("310100198806120023")]
    [InlineData("340100200002290081")]
    [InlineData("E12345678")]
    [InlineData("H1234567890")]
    [InlineData("军字第2001988号")]
    public void Citizen_numbers_and_numbers_of_other_documents_are_right(string text) => Assert.Null(IdentityNumber.FindFault(text));

    [Theory]
    [InlineData("310100198806120024", CodeFaultKind.Check)]
    [InlineData("310100198802300027", CodeFaultKind.Date)]
    [InlineData("３１０１００１９８８０６１２００２３", CodeFaultKind.FullWidth)]
    [InlineData("31010019880612002x", CodeFaultKind.LowerCase)]
    [InlineData("310100 19880612002", CodeFaultKind.Space)]
    [InlineData("310100880612002", CodeFaultKind.OldForm)]
    [InlineData("31010019880612002A", CodeFaultKind.Character)]
    [InlineData("", CodeFaultKind.Length)]
    [InlineData("A12345678901234567890123456789012", CodeFaultKind.Length)]
    [InlineData("E12345678;", CodeFaultKind.Character)]
    public void What_looks_like_a_citizen_number_has_to_be_one(string text, object kind)
    {
        CodeFault? fault = IdentityNumber.FindFault(text);
        Assert.Equal(kind, fault?.Kind);
        Assert.True(text.Length == 0 || !(fault!.Chinese + fault.English).Contains(text, StringComparison.Ordinal));
    }
}
