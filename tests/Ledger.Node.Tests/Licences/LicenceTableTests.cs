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
        Assert.Equal((LicenceStatus.Valid, 0), (first.Status, first.IssuedIndex));
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
    [InlineData("cancelled", "注销")]
    [InlineData("withdrawn", "撤销")]
    [InlineData("penalty", "吊销")]
    [InlineData("superseded", "换发")]
    [InlineData("transferred", "转出")]
    public async Task A_licence_ends_once(string code, string chinese)
    {
        Assert.True(RevocationReasonText.TryParse(code, out RevocationReason reason));
        Assert.Equal(chinese, reason.Chinese());
        LicenceIssued issued = Issue(Handle.New(), "1");
        await AppendAsync(issued);
        LogReceipt receipt = await RevokeAsync(issued.Handle, reason, "《食品安全法》第一百二十四条");
        using LedgerRead read = _ledger.Writer.Read();
        Licence licence = LicenceTable.Get(read, issued.Handle);
        Assert.Equal(LicenceStatus.Revoked, licence.Status);
        Assert.Equal(new Revocation(reason, "《食品安全法》第一百二十四条", Today), licence.Revocation);
        Assert.Equal((0, receipt.Index), (licence.IssuedIndex, licence.LastIndex));
        Assert.False(licence.IsInForce(Today));

        LedgerException again = await Assert.ThrowsAsync<LedgerException>(
            () => RevokeAsync(issued.Handle, RevocationReason.Cancelled, "某条"));
        Assert.Equal(LedgerError.WrongState, again.Error);
        Assert.Contains(chinese, again.Chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 第一条")]
    [InlineData("第一条\n第二条")]
    [InlineData("对310100198806120023的处罚")]
    public async Task A_legal_basis_is_a_visible_line_without_a_citizen_number(string basis)
    {
        LicenceIssued issued = Issue(Handle.New(), "1");
        await AppendAsync(issued);
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(
            () => RevokeAsync(issued.Handle, RevocationReason.Penalty, basis));
        Assert.Equal((LedgerError.InvalidField, "/legalBasis"), (refused.Error, refused.Field));
        using LedgerRead read = _ledger.Writer.Read();
        Assert.Equal(LicenceStatus.Valid, LicenceTable.Get(read, issued.Handle).Status);
    }

    [Fact]
    public async Task A_legal_basis_has_at_most_256_characters_and_a_decision_is_not_of_tomorrow()
    {
        LicenceIssued issued = Issue(Handle.New(), "1");
        await AppendAsync(issued);
        using LedgerRead read = _ledger.Writer.Read();
        Licence licence = LicenceTable.Get(read, issued.Handle);
        string longest = new('条', Revocation.LongestLegalBasis);
        Assert.Equal(longest, licence.Revoke(RevocationReason.Penalty, longest, Today, Today).LegalBasis);
        Assert.Throws<LedgerException>(() => licence.Revoke(RevocationReason.Penalty, longest + "条", Today, Today));
        LedgerException early = Assert.Throws<LedgerException>(
            () => licence.Revoke(RevocationReason.Penalty, "某条", Today.AddDays(1), Today));
        Assert.Equal("/decidedOn", early.Field);
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
    };

    private Task<LogReceipt> AppendAsync(LicenceIssued issued) =>
        _ledger.Writer.WriteAsync(write => write.Append(issued), CancellationToken.None);

    private Task<LogReceipt> RevokeAsync(ByteString handle, RevocationReason reason, string legalBasis) =>
        _ledger.Writer.WriteAsync(
            write => write.Append(LicenceTable.Get(write, handle).Revoke(reason, legalBasis, Today, Today)),
            CancellationToken.None);
}
