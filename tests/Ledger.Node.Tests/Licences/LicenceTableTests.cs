using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Tests.Parties;

namespace Ledger.Node.Tests.Licences;

public sealed class LicenceTableTests : IAsyncDisposable
{
    private static readonly DateOnly Today = new(2026, 3, 1);
    private readonly PartyLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task A_licence_is_found_by_handle_by_identifier_and_by_holder()
    {
        ByteString holder = Handle.New();
        ByteString other = Handle.New();
        LicenceIssued[] issued = [Issue(holder, "1"), Issue(other, "2"), Issue(holder, "3"), Issue(holder, "4")];
        foreach (LicenceIssued licence in issued)
        {
            await AppendAsync(licence);
        }

        using LedgerRead read = _ledger.Writer.Read();
        Licence first = LicenceTable.Get(read, issued[0].Handle);
        Assert.Equal(first, LicenceTable.Get(read, LicenceIdentifier.Parse(issued[0].Identifier)));
        Assert.Equal((LicenceState.Valid, 0), (first.StateOn(Today), first.IssuedIndex));
        Assert.Equal("2026-01-01 至 长期", first.Validity.ToString());
        Assert.Null(first.CheckCodeSm3);

        IEnumerable<string> serials = LicenceTable.OfHolder(read, holder, null, 10).Select(licence => licence.Identifier.Serial);
        Assert.Equal(["1", "3", "4"], serials);
        Licence second = LicenceTable.OfHolder(read, holder, first.IssuedIndex, 1).Single();
        Assert.Equal("3", second.Identifier.Serial);
        Assert.Equal("4", LicenceTable.OfHolder(read, holder, second.IssuedIndex, 10).Single().Identifier.Serial);
    }

    [Fact]
    public async Task An_identifier_is_used_once()
    {
        LicenceIssued issued = Issue(Handle.New(), "1");
        await AppendAsync(issued);
        using LedgerRead read = _ledger.Writer.Read();
        LedgerException refused = Assert.Throws<LedgerException>(
            () => LicenceTable.RequireUnused(read, LicenceIdentifier.Parse(issued.Identifier)));
        Assert.Equal(LedgerError.AlreadyExists, refused.Error);
        LicenceTable.RequireUnused(read, LicenceIdentifier.Parse(issued.Identifier).Next());
    }

    [Theory]
    [InlineData("cancelled", "注销", "cancelled", "cancelled")]
    [InlineData("withdrawn", "撤销", "withdrawn", "withdrawn")]
    [InlineData("penalty", "吊销", "revoked", "revoked")]
    [InlineData("transferred", "转出", "transferred out", "transferred")]
    public async Task A_licence_ends_once(string code, string chinese, string english, string state)
    {
        Assert.True(RevocationReasonText.TryParse(code, out RevocationReason reason));
        Assert.Equal((chinese, english), (reason.Chinese(), reason.English()));
        LicenceIssued issued = Issue(Handle.New(), "1");
        await AppendAsync(issued);
        LogReceipt receipt = await RevokeAsync(issued.Handle, reason);
        using LedgerRead read = _ledger.Writer.Read();
        Licence licence = LicenceTable.Get(read, issued.Handle);
        Assert.Equal((reason, state), (licence.EndedBy, licence.StateOn(Today).Code()));
        Assert.Equal((0, receipt.Index), (licence.IssuedIndex, licence.LastIndex));
        Assert.False(licence.IsInForce(Today));

        LedgerException again = await Assert.ThrowsAsync<LedgerException>(() => RevokeAsync(issued.Handle, RevocationReason.Cancelled));
        Assert.Equal(LedgerError.WrongState, again.Error);
        Assert.Contains(chinese, again.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_licence_that_does_not_exist_is_not_found()
    {
        using LedgerRead read = _ledger.Writer.Read();
        Assert.Null(LicenceTable.Find(read, Handle.New()));
        Assert.Equal(LedgerError.NotFound, Assert.Throws<LedgerException>(() => LicenceTable.Get(read, Handle.New())).Error);
        Assert.Throws<ArgumentException>(() => LicenceTable.Find(read, ByteString.CopyFrom(1, 2, 3)));
    }

    private static LicenceIssued Issue(ByteString holder, string serial) => new()
    {
        StatementSm3 = ByteString.CopyFrom(Sm3.Hash("statement"u8).Span),
        Handle = Handle.New(),
        Identifier = LicenceIdentifier.Create("11100000MBDEM901XT001", "11310105MBDEM0015E", serial, 1).ToString(),
        Type = "11100000MBDEM901XT001",
        Issuer = "11310105MBDEM0015E",
        HolderHandle = holder,
        Version = 1,
        ValidFrom = "2026-01-01",
        SealedSm3 = ByteString.CopyFrom(Sm3.Hash("sealed"u8).Span),
        Edition = 1,
        Act = "issue",
        NumberLookup = ByteString.CopyFrom(Sm3.Hash("number"u8).Span),
    };

    private Task<LogReceipt> AppendAsync(LicenceIssued issued) =>
        _ledger.Writer.WriteAsync(write => write.Append(issued), CancellationToken.None);

    private Task<LogReceipt> RevokeAsync(ByteString handle, RevocationReason reason) => _ledger.Writer.WriteAsync(
        write => write.Append(LicenceTable.Get(write, handle).Revoke(
            reason, new Decision("《食品安全法》第一百二十四条", Today, "clerk-1"), reason is RevocationReason.Transferred ? "330000" : null)),
        CancellationToken.None);
}
