using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Tests.Parties;

public sealed class AuthorityRegisterTests : IAsyncDisposable
{
    private readonly PartyLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task An_authority_is_registered_once_and_renewed_under_its_handle()
    {
        Authority first = await RegisterAsync("11310105MBDEM0015E", "长宁区市场监督管理局（演示）", "310000");
        long size = _ledger.Writer.Head!.Size;
        Assert.Equal(first, await RegisterAsync("11310105MBDEM0015E", "长宁区市场监督管理局（演示）", "310000"));
        Assert.Equal(size, _ledger.Writer.Head!.Size);
        Authority renamed = await RegisterAsync("11310105MBDEM0015E", "长宁区市场监管局（演示）", "310000");
        Assert.Equal(first with { Name = "长宁区市场监管局（演示）" }, renamed);
    }

    [Fact]
    public async Task All_authorities_come_in_the_order_of_their_codes()
    {
        string[] codes = ["12310000MBDEM00666", "11310107MBDEM00236", "11320000MBDEM1018M", "11310105MBDEM0015E"];
        foreach (string code in codes)
        {
            await RegisterAsync(code, "某局", "310000");
        }

        using LedgerRead read = _ledger.Writer.Read();
        Assert.Equal(codes.Order(StringComparer.Ordinal), AuthorityTable.All(read).Select(authority => authority.Code));
        Assert.Equal("某局", AuthorityTable.Get(read, codes[0]).Name);
        Assert.Equal(LedgerError.NotFound, Assert.Throws<LedgerException>(() => AuthorityTable.Get(read, "x")).Error);
    }

    [Theory]
    [InlineData("11310105MBDEM0015F", "某局", "310000", "/code")]
    [InlineData("11310105MBDEM0015E", "某\u202E局", "310000", "/name")]
    [InlineData("11310105MBDEM0015E", "某局", "310105", "/province")]
    [InlineData("11310105MBDEM0015E", "某局", "3１0000", "/province")]
    public async Task A_wrong_authority_is_refused(string code, string name, string province, string field)
    {
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => RegisterAsync(code, name, province));
        Assert.Equal((LedgerError.InvalidField, field), (refused.Error, refused.Field));
        Assert.Null(_ledger.Writer.Head);
    }

    private Task<Authority> RegisterAsync(string code, string name, string province) =>
        _ledger.Authorities.RegisterAsync(code, name, province, CancellationToken.None);
}
