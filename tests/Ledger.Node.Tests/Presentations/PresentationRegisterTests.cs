using Ledger.Crypto.Presentations;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Licences;
using Ledger.Node.Presentations;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Presentations;

public sealed class PresentationRegisterTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Type = "11100000MBDEM901XT001";

    private readonly IssuingLedger _ledger = new();
    private readonly PresentationRegister _presentations;
    private IssuedLicence _issued = null!;

    public PresentationRegisterTests() =>
        _presentations = new PresentationRegister(_ledger.Parties.Writer, _ledger.Register, _ledger.SealRegister, _ledger.Clock);

    private string Licence => _issued.Licence.Identifier.ToString();

    private static PresentationRequest Good => new(["ZZMC", "KZ_MC"], [], null, 60, AnswersOnly: false);

    public async Task InitializeAsync() => _issued = await _ledger.IssueAsync("P0001", "issue");

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask; // the other one does it

    [Fact]
    public void A_presentation_shows_the_chosen_fields_under_the_checkpoint_they_were_read_under()
    {
        Presentation shown = Make(Good);
        Assert.Equal(["ZZMC", "KZ_MC"], shown.Licence!.Fields.Select(field => field.Name));
        Assert.Equal(_ledger.Parties.Writer.Head!.Size, shown.Status.Size);
        Assert.Equal(_ledger.Parties.Writer.Head.Checkpoint.Root, shown.Status.Root);
        Assert.Equal(SubjectStatus.Valid, shown.Status.Status);
        Assert.NotEqual(shown.Nonce.ToArray(), Make(Good).Nonce.ToArray());
        Assert.True(_ledger.Keys.Of(IssuingLedger.Issuer).SigningCertificate.PublicKey.Verify(shown.ToSign(), shown.Signature.Span));
        Assert.Equal(shown.ToBytes(), Presentation.Parse(shown.ToBytes()).ToBytes());
    }

    [Fact]
    public void The_certificate_comes_along_where_it_has_room()
    {
        Assert.NotNull(Make(Good with { Fields = [], Claims = [InForce(Type, 1)], AnswersOnly = true }).Certificate);
        Presentation full = Make(Good with { Fields = ["ZZMC", "ZZBH", "CZZT", "KZ_FDDBR", "KZ_CLRQ", "KZ_DJRQ"] });
        Assert.Null(full.Certificate);
        Assert.InRange(full.Length, 1, Presentation.MaximumBytes);
    }

    [Fact]
    public void What_takes_more_bytes_than_a_code_has_is_refused_with_the_limit_and_one_byte_less_is_not()
    {
        // The audience grows byte by byte until the last one that fits.
        string[] fields = ["ZZMC", "ZZBH", "ZZBFJG", "CZZT", "KZ_MC", "KZ_LX", "KZ_ZS", "KZ_DJJG", "KZ_JYFW", "KZ_YYQX", "KZ_ZCZB"];
        List<string> chosen = [];
        foreach (string field in fields)
        {
            if (Try(Good with { Fields = [.. chosen, field] }) is not null)
            {
                chosen.Add(field);
            }
        }

        Assert.True(chosen.Count < fields.Length, "all of them fit: nothing is tested");
        Presentation most = Make(Good with { Fields = chosen });
        int room = Presentation.MaximumBytes - most.Length - 1; // the length of an audience takes one byte
        Assert.InRange(room, 0, Presentation.MaximumAudienceBytes - 1);
        Presentation greatest = Make(Good with { Fields = chosen, Audience = new string('a', room) });
        Assert.Equal(Presentation.MaximumBytes, greatest.ToBytes().Length);
        LedgerException refused = Assert.Throws<LedgerException>(() => Make(Good with { Fields = chosen, Audience = new string('a', room + 1) }));
        Assert.Equal((LedgerError.TooLarge, "/fields"), (refused.Error, refused.Field));
        Assert.Contains("1201", refused.Chinese, StringComparison.Ordinal);
        Assert.Contains("1200", refused.English, StringComparison.Ordinal);

        Presentation? Try(PresentationRequest request)
        {
            try
            {
                return Make(request);
            }
            catch (LedgerException e) when (e.Error == LedgerError.TooLarge)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task A_licence_that_is_suspended_says_so()
    {
        await _ledger.Register.SuspendAsync(IssuingLedger.On(Licence, "suspend"), until: null, CancellationToken.None);
        Assert.Equal(SubjectStatus.Suspended, Make(Good).Status.Status);
        Assert.False(Make(Good with { Claims = [InForce(Type, 1)] }).Claims[0].Answer);
    }

    [Fact]
    public void In_force_is_answered_by_type_and_first_day()
    {
        Assert.True(Answer(InForce(Type, 1)));
        Assert.True(Answer(InForce(null, 1)));
        Assert.True(Answer(InForce(Type, 2)));
        Assert.False(Answer(InForce("11100000MBDEM901XT002", 1)));
        Assert.False(Answer(new AskedClaim(ClaimKind.InForce, Type, new DateOnly(2026, 2, 28))));
    }

    [Fact]
    public async Task Versions_that_follow_without_a_gap_count_as_one()
    {
        IssuedLicence next = await _ledger.NextAsync(_issued, new NextVersion(LicenceAct.Change, IssuingLedger.Ground)
        {
            Validity = new Ledger.Node.Catalogue.Validity(new DateOnly(2026, 3, 1), null),
        });
        Presentation shown = _presentations.Make(
            IssuingLedger.Issuer, next.Licence.Identifier.ToString(), Good with { Claims = [InForce(Type, 1)] });
        Assert.True(shown.Claims[0].Answer);
    }

    [Theory]
    [InlineData("310100200803010025", "2026-03-01", true)]
    [InlineData("310100200803020022", "2026-03-01", false)]
    [InlineData("310100200802290021", "2026-02-28", false)]
    public void Adult_is_who_has_reached_the_eighteenth_birthday(string number, string today, bool adult)
    {
        LicenceDocument document = Of(("CZZT", "某人"), ("CZZTDM", Ledger.Node.Parties.CitizenNumber.Complete(number[..17]).Value), ("CZZTDMLXDM", "111"));
        Assert.Equal(adult, BirthDates.AreAdult(document, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Of_several_holders_all_must_be_adult_and_a_face_tells_of_an_only_holder()
    {
        string old = Ledger.Node.Parties.CitizenNumber.Complete("31010019880612002").Value;
        string young = Ledger.Node.Parties.CitizenNumber.Complete("31010020200612002").Value;
        DateOnly day = new(2026, 3, 1);
        Assert.True(BirthDates.AreAdult(Of(("CZZT", "甲"), ("CZZTDM", old), ("CZZTDMLXDM", "111"), ("CZZT_2", "乙"), ("CZZTDM_2", old), ("CZZTDMLXDM_2", "111")), day));
        Assert.False(BirthDates.AreAdult(Of(("CZZT", "甲"), ("CZZTDM", old), ("CZZTDMLXDM", "111"), ("CZZT_2", "乙"), ("CZZTDM_2", young), ("CZZTDMLXDM_2", "111")), day));
        Assert.True(BirthDates.AreAdult(Of(("CZZT", "甲"), ("CZZTDM", "E12345678"), ("CZZTDMLXDM", "414"), ("KZ_CSRQ", "2008-03-01")), day));
        Assert.Null(BirthDates.AreAdult(
            Of(("CZZT", "甲"), ("CZZTDM", "E1"), ("CZZTDMLXDM", "414"), ("CZZT_2", "乙"), ("CZZTDM_2", old), ("CZZTDMLXDM_2", "111"), ("KZ_CSRQ", "2008-03-01")), day));
    }

    [Fact]
    public void A_company_has_no_age() => Refused(Good with { Claims = [new AskedClaim(ClaimKind.Adult, null, null)] }, "/claims/0");

    [Fact]
    public void Every_part_of_the_request_is_held_to_its_limits()
    {
        Refused(Good with { Fields = ["ZZMC", "KZ_NONE"] }, "/fields/1");
        Refused(Good with { Seconds = 0 }, "/seconds");
        Refused(Good with { Seconds = 61 }, "/seconds");
        Refused(Good with { Audience = new string('中', 33) }, "/audience");
        _ = Make(Good with { Audience = new string('中', 32) });
        Refused(Good with { Audience = " 窗口" }, "/audience");
        Refused(Good with { AnswersOnly = true, Claims = [InForce(Type, 1)] }, "/fields");
        Refused(Good with { AnswersOnly = true, Fields = [] }, "/fields");
        Refused(Good with { Claims = [new AskedClaim(ClaimKind.InForce, Type, null)] }, "/claims/0");
        Refused(Good with { Claims = [InForce("x", 1)] }, "/claims/0");
        Refused(Good with { Claims = [new AskedClaim(ClaimKind.Adult, Type, null)] }, "/claims/0");
    }

    [Fact]
    public void Another_authority_s_licence_is_as_good_as_absent() => Assert.Equal(
        LedgerError.NotFound, Assert.Throws<LedgerException>(() => _presentations.Make(IssuingLedger.Stranger, Licence, Good)).Error);

    private static AskedClaim InForce(string? type, int day) => new(ClaimKind.InForce, type, new DateOnly(2026, 3, day));

    private static LicenceDocument Of(params (string Name, string Value)[] fields) => new(
        new LicenceStatement("", "", "", "", "", default, fields.Length, 1, default, default, null, null, default, default),
        [.. fields.Select(field => new FaceField(field.Name, field.Value, ""))], default, default, []);

    private bool Answer(AskedClaim claim) => Make(Good with { Claims = [claim] }).Claims[0].Answer;

    private Presentation Make(PresentationRequest request) => _presentations.Make(IssuingLedger.Issuer, Licence, request);

    private void Refused(PresentationRequest request, string field)
    {
        LedgerException refused = Assert.Throws<LedgerException>(() => Make(request));
        Assert.Equal((LedgerError.InvalidField, field), (refused.Error, refused.Field));
    }
}
