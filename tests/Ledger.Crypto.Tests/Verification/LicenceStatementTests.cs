using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class LicenceStatementTests : IDisposable
{
    private readonly VerificationWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_statement_is_read_from_the_bytes_that_were_signed()
    {
        LicenceStatement statement = _world.Document.Statement;
        Assert.Equal(statement, LicenceStatement.Parse(statement.ToBytes()));
        Assert.Equal(statement with { ValidTo = null, Previous = "1" }, LicenceStatement.Parse((statement with { ValidTo = null, Previous = "1" }).ToBytes()));
    }

    [Theory]
    [InlineData("\"kind\":\"licence-statement/v1\"", "\"kind\":\"licence-statement/v2\"")]
    [InlineData("\"version\":1", "\"version\": 1")]
    [InlineData("\"version\":1", "\"version\":1,\"word\":1")]
    [InlineData("{\"fieldCount\":", "{\"fieldcount\":")]
    public void Anything_else_is_no_statement(string part, string instead)
    {
        string text = System.Text.Encoding.UTF8.GetString(_world.Document.Statement.ToBytes());
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.ThrowsAny<FormatException>(() => LicenceStatement.Parse(System.Text.Encoding.UTF8.GetBytes(text.Replace(part, instead, StringComparison.Ordinal))));
    }
}
