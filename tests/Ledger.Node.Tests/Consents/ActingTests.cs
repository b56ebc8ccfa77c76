using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.SignIn;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Consents;

/// <summary>For whom a person acts is asked again each time: the right ends with the certificate, and on a birthday.</summary>
public sealed class ActingTests : IAsyncDisposable
{
    private readonly ConsentLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    private SignedInPerson Mother => _ledger.Person("mother", ("111", ConsentLedger.Mother), ("001", SampleLicences.Lanchuan.Code));

    private Acting Acting => new(
        _ledger.Parties.Writer, _ledger.Parties.Holders, new Guardianship(_ledger.Parties.Holders, _ledger.Parties.Vault), _ledger.Clock);

    [Fact]
    public async Task A_parent_acts_for_the_child_until_the_eighteenth_birthday_in_China()
    {
        await _ledger.IssueBirthAsync();
        SignedInPerson chosen = Choose(Mother, "111", ConsentLedger.Child);
        ActedFor acted = Acting.Require(chosen)!;
        Assert.Equal(("沈一诺", true, 1), (acted.Holder.Name, acted.Who.IsGuardian, acted.Who.Holders.Count));
        Assert.Equal(Mother.Holders, acted.Who.Themselves.Holders);
        Assert.Equal("沈一诺", Acting.Require(acted.Who)!.Holder.Name); // asked again of who acts already

        _ledger.Clock.Now = new DateTimeOffset(2039, 2, 28, 23, 59, 59, TimeSpan.FromHours(8));
        Assert.NotNull(Acting.Require(chosen));
        _ledger.Clock.Now = new DateTimeOffset(2039, 3, 1, 0, 0, 0, TimeSpan.FromHours(8));
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => Task.FromResult(Acting.Require(chosen)));
        Assert.Null(Acting.Find(chosen));
    }

    [Fact]
    public async Task The_right_rests_while_the_certificate_is_disputed()
    {
        IssuedLicence birth = await _ledger.IssueBirthAsync();
        SignedInPerson chosen = Choose(Mother, "111", ConsentLedger.Child);
        await _ledger.Parties.Writer.WriteAsync(write => write.Append(new LicenceDisputed { Handle = birth.Licence.Handle }), CancellationToken.None);
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => Task.FromResult(Acting.Require(chosen)));
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => Task.FromResult(Choose(Mother, "111", ConsentLedger.Child)));
    }

    [Fact]
    public async Task Nobody_acts_for_a_child_of_others_a_grown_up_or_a_company_of_others()
    {
        await _ledger.IssueBirthAsync();
        await _ledger.IssueBusinessAsync();
        SignedInPerson stranger = _ledger.Person("stranger", ("111", "310100197903050018"));
        foreach ((string type, string code) in new[] { ("111", ConsentLedger.Child), ("111", ConsentLedger.Mother), ("001", SampleLicences.Lanchuan.Code) })
        {
            await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => Task.FromResult(Choose(stranger, type, code)));
        }

        await ConsentLedger.RefusedAsync(LedgerError.InvalidField, () => Task.FromResult(Choose(stranger, "111", "310107202103010041")));
        Assert.Null(Acting.Require(stranger));
    }

    [Fact]
    public async Task Who_acts_for_their_company_is_no_guardian_and_only_the_company()
    {
        await _ledger.IssueBusinessAsync();
        ActedFor acted = Acting.Require(Choose(Mother, "001", SampleLicences.Lanchuan.Code))!;
        Assert.Equal((false, SampleLicences.Lanchuan.Name), (acted.Who.IsGuardian, acted.Holder.Name));
        Assert.Equal(Mother.Holders[1], Assert.Single(acted.Who.Holders));
    }

    [Fact]
    public async Task A_consent_granted_while_acting_is_a_guardians_and_listed_with_the_child_alone()
    {
        await _ledger.IssueBirthAsync();
        SignedInPerson acting = Acting.Require(Choose(Mother, "111", ConsentLedger.Child))!.Who;
        ConsentTerms terms = _ledger.Terms with { Licences = [new LicenceScope(ConsentLedger.PermitType, null)], Items = [ConsentLedger.CardItem] };
        OpenedConsent granted = await _ledger.GrantAsync(terms, acting);
        Assert.True(granted.Consent.IsByGuardian);
        Assert.Equal(granted.Consent.Handle, Assert.Single(_ledger.Register.Of(acting, after: null)).Consent.Handle);
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => _ledger.GrantAsync(terms, acting, new HolderCode("111", ConsentLedger.Mother)));
        await _ledger.WithdrawAsync(granted.Consent, acting);
    }

    private SignedInPerson Choose(SignedInPerson who, string type, string code) =>
        who with { ActsFor = Acting.Choose(who, new HolderCode(type, code)).Lookup };
}
