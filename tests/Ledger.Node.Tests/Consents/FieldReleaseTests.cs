using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Consents;

public sealed class FieldReleaseTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly LicenceTypes Types = LicenceTypes.Embedded();
    private static readonly BasisClaim Letter = new(UseBasis.Assistance, Number: "沪行协〔2026〕7 号");

    private readonly ConsentLedger _ledger = new();
    private LicenceDocument _business = null!;
    private LicenceDocument _birth = null!;

    public async Task InitializeAsync()
    {
        IssuedLicence business = await _ledger.IssueBusinessAsync();
        IssuedLicence birth = await _ledger.IssueBirthAsync();
        using LedgerRead rows = _ledger.Parties.Writer.Read();
        _business = LicenceContents.Open(rows, _ledger.Parties.Vault, business.Licence).Document;
        _birth = LicenceContents.Open(rows, _ledger.Parties.Vault, birth.Licence).Document;
    }

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask; // the other one does it

    [Theory]
    [InlineData("Consent", true, true)]
    [InlineData("Consent", false, true)]
    [InlineData("Duty", false, true)]
    [InlineData("Inspection", true, true)]
    [InlineData("Inspection", false, false)]
    [InlineData("Assistance", false, false)]
    public void An_internal_field_leaves_the_province_by_consent_or_duty_only(string basis, bool isAtHome, bool isGiven)
    {
        FieldRelease release = new(Types.Find(ConsentLedger.BusinessType), Enum.Parse<UseBasis>(basis), isAtHome);
        IReadOnlyList<string> given = release.Of(_business, asked: null, opened: null);
        Assert.Equal(isGiven, given.Contains("KZ_FDDBR"));
        Assert.Contains("KZ_MC", given);
        Assert.Contains(FaceNames.Holder, given);
        if (!isGiven)
        {
            LedgerException refusal = Assert.Throws<LedgerException>(() => release.Of(_business, ["KZ_MC", "KZ_FDDBR"], opened: null));
            Assert.Equal((LedgerError.NotAllowed, "/fields/1"), (refusal.Error, refusal.Field));
        }
    }

    [Theory]
    [InlineData("Consent", true)]
    [InlineData("Consent", false)]
    [InlineData("Duty", false)]
    [InlineData("Assistance", true)]
    public void A_sensitive_field_is_given_where_the_request_or_the_consent_names_it(string basis, bool isAtHome)
    {
        FieldRelease release = new(Types.Find(Guardianship.BirthCertificate), Enum.Parse<UseBasis>(basis), isAtHome);
        string[] sensitive = [.. _birth.Fields.Select(field => field.Name).Where(name => name.StartsWith("KZ_", StringComparison.Ordinal)), "CZZT", "CZZTDM"];
        Assert.Empty(release.Of(_birth, asked: null, opened: null).Intersect(sensitive));
        Assert.Equal(["KZ_MQXM"], release.Of(_birth, ["KZ_MQXM"], opened: null));
        Assert.Equal(["KZ_XSEXM", "KZ_MQXM"], release.Of(_birth, asked: null, ["KZ_MQXM", "KZ_XSEXM", "KZ_ABSENT"]));
    }

    [Fact]
    public async Task A_use_that_names_no_field_gives_none_that_is_sensitive_and_its_log_says_which_were_given()
    {
        UseCaller issuer = ConsentLedger.Caller(IssuingLedger.Stranger);
        UseRequest request = ConsentLedger.Use(Letter) with { Holder = new HolderCode("111", ConsentLedger.Child), Licence = Guardianship.BirthCertificate };
        MadeUse use = await UseAsync(request, issuer);
        Assert.DoesNotContain(use.Document.Fields, field => field.Name.StartsWith("KZ_", StringComparison.Ordinal) || field.Name == FaceNames.Holder);
        Assert.Equal("出生医学证明", use.Document[FaceNames.LicenceName]);
        MadeUse named = await UseAsync(request with { Fields = ["KZ_MQXM"] }, issuer);
        Assert.Equal("沈知夏", named.Document["KZ_MQXM"]);
        Assert.Null(named.Document["KZ_MQSFZJH"]);
    }

    [Fact]
    public async Task Another_province_gets_nothing_internal_by_a_letter()
    {
        UseCaller suzhou = ConsentLedger.Caller(ConsentLedger.Elsewhere, ConsentLedger.BusinessType);
        MadeUse use = await UseAsync(ConsentLedger.Use(Letter), suzhou);
        Assert.NotNull(use.Document["KZ_MC"]);
        Assert.Null(use.Document["KZ_FDDBR"]);
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => UseAsync(ConsentLedger.Use(Letter, "KZ_FDDBR"), suzhou));
    }

    private Task<MadeUse> UseAsync(UseRequest request, UseCaller caller) =>
        _ledger.Uses().UseAsync(caller, request, _ledger.NewKey(), CancellationToken.None);
}
