using System.Text;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Licences;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Node.Tests.Consents;

public sealed class UseRegisterTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly BasisClaim Inspection = new(UseBasis.Inspection, Number: "JC-2026-0007", RegisteredBy: ConsentLedger.Recipient);

    private readonly ConsentLedger _ledger = new();
    private readonly UseRegister _uses;
    private string _licence = "";

    public UseRegisterTests() => _uses = _ledger.Uses();

    public async Task InitializeAsync()
    {
        _licence = (await _ledger.IssueBusinessAsync()).Licence.Identifier.ToString();
        _ = await _ledger.PlanAsync();
    }

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask; // the other one does it

    [Fact]
    public async Task A_use_gives_chosen_fields_that_verify_and_counts_in_the_status_map()
    {
        OpenedConsent consent = await _ledger.GrantAsync();
        MadeUse use = await UseAsync(ConsentLedger.Use(consent, "KZ_MC"));
        Assert.Equal("上海澜川餐饮管理有限公司", use.Document["KZ_MC"]);
        Assert.Null(use.Document["KZ_ZS"]);
        Assert.True(LicenceDocument.Parse(use.Document.ToBytes()).HasFieldsOfStatement);
        Assert.DoesNotContain("欧阳", Encoding.UTF8.GetString(use.Document.ToBytes()), StringComparison.Ordinal);

        MadeUse all = await UseAsync(ConsentLedger.Use(consent));
        Assert.NotNull(all.Document["KZ_ZS"]);
        Assert.Null(all.Document["KZ_FDDBR"]);
        StatusEntry counted = _ledger.StatusOf(ConsentTable.UsesOf(consent.Consent.Handle))!;
        Assert.Equal((2u, all.Receipt.Index, SubjectStatus.Registered), (counted.Version, counted.LastIndex, counted.Status));
        Assert.Equal(SubjectStatus.Valid, _ledger.StatusOf(ConsentTable.Subject(consent.Consent.Handle))!.Status);
        await NotInForceAsync(consent); // the third of two
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task What_a_sharing_service_gives_is_a_use_that_its_holder_sees_and_that_counts_for_the_day()
    {
        UseCaller caller = ConsentLedger.Caller(IssuingLedger.Issuer);
        OpenedLicence licence = _ledger.Issuing.Register.Open(IssuingLedger.Issuer, _licence);
        UseRegister one = _ledger.Uses(new UseOptions { MostADay = 1 });
        await one.NoteAsync(caller, ConsentLedger.Use(Inspection).Purpose, licence, CancellationToken.None);
        OpenedUse seen = Assert.Single(_uses.Of(_ledger.Company, before: null));
        Assert.Equal((UseBasis.Registered, _licence, "核验经营主体"), (seen.Row.Made.Basis, seen.Licence!.Identifier.ToString(), seen.Content!.Purpose));
        Assert.Equal(licence.Document.Fields.Select(field => field.Name), seen.Content.Fields);
        await ConsentLedger.RefusedAsync(LedgerError.QuotaExceeded, () => one.NoteAsync(caller, ConsentLedger.Use(Inspection).Purpose, licence, CancellationToken.None));
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task A_withdrawn_consent_is_refused_at_the_next_turn_even_to_a_request_that_was_answered_before()
    {
        OpenedConsent consent = await _ledger.GrantAsync();
        RequestKey key = _ledger.NewKey();
        MadeUse use = await UseAsync(ConsentLedger.Use(consent), key: key);
        Assert.Equal(use.Made.Use, (await UseAsync(ConsentLedger.Use(consent), key: key)).Made.Use);
        Assert.Equal(1, _ledger.Now(consent).Used);
        await _ledger.WithdrawAsync(consent.Consent);
        await NotInForceAsync(consent);
        await ConsentLedger.RefusedAsync(LedgerError.ConsentNotInForce, () => UseAsync(ConsentLedger.Use(consent), key: key));
        Assert.Equal(1, _ledger.Now(consent).Used);
    }

    [Fact]
    public async Task A_withdrawal_that_comes_between_looking_and_the_turn_is_refused_in_the_turn()
    {
        OpenedConsent consent = await _ledger.GrantAsync(_ledger.Terms with { Count = ConsentLimits.Uses });
        for (int i = 0; i < 20; i++)
        {
            Task<MadeUse> used = UseAsync(ConsentLedger.Use(consent));
            Task<LogReceipt> withdrawn = _ledger.WithdrawAsync(consent.Consent);
            LogReceipt end = await withdrawn;
            try
            {
                Assert.True((await used).Receipt.Index < end.Index);
            }
            catch (LedgerException refusal)
            {
                Assert.Equal(LedgerError.ConsentNotInForce, refusal.Error);
            }

            consent = await _ledger.GrantAsync(_ledger.Terms);
        }
    }

    [Fact]
    public async Task A_consent_counts_from_its_first_moment_to_its_last()
    {
        DateTimeOffset from = _ledger.Clock.Now.AddHours(1);
        OpenedConsent consent = await _ledger.GrantAsync(_ledger.Terms with { From = from, To = from.AddHours(1) });
        _ledger.Clock.Now = from.AddMilliseconds(-1);
        await NotInForceAsync(consent);
        _ledger.Clock.Now = from;
        _ = await UseAsync(ConsentLedger.Use(consent));
        _ledger.Clock.Now = from.AddHours(1);
        _ = await UseAsync(ConsentLedger.Use(consent));

        consent = await _ledger.GrantAsync();
        _ledger.Clock.Now = consent.Consent.To.AddMilliseconds(1);
        await NotInForceAsync(consent);
    }

    [Fact]
    public async Task Outside_of_what_was_allowed_nothing_is_given_and_nothing_is_counted()
    {
        OpenedConsent consent = await _ledger.GrantAsync();
        UseRequest good = ConsentLedger.Use(consent);
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => UseAsync(ConsentLedger.Use(consent, "KZ_MC", "KZ_FDDBR")));
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => UseAsync(good with { Purpose = good.Purpose with { ItemCode = ConsentLedger.CardItem } }));
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => UseAsync(good with { Licence = SampleLicences.FoodType }));
        Assert.Equal(0, _ledger.Now(consent).Used);
        OpenedConsent one = await _ledger.GrantAsync(_ledger.Terms with { Licences = [new LicenceScope(_licence, null)] });
        Assert.NotNull((await UseAsync(ConsentLedger.Use(one) with { Licence = _licence, Holder = null })).Document["KZ_FDDBR"]);
        Assert.NotNull((await UseAsync(ConsentLedger.Use(one))).Document["KZ_FDDBR"]);
    }

    [Fact]
    public async Task A_stranger_gets_one_answer_whatever_there_is()
    {
        OpenedConsent consent = await _ledger.GrantAsync();
        UseRequest good = ConsentLedger.Use(consent);
        UseCaller stranger = ConsentLedger.Caller(ConsentLedger.Elsewhere);
        _ = await _ledger.PlanAsync("JC-2", IssuingLedger.Stranger); // names the caller, and is of an authority that issued nothing
        BasisClaim plan = Inspection with { Number = "JC-2", RegisteredBy = IssuingLedger.Stranger };
        UseRequest[] requests =
        [
            good, good with { Claim = good.Claim with { Consent = new string('0', 32) } }, good with { Claim = good.Claim with { Consent = "no name" } },
            good with { Holder = new HolderCode("111", ConsentLedger.Mother) },
            good with { Claim = plan }, good with { Claim = plan, Holder = new HolderCode("111", ConsentLedger.Mother) },
            good with { Claim = plan, Licence = _licence }, good with { Claim = plan, Licence = SampleLicences.FoodType },
        ];
        List<string> answers = [];
        foreach (UseRequest request in requests)
        {
            answers.Add((await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => UseAsync(request, stranger))).Chinese);
        }

        _ = Assert.Single(answers.Distinct());
        await _ledger.WithdrawAsync(consent.Consent);
        Assert.Equal(answers[0], (await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => UseAsync(good, stranger))).Chinese);
    }

    [Fact]
    public async Task A_province_may_be_the_recipient_and_a_licence_that_does_not_count_there_is_refused_with_the_reason()
    {
        string food = (await _ledger.Issuing.IssueAsync(SampleLicences.Food(), "food")).Licence.Identifier.ToString();
        _ = await _ledger.Issuing.IssueAsync(SampleLicences.Composite(holder: null, food), "composite");
        OpenedConsent consent = await _ledger.GrantAsync(_ledger.Terms with { Authorities = [], Provinces = ["320000"] });
        UseCaller suzhou = ConsentLedger.Caller(ConsentLedger.Elsewhere, SampleLicences.CompositeType);
        Assert.NotNull((await UseAsync(ConsentLedger.Use(consent), suzhou)).Document["KZ_MC"]);
        LedgerException refusal = await ConsentLedger.RefusedAsync(
            LedgerError.NotRecognised, () => UseAsync(ConsentLedger.Use(Inspection) with { Licence = SampleLicences.CompositeType }, suzhou));
        Assert.Equal("异地不互认：本地类型，未列入互认清单。", refusal.Chinese);
    }

    [Fact]
    public async Task Without_a_consent_a_use_needs_a_whole_basis_and_the_right_to_the_type()
    {
        UseCaller issuer = ConsentLedger.Caller(IssuingLedger.Issuer);
        BasisClaim[] halves =
        [
            new(UseBasis.Unspecified), new(UseBasis.Consent), new(UseBasis.Inspection), Inspection with { RegisteredBy = "" }, Inspection with { Number = "" },
            Inspection with { Number = new string('7', ConsentLimits.NumberLength + 1) }, new(UseBasis.Assistance),
        ];
        foreach (BasisClaim half in halves)
        {
            await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => UseAsync(ConsentLedger.Use(half), issuer));
        }

        _ = await _ledger.PlanAsync(new string('7', ConsentLimits.NumberLength));
        _ = await UseAsync(ConsentLedger.Use(Inspection with { Number = new string('7', ConsentLimits.NumberLength) }), issuer);
        _ = await UseAsync(ConsentLedger.Use(new BasisClaim(UseBasis.Assistance, Number: "沪行协〔2026〕7 号")), issuer);
        _ = await UseAsync(ConsentLedger.Use(new BasisClaim(UseBasis.Duty)), issuer);
        UseRequest card = ConsentLedger.Use(new BasisClaim(UseBasis.Duty));
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => UseAsync(card with { Purpose = card.Purpose with { ItemCode = ConsentLedger.CardItem } }, issuer));
        await ConsentLedger.RefusedAsync(
            LedgerError.NotAllowed, () => UseAsync(ConsentLedger.Use(new BasisClaim(UseBasis.Duty)), ConsentLedger.Caller(IssuingLedger.Stranger, ConsentLedger.BusinessType)));
    }

    [Fact]
    public async Task What_a_use_is_for_has_so_many_characters_and_no_more()
    {
        UseCaller issuer = ConsentLedger.Caller(IssuingLedger.Issuer);
        UseRequest good = ConsentLedger.Use(new BasisClaim(UseBasis.Duty));
        UsePurpose longest = good.Purpose with { Organisation = new string('局', ConsentLimits.TextLength), Use = new string('核', ConsentLimits.UseLength) };
        _ = await UseAsync(good with { Purpose = longest }, issuer);
        await ConsentLedger.RefusedAsync(
            LedgerError.InvalidField, () => UseAsync(good with { Purpose = longest with { Organisation = longest.Organisation + "局" } }, issuer));
        await ConsentLedger.RefusedAsync(LedgerError.InvalidField, () => UseAsync(good with { Purpose = longest with { Use = longest.Use + "核" } }, issuer));
    }

    [Fact]
    public async Task So_many_uses_a_day_and_not_one_more_and_the_alarm_at_one_over()
    {
        UseRegister few = _ledger.Uses(new UseOptions { MostADay = 3 });
        UseCaller issuer = ConsentLedger.Caller(IssuingLedger.Issuer);
        for (int i = 0; i < 3; i++)
        {
            _ = await few.UseAsync(issuer, ConsentLedger.Use(Inspection), _ledger.NewKey(), CancellationToken.None);
        }

        await ConsentLedger.RefusedAsync(
            LedgerError.QuotaExceeded, () => few.UseAsync(issuer, ConsentLedger.Use(Inspection), _ledger.NewKey(), CancellationToken.None));
        UseCaller other = ConsentLedger.Caller(IssuingLedger.Stranger, ConsentLedger.BusinessType);
        _ = await few.UseAsync(other, ConsentLedger.Use(Inspection), _ledger.NewKey(), CancellationToken.None);
        _ledger.Clock.Now += TimeSpan.FromDays(1);
        _ = await few.UseAsync(issuer, ConsentLedger.Use(Inspection), _ledger.NewKey(), CancellationToken.None);

        UseAlarm alarm = new(new UseOptions { AlarmAboveAMinute = 3 }, _ledger.Clock, NullLogger<UseAlarm>.Instance);
        Assert.Equal([false, false, false, true, false], Enumerable.Range(0, 5).Select(_ => alarm.Note("fast")));
        Assert.False(alarm.Note("slow"));
        _ledger.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal([false, false, false, true], Enumerable.Range(0, 4).Select(_ => alarm.Note("fast")));
    }

    [Fact]
    public async Task The_holder_sees_every_use_the_newest_first_and_the_log_says_nothing_of_it_in_the_clear()
    {
        OpenedConsent consent = await _ledger.GrantAsync();
        MadeUse first = await UseAsync(ConsentLedger.Use(consent, "KZ_MC"));
        MadeUse second = await UseAsync(ConsentLedger.Use(Inspection), ConsentLedger.Caller(IssuingLedger.Issuer));
        IReadOnlyList<OpenedUse> seen = _uses.Of(_ledger.Company, before: null);
        Assert.Equal([second.Receipt.Index, first.Receipt.Index], seen.Select(use => use.Index));
        Assert.Equal(("JC-2026-0007", "长宁区市场监督管理局"), (seen[0].Content!.BasisNumber, seen[0].Content!.Organisation));
        Assert.Contains("KZ_MC", seen[1].Content!.Fields);
        Assert.Equal([first.Receipt.Index], _uses.Of(_ledger.Company, second.Receipt.Index).Select(use => use.Index));
        Assert.Empty(_uses.Of(_ledger.Person("stranger", ("111", ConsentLedger.Mother)), before: null));
        using LedgerRead rows = _ledger.Parties.Writer.Read();
        foreach (long index in (long[])[consent.Consent.Index, first.Receipt.Index, second.Receipt.Index])
        {
            string body = Encoding.UTF8.GetString(rows.Get(Column.Bodies, RowKey.Of(index))!);
            string[] personal = [SampleLicences.Lanchuan.Code, SampleLicences.Lanchuan.Name, _licence, "clerk-9", "KZ_MC", ConsentLedger.FoodItem, "BJ-2026-0042", "JC-2026-0007"];
            Assert.All(personal, text => Assert.DoesNotContain(text, body, StringComparison.Ordinal));
        }
    }

    private Task<MadeUse> UseAsync(UseRequest request, UseCaller? caller = null, RequestKey? key = null) =>
        _uses.UseAsync(caller ?? ConsentLedger.Caller(), request, key ?? _ledger.NewKey(), CancellationToken.None);

    private Task<LedgerException> NotInForceAsync(OpenedConsent consent) =>
        ConsentLedger.RefusedAsync(LedgerError.ConsentNotInForce, () => UseAsync(ConsentLedger.Use(consent)));
}
