using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Consents;
using Ledger.Node.Log;
using Ledger.Node.SignIn;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Consents;

public sealed class ConsentRegisterTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly ConsentLedger _ledger = new();

    public async Task InitializeAsync() => _ = await _ledger.IssueBusinessAsync();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask; // the other one does it

    [Fact]
    public async Task A_consent_is_granted_listed_and_withdrawn_and_the_status_map_says_so()
    {
        RequestKey key = _ledger.NewKey();
        OpenedConsent consent = await _ledger.GrantAsync(key: key);
        Assert.Equal(consent.Consent.Name, (await _ledger.GrantAsync(key: key)).Consent.Name);
        Assert.Equal(["KZ_MC", "KZ_ZS"], Assert.Single(consent.Terms.Licences).Fields);
        Assert.Equal((ConsentState.Live, 0L, 2L), (_ledger.Register.StateOf(consent.Consent), consent.Consent.Used, consent.Consent.Count));
        Assert.Equal(SubjectStatus.Valid, _ledger.StatusOf(ConsentTable.Subject(consent.Consent.Handle))!.Status);
        Assert.Equal([consent.Consent.Name], _ledger.Register.Of(_ledger.Company, after: null).Select(one => one.Consent.Name));
        Assert.Empty(_ledger.Register.Of(_ledger.Company, consent.Consent.Index));

        RequestKey withdrawal = _ledger.NewKey();
        LogReceipt receipt = await _ledger.WithdrawAsync(consent.Consent, key: withdrawal);
        Assert.Equal(receipt.Index, (await _ledger.WithdrawAsync(consent.Consent, key: withdrawal)).Index);
        Assert.Equal(ConsentState.Withdrawn, _ledger.Register.StateOf(_ledger.Now(consent)));
        Assert.Equal(SubjectStatus.Withdrawn, _ledger.StatusOf(ConsentTable.Subject(consent.Consent.Handle))!.Status);
        await ConsentLedger.RefusedAsync(LedgerError.WrongState, () => _ledger.WithdrawAsync(consent.Consent));
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task Who_is_shown_the_content_can_tell_that_it_is_the_one_on_the_log()
    {
        OpenedConsent consent = await _ledger.GrantAsync();
        using LedgerRead rows = _ledger.Parties.Writer.Read();
        byte[] sealedContent = rows.Get(Column.Sealed, RowKey.Of(consent.Consent.Index))!;
        byte[] content = _ledger.Parties.Vault.Open(rows, consent.Consent.Holder, "consent", sealedContent);
        Assert.Equal(consent.Consent.ContentSm3, ByteString.CopyFrom(Sm3.Hash(content).Span));
        Assert.Equal(32, ConsentContent.Parser.ParseFrom(content).Salt.Length);
        string body = Encoding.UTF8.GetString(rows.Get(Column.Bodies, RowKey.Of(consent.Consent.Index))!);
        foreach (string personal in (string[])[SampleLicences.Lanchuan.Code, SampleLicences.Lanchuan.Name, ConsentLedger.Recipient, ConsentLedger.FoodItem, "KZ_MC"])
        {
            Assert.DoesNotContain(personal, body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Terms_are_refused_with_the_field_at_fault()
    {
        ConsentTerms good = _ledger.Terms;
        LicenceScope business = good.Licences[0];
        (ConsentTerms Terms, string Field)[] wrong =
        [
            (good with { Licences = [] }, "/licences"),
            (good with { Licences = [business, business] }, "/licences"),
            (good with { Licences = [new LicenceScope("11100000MBDEM901XT999", null)] }, "/licences/0/licence"),
            (good with { Licences = [new LicenceScope(SampleLicences.MedicineType, null)] }, "/licences/0/licence"), // no item needs it
            (good with { Licences = [business with { Fields = [] }] }, "/licences/0/fields"),
            (good with { Licences = [business with { Fields = ["KZ_NONE"] }] }, "/licences/0/fields"),
            (good with { Materials = ["CL020101"] }, "/materials/0"),
            (good with { Authorities = [] }, "/authorities"),
            (good with { Authorities = ["11310105MBDEM0015X"] }, "/authorities"),
            (good with { Provinces = ["310100"] }, "/provinces"),
            (good with { Items = [] }, "/items"),
            (good with { Items = [ConsentLedger.FoodItem[..30] + "9"] }, "/items/0"),
            (good with { From = _ledger.Clock.Now.AddMilliseconds(-1) }, "/from"),
            (good with { Sources = [new SourceScope("310000", [business], [])] }, "/sources/0/province"),
            (good with { Sources = [new SourceScope("320000", [], [])] }, "/sources/0"),
            (good with { Sources = [new SourceScope("320000", [business], []), new SourceScope("320000", [business], [])] }, "/sources"),
            (good with { Sources = [new SourceScope("320000", [business with { Fields = [] }], [])] }, "/sources/0/licences/0/fields"),
            (good with { Sources = [new SourceScope("320000", [], ["CL020101"])] }, "/sources/0/materials/0"),
            (good with { Sources = [.. ConsentLedger.Neighbours[..(ConsentLimits.Sources + 1)].Select(province => new SourceScope(province, [business], []))] }, "/sources"),
            (good with { Count = 0 }, "/count"),
            (good with { Count = ConsentLimits.Uses + 1 }, "/count"),
            (good with { To = _ledger.Clock.Now + ConsentLimits.Shortest - TimeSpan.FromMilliseconds(1) }, "/to"),
            (good with { To = _ledger.Clock.Now + ConsentLimits.Longest + TimeSpan.FromMilliseconds(1) }, "/to"),
        ];
        foreach ((ConsentTerms terms, string field) in wrong)
        {
            LedgerException refusal = await ConsentLedger.RefusedAsync(LedgerError.InvalidField, () => _ledger.GrantAsync(terms));
            Assert.Contains(field, refusal.Fields.Select(fault => fault.Field));
        }

        _ = await _ledger.GrantAsync(good with { Count = ConsentLimits.Uses, To = _ledger.Clock.Now + ConsentLimits.Longest, Materials = ["CL030101"] });
        OpenedConsent many = await _ledger.GrantAsync(
            good with { Licences = [], Sources = [.. ConsentLedger.Neighbours[..ConsentLimits.Sources].Select(province => new SourceScope(province, [business], []))] });
        Assert.Equal(ConsentLimits.Sources, many.Sources.Count(source => source.Outcome == SourceOutcome.Waiting));
        using (Ledger.Node.Log.LedgerRead rows = _ledger.Parties.Writer.Read())
        {
            Assert.Contains(Ledger.Node.Holdings.ErasureRules.Obstacles(rows, many.Consent.Holder, DateOnly.MinValue), obstacle => obstacle.Code == "consent-elsewhere");
        }

        _ = await _ledger.GrantAsync(good with { Authorities = [], Provinces = ["320000"], To = _ledger.Clock.Now + ConsentLimits.Shortest });
    }

    [Fact]
    public async Task A_person_reads_first_what_counts_then_what_ended_each_the_newest_first_and_a_page_at_a_time()
    {
        List<string> counting = [];
        List<string> ended = [];
        for (int i = 0; i < ConsentRegister.MostListed + 4; i++)
        {
            OpenedConsent consent = await _ledger.GrantAsync();
            bool stays = i is 0 or 50;
            (stays ? counting : ended).Insert(0, consent.Consent.Name);
            if (!stays)
            {
                await _ledger.WithdrawAsync(consent.Consent);
            }
        }

        (IReadOnlyList<OpenedConsent> first, long? next) = _ledger.Register.CountingFirst(_ledger.Company, before: null);
        Assert.Equal([.. counting, .. ended[..ConsentRegister.MostListed]], first.Select(consent => consent.Consent.Name));
        (IReadOnlyList<OpenedConsent> second, long? last) = _ledger.Register.CountingFirst(_ledger.Company, next);
        Assert.Equal(ended[ConsentRegister.MostListed..], second.Select(consent => consent.Consent.Name));
        Assert.Null(last);
    }

    [Fact]
    public async Task A_list_has_20_entries_and_no_more()
    {
        string[] provinces = [.. Enumerable.Range(11, 60).Select(two => $"{two}0000").Where(Ledger.Node.Catalogue.ProvinceCode.IsKnown)];
        _ = await _ledger.GrantAsync(_ledger.Terms with { Provinces = provinces[..ConsentLimits.Entries] });
        await ConsentLedger.RefusedAsync(
            LedgerError.InvalidField, () => _ledger.GrantAsync(_ledger.Terms with { Provinces = provinces[..(ConsentLimits.Entries + 1)] }));
    }

    [Fact]
    public async Task A_stranger_s_consent_is_as_good_as_absent()
    {
        OpenedConsent consent = await _ledger.GrantAsync();
        SignedInPerson stranger = _ledger.Person("stranger", ("001", "91310000MADEM0020X"));
        LedgerException there = await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => _ledger.WithdrawAsync(consent.Consent, stranger));
        LedgerException absent = await ConsentLedger.RefusedAsync(
            LedgerError.NotFound, () => _ledger.Register.WithdrawAsync(stranger, new string('0', 32), _ledger.NewKey(), CancellationToken.None));
        Assert.Equal(absent.Chinese, there.Chinese);
        Assert.Empty(_ledger.Register.Of(stranger, after: null));
        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => _ledger.GrantAsync(who: stranger));
        await ConsentLedger.RefusedAsync(LedgerError.MissingField, () => _ledger.GrantAsync(who: _ledger.Person("two", ("001", SampleLicences.Lanchuan.Code), ("111", ConsentLedger.Mother))));
    }

    [Fact]
    public async Task Two_hundred_consents_count_at_a_time_and_withdrawn_ones_do_not()
    {
        OpenedConsent first = await _ledger.GrantAsync();
        await Task.WhenAll(Enumerable.Range(1, ConsentLimits.LiveOfHolder - 1).Select(_ => _ledger.GrantAsync()));
        await ConsentLedger.RefusedAsync(LedgerError.TooLarge, () => _ledger.GrantAsync());
        await _ledger.WithdrawAsync(first.Consent);
        _ = await _ledger.GrantAsync();
        Assert.Equal(ConsentRegister.MostListed, _ledger.Register.Of(_ledger.Company, after: null).Count);
    }

    [Fact]
    public async Task Erasing_the_holder_takes_the_consent_s_content_with_it_and_leaves_its_status()
    {
        OpenedConsent consent = await _ledger.GrantAsync();
        await _ledger.Parties.Holders.EraseAsync(consent.Consent.Holder, CancellationToken.None);
        Assert.Empty(_ledger.Register.Of(_ledger.Company, after: null));
        Assert.Equal(SubjectStatus.Valid, _ledger.StatusOf(ConsentTable.Subject(consent.Consent.Handle))!.Status);
        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => _ledger.GrantAsync());
    }
}
