using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Inspections;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.SignIn;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Licences;
using Ledger.Node.Tests.Materials;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Node.Tests.Consents;

/// <summary>A ledger with licences, whose holders consent.</summary>
internal sealed class ConsentLedger : IAsyncDisposable
{
    /// <summary>食品经营许可新办: needs a business licence.</summary>
    public const string FoodItem = "11310105MBDEM0015E4310131012000";

    /// <summary>社会保障卡申领: needs a residence permit.</summary>
    public const string CardItem = "11310000MBDEM0058E2312014020000";

    public const string BusinessType = "11100000MBDEM901XT001";
    public const string PermitType = "11100000MBDEM9036M001";

    /// <summary>平面图, which the same item needs.</summary>
    public const string PlanType = "CL030101";

    /// <summary>Two whom consents are given to.</summary>
    public const string Recipient = "11310105MBDEM0015E";
    public const string Elsewhere = "12320500MBDEM10267";

    public const string Mother = "310100198806120023";
    public const string Child = "310107202103010040";

    /// <summary>Provinces with which it exchanges: one more than a consent may name.</summary>
    public static readonly string[] Neighbours = ["320000", "330000", "340000", "350000", "360000", "370000", "410000", "420000", "430000"];

    private int _requests;

    public ConsentLedger()
    {
        Materials = new MaterialLedger();
        Register = new ConsentRegister(
            Parties.Writer, Parties.Holders, Parties.Vault,
            new ConsentRules(LicenceTypes.Embedded(), MaterialTypes.Embedded(), ServiceItems.Embedded(), Neighbours), new Guardianship(Parties.Holders, Parties.Vault), Clock);
        Inspections = new InspectionRegister(
            Parties.Writer, Parties.Secrets, new Ledger.Node.Parties.NodeVault(IssuingLedger.Origin, "inspection", Parties.Secrets.InspectionKey), Clock);
        Assisted = new AssistedConsents(
            Parties.Writer, Parties.Holders, Register, new AssistedVault(IssuingLedger.Origin, Parties.Secrets), Parties.Secrets, Clock);
    }

    /// <summary>Inspection plans.</summary>
    public InspectionRegister Inspections { get; }

    /// <summary>Registers an inspection of the company, by and for whoever reads in these tests.</summary>
    public Task<OpenedInspection> PlanAsync(string number = "JC-2026-0007", string registeredBy = Recipient, (string CodeType, string Code)? subject = null) => Inspections.RegisterAsync(
        registeredBy,
        new InspectionPlan(
            number, "日常检查", [subject ?? ("001", SampleLicences.Lanchuan.Code)], ["clerk-9"],
            [.. new[] { Recipient, IssuingLedger.Issuer, IssuingLedger.Stranger, MaterialLedger.Authority, Elsewhere }.Distinct().Where(other => other != registeredBy)],
            From: null, Clock.Now.AddDays(30)),
        ("system", "clerk-1"), NewKey(), CancellationToken.None);

    public UseRegister Uses(UseOptions? options = null)
    {
        UseOptions set = options ?? new UseOptions();
        (LicenceTypes types, MaterialTypes materialTypes) = (LicenceTypes.Embedded(), MaterialTypes.Embedded());
        GivenConsents given = new(ServiceItems.Embedded(), Parties.Holders, Parties.Vault);
        return new UseRegister(
            Parties.Writer, new UseFinder(types, given, Inspections, Parties.Holders), new MaterialUseFinder(materialTypes, Materials.Register, given, Inspections, Parties.Holders), types, materialTypes,
            Materials.Register, Parties.Vault, Parties.Secrets, set, new UseAlarm(set, Clock, NullLogger<UseAlarm>.Instance), Clock);
    }

    public IssuingLedger Issuing => Materials.Issuing;

    /// <summary>The same ledger's materials.</summary>
    public MaterialLedger Materials { get; }

    public Ledger.Node.Tests.Parties.PartyLedger Parties => Issuing.Parties;

    public TestClock Clock => Issuing.Clock;

    public ConsentRegister Register { get; }

    public AssistedConsents Assisted { get; }

    /// <summary>Who acts for the company of <see cref="SampleLicences"/>.</summary>
    public SignedInPerson Company => Person("company", ("001", SampleLicences.Lanchuan.Code));

    /// <summary>Good terms for a day and two uses.</summary>
    public ConsentTerms Terms => new(
        [new LicenceScope(BusinessType, ["KZ_MC", "KZ_ZS"])], [], [Recipient], [], [FoodItem], From: null, Clock.Now.AddDays(1), 2);

    public SignedInPerson Person(string subject, params (string Type, string Code)[] holders) => new(
        "test", Parties.Holders.PersonOf("https://provider.example", subject),
        [.. holders.Select(holder => Parties.Holders.LookupOf(holder.Type, holder.Code))], [], "", Clock.Now, HasStepUpAcr: true);

    public Task<OpenedConsent> GrantAsync(ConsentTerms? terms = null, SignedInPerson? who = null, HolderCode? of = null, RequestKey? key = null) =>
        Register.GrantAsync(who ?? Company, of, terms ?? Terms, key ?? NewKey(), CancellationToken.None);

    public Task<LogReceipt> WithdrawAsync(Consent consent, SignedInPerson? who = null, RequestKey? key = null) =>
        Register.WithdrawAsync(who ?? Company, consent.Name, key ?? NewKey(), CancellationToken.None);

    /// <summary>A system of an authority, to which nothing is shared unless said.</summary>
    public static UseCaller Caller(string authority = Recipient, params string[] shares) => new($"system of {authority}", new ReadingRight(authority, shares));

    /// <summary>A good request to use a business licence.</summary>
    public static UseRequest Use(BasisClaim claim, params string[] fields) => new(
        new HolderCode("001", SampleLicences.Lanchuan.Code), BusinessType, fields.Length == 0 ? null : fields,
        new UsePurpose("长宁区市场监督管理局", "clerk-9", "食品经营许可新办", FoodItem, "BJ-2026-0042", "核验经营主体"), claim);

    /// <summary>A good request to use a floor plan.</summary>
    public static MaterialUseRequest UsePlan(BasisClaim claim, string material = PlanType) => new(Use(claim).Holder, material, Fields: null, Use(claim).Purpose, claim);

    /// <summary>On a consent.</summary>
    public static MaterialUseRequest UsePlan(OpenedConsent consent, string material = PlanType) =>
        UsePlan(new BasisClaim(UseBasis.Consent, consent.Consent.Name), material);

    /// <summary>On a consent.</summary>
    public static UseRequest Use(OpenedConsent consent, params string[] fields) =>
        Use(new BasisClaim(UseBasis.Consent, consent.Consent.Name), fields);

    public RequestKey NewKey() => IssuingLedger.Key($"request {Interlocked.Increment(ref _requests)}");

    public Task<IssuedLicence> IssueBusinessAsync() => Issuing.IssueAsync(SampleLicences.Business(), "business");

    /// <summary>Issues the child's certificate of birth, which names the mother, and says what else is given.</summary>
    public Task<IssuedLicence> IssueBirthAsync(string child = Child, string serial = "M310000001", params KeyValuePair<string, string>[] more) => Issuing.IssueAsync(
        new IssueLicence(
            Guardianship.BirthCertificate, IssuingLedger.Stranger, serial, serial, new HolderIdentity("沈一诺", "111", child), new Validity(new DateOnly(2026, 1, 1), null),
            new Dictionary<string, string>(more)
            {
                ["CSYXZMBH"] = serial,
                ["XSEXM"] = "沈一诺",
                ["XB"] = "女",
                ["CSSJ"] = "2021-03-01 08:15",
                ["CSYZ"] = "39+2",
                ["TZ"] = "3250",
                ["SC"] = "50",
                ["CSD"] = "上海市普陀区",
                ["JSJG"] = "普陀区妇婴保健院（演示）",
                ["MQXM"] = "沈知夏",
                ["MQSFZJH"] = Mother,
            },
            IssuingLedger.Ground),
        serial);

    /// <summary>What the status map says of a consent.</summary>
    public Ledger.Crypto.Transparency.StatusEntry? StatusOf(MapSubject subject)
    {
        using LedgerRead rows = Parties.Writer.Read();
        Digest key = subject.KeyIn(IssuingLedger.Origin);
        return rows.Get(Column.StatusEntries, key.Span) is byte[] row ? LogRows.ReadStatusEntry(row) : null;
    }

    /// <summary>A consent as it is now.</summary>
    public Consent Now(OpenedConsent consent)
    {
        using LedgerRead rows = Parties.Writer.Read();
        return ConsentTable.Find(rows, consent.Consent.Handle)!;
    }

    public static async Task<LedgerException> RefusedAsync(LedgerError error, Func<Task> act)
    {
        LedgerException refusal = await Assert.ThrowsAsync<LedgerException>(act);
        Assert.True(refusal.Error == error, $"{refusal.Error}: {refusal.English}");
        return refusal;
    }

    public ValueTask DisposeAsync() => Materials.DisposeAsync();
}
