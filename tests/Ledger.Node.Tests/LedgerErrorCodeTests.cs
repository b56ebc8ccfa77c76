namespace Ledger.Node.Tests;

public sealed class LedgerErrorCodeTests
{
    [Fact]
    public void Every_error_has_a_code_of_its_own_in_kebab_case()
    {
        string[] codes = [.. Enum.GetValues<LedgerError>().Select(error => error.Code())];
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[a-z]+(-[a-z]+)*$", code));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((LedgerError)9999).Code());
    }
}
