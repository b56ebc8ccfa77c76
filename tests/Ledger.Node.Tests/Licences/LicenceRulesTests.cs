using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Tests.Licences;

public sealed class LicenceRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly Decision Ground = new("某法第一条", Today, "clerk-1");

    [Fact]
    public void A_version_has_room_for_64_events_and_always_for_what_closes_and_ends_it()
    {
        Licence licence = New();
        while (licence.EventCount < Licence.MostEvents - 3)
        {
            licence = licence.After(licence.Check(passed: true, Ground, nextDue: null), Next(licence));
        }

        // 61 events: one that has to be closed still fits, with its closing and the end.
        licence = licence.After(licence.Suspend(Ground, until: null, Today), Next(licence));
        AssertRefused(() => licence.Dispute("YY-1", Ground));
        AssertRefused(() => licence.Check(passed: true, Ground, nextDue: null));
        licence = licence.After(licence.Resume(Ground), Next(licence));
        AssertRefused(() => licence.Check(passed: true, Ground, nextDue: null));
        licence = licence.After(licence.Revoke(RevocationReason.Cancelled, Ground), Next(licence));
        Assert.Equal(Licence.MostEvents, licence.EventCount);
    }

    [Fact]
    public void The_day_alone_makes_a_licence_expire_and_nothing_brings_back_what_has_ended()
    {
        Licence licence = New(to: "2026-03-31");
        Assert.Equal(
            ["not-yet-valid", "valid", "valid", "expired"],
            ((DateOnly[])[new(2025, 12, 31), new(2026, 1, 1), new(2026, 3, 31), new(2026, 4, 1)]).Select(day => licence.StateOn(day).Code()));
        Licence ended = licence.After(licence.Revoke(RevocationReason.Penalty, Ground), Next(licence));
        Assert.Equal("revoked", ended.StateOn(new DateOnly(2026, 4, 1)).Code());
        AssertRefused(() => ended.Suspend(Ground, null, Today));
        AssertRefused(() => ended.Resume(Ground));
        AssertRefused(() => ended.Check(true, Ground, null));
        AssertRefused(() => ended.Dispute("YY-1", Ground));
        AssertRefused(() => ended.LiftDispute(DisputeOutcome.Upheld, Ground));
        AssertRefused(() => ended.RequireNext(LicenceAct.Correction, Today));
        AssertRefused(() => ended.Revoke(RevocationReason.Cancelled, Ground));
    }

    [Theory]
    [InlineData("change")]
    [InlineData("renewal")]
    [InlineData("replacement")]
    [InlineData("correction")]
    [InlineData("migration")]
    public void No_version_follows_a_suspended_licence_and_only_a_correction_a_disputed_one(string code)
    {
        Assert.True(LicenceActText.TryParse(code, out LicenceAct act));
        Licence licence = New();
        licence.RequireNext(act, Today);
        Licence suspended = licence.After(licence.Suspend(Ground, null, Today), Next(licence));
        AssertRefused(() => suspended.RequireNext(act, Today));
        Licence disputed = licence.After(licence.Dispute("YY-1", Ground), Next(licence));
        if (act is LicenceAct.Correction)
        {
            disputed.RequireNext(act, Today);
        }
        else
        {
            AssertRefused(() => disputed.RequireNext(act, Today));
        }
    }

    [Fact]
    public void An_expired_licence_is_renewed_and_not_changed_or_suspended()
    {
        Licence licence = New(to: "2026-02-28");
        licence.RequireNext(LicenceAct.Renewal, Today);
        AssertRefused(() => licence.RequireNext(LicenceAct.Change, Today));
        AssertRefused(() => licence.Suspend(Ground, null, Today));
    }

    [Fact]
    public void A_transfer_names_a_province_and_nothing_else_does()
    {
        Licence licence = New();
        Assert.Equal("330000", licence.Revoke(RevocationReason.Transferred, Ground, "330000").Destination);
        Assert.Equal("/destination", Field(() => licence.Revoke(RevocationReason.Transferred, Ground)));
        Assert.Equal("/destination", Field(() => licence.Revoke(RevocationReason.Transferred, Ground, "330100")));
        Assert.Equal("/destination", Field(() => licence.Revoke(RevocationReason.Cancelled, Ground, "330000")));
        Assert.Equal("/reason", Field(() => licence.Revoke(RevocationReason.Superseded, Ground)));
    }

    [Fact]
    public void Days_and_numbers_that_do_not_fit_are_refused()
    {
        Licence licence = New();
        licence.Suspend(Ground, Today, Today);
        Assert.Equal("/until", Field(() => licence.Suspend(Ground, Today.AddDays(-1), Today)));
        licence.Check(true, Ground, Today.AddDays(1));
        Assert.Equal("/nextDue", Field(() => licence.Check(true, Ground, Today)));
        licence.Dispute(new string('9', 17) + new string('A', 47), Ground);
        Assert.Equal("/reference", Field(() => licence.Dispute(new string('A', 65), Ground)));
        Assert.Equal("/reference", Field(() => licence.Dispute("沈知夏", Ground)));
        Assert.Equal("/reference", Field(() => licence.Dispute("310100198806120023", Ground)));
    }

    [Fact]
    public void After_version_999_no_other_follows() =>
        AssertRefused(() => New(version: LicenceIdentifier.LastVersion).RequireNext(LicenceAct.Change, Today));

    private static Licence New(string to = "", int version = 1) => Licence.After(
        new LicenceIssued
        {
            StatementSm3 = ByteString.CopyFrom(Sm3.Hash("statement"u8).Span),
            Handle = Handle.New(),
            Identifier = LicenceIdentifier.Create("11100000MBDEM901XT001", "11310105MBDEM0015E", "1", version).ToString(),
            HolderHandle = Handle.New(),
            Version = (uint)version,
            ValidFrom = "2026-01-01",
            ValidTo = to,
            Act = "issue",
        },
        new EventPosition(0, DateTimeOffset.UnixEpoch, default));

    private static EventPosition Next(Licence licence) => new(licence.LastIndex + 1, DateTimeOffset.UnixEpoch, default);

    private static void AssertRefused(Action act) => Assert.Equal(LedgerError.WrongState, Assert.Throws<LedgerException>(act).Error);

    private static string? Field(Action act) => Assert.Throws<LedgerException>(act).Field;
}
