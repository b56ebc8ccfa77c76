using Ledger.Crypto.Verification;
using Ledger.Node.Consents;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Consents;

public sealed class GuardianshipTests : IAsyncDisposable
{
    private static readonly HolderCode Child = new("111", ConsentLedger.Child);

    private readonly ConsentLedger _ledger = new();

    private SignedInPerson Mother => _ledger.Person("mother", ("111", ConsentLedger.Mother));

    private ConsentTerms Terms => _ledger.Terms with { Licences = [new LicenceScope(ConsentLedger.PermitType, null)], Items = [ConsentLedger.CardItem] };

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task A_parent_named_by_the_birth_certificate_consents_for_the_child_and_takes_it_back()
    {
        _ = await _ledger.IssueBirthAsync();
        OpenedConsent consent = await _ledger.GrantAsync(Terms, Mother, Child);
        Assert.True(consent.Consent.IsByGuardian);
        Assert.Equal([consent.Consent.Name], _ledger.Register.Of(Mother, after: null).Select(one => one.Consent.Name));
        await _ledger.WithdrawAsync(consent.Consent, Mother);
        Assert.Equal(ConsentState.Withdrawn, _ledger.Register.StateOf(_ledger.Now(consent)));
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task A_father_consents_as_well_and_other_provinces_are_shown_his_number_alone()
    {
        string father = CitizenNumber.Complete("31010019870304001").Value;
        _ = await _ledger.IssueBirthAsync(more: KeyValuePair.Create("FQSFZJH", father));
        ConsentTerms elsewhere = Terms with { Licences = [], Sources = [new SourceScope(ConsentLedger.Neighbours[0], Terms.Licences, [])] };
        OpenedConsent consent = await _ledger.GrantAsync(elsewhere, _ledger.Person("father", ("111", father)), Child);
        Assert.Equal(father, consent.Guardian!.Code);
        LicenceDocument shown = _ledger.Register.ShowGuardian(consent).Shown;
        Assert.Equal((father, null), (shown["KZ_FQSFZJH"], shown["KZ_MQSFZJH"]));
        Assert.True(Guardianship.Names(shown, Child, father));
        Assert.False(Guardianship.Names(shown, Child, ConsentLedger.Mother));
    }

    [Fact]
    public async Task Nobody_else_consents_for_a_child_and_the_answer_is_the_same_for_a_child_that_nobody_knows()
    {
        _ = await _ledger.IssueBirthAsync();
        SignedInPerson stranger = _ledger.Person("stranger", ("111", "340100196505190091"));
        LedgerException known = await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => _ledger.GrantAsync(Terms, stranger, Child));
        LedgerException unknown = await ConsentLedger.RefusedAsync(
            LedgerError.NotAllowed, () => _ledger.GrantAsync(Terms, stranger, new HolderCode("111", CitizenNumber.Complete("31010720200101002").Value)));
        Assert.Equal(known.English, unknown.English);
    }

    [Fact]
    public async Task A_minor_alone_does_not_consent()
    {
        _ = await _ledger.IssueBirthAsync();
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => _ledger.GrantAsync(Terms, _ledger.Person("child", ("111", ConsentLedger.Child))));
    }

    [Fact]
    public async Task From_the_eighteenth_birthday_on_the_child_consents_and_the_parent_no_more()
    {
        _ = await _ledger.IssueBirthAsync();
        SignedInPerson child = _ledger.Person("child", ("111", ConsentLedger.Child));
        _ledger.Clock.Now = new DateTimeOffset(2039, 2, 28, 15, 59, 59, TimeSpan.Zero); // the last second in China of being 17
        _ = await _ledger.GrantAsync(Terms, Mother, Child);
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => _ledger.GrantAsync(Terms, child));
        _ledger.Clock.Now += TimeSpan.FromSeconds(1);
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => _ledger.GrantAsync(Terms, Mother, Child));
        _ = await _ledger.GrantAsync(Terms, child);
    }

    [Fact]
    public async Task A_certificate_that_is_suspended_or_disputed_makes_nobody_a_guardian()
    {
        string identifier = (await _ledger.IssueBirthAsync()).Licence.Identifier.ToString();
        await _ledger.Issuing.Register.SuspendAsync(IssuingLedger.On(identifier, "suspend", IssuingLedger.Stranger), until: null, CancellationToken.None);
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => _ledger.GrantAsync(Terms, Mother, Child));
        await _ledger.Issuing.Register.ResumeAsync(IssuingLedger.On(identifier, "resume", IssuingLedger.Stranger), CancellationToken.None);
        _ = await _ledger.GrantAsync(Terms, Mother, Child);
    }
}
