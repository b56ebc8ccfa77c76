using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Renewals;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Renewals;

/// <summary>The health authority of Putuo and the clinic 上海普惠康门诊部, whose licence ends on 26 March 2026.</summary>
internal sealed class RenewalLedger : IAsyncDisposable
{
    public const string Authority = IssuingLedger.Stranger;
    public const string Stranger = IssuingLedger.Issuer;
    public const string ClinicCode = "91310107MADEM002XC";
    public const string ClinicName = "上海普惠康门诊部有限公司";

    public static readonly DateOnly LastDay = new(2026, 3, 26);

    /// <summary>What this ledger cannot check of a clinic without a 营业执照 here.</summary>
    public static readonly string[] LeftToTheDepartment = ["holder-in-force", "materials/CL030101", "materials/CL030102"];

    private static readonly Decision Ground = new("《医疗机构管理条例》第十四条", new DateOnly(2020, 3, 1), "clerk-7");

    public RenewalLedger() => Register = new RenewalRegister(Ledger.Parties.Writer, LicenceTypes.Embedded(), MaterialTypes.Embedded(), Ledger.Register, Ledger.Parties.Secrets, Ledger.Clock);

    public IssuingLedger Ledger { get; } = new();

    public RenewalRegister Register { get; }

    public RenewalApplications Applications => new(
        Ledger.Parties.Writer, Register, new RenewalApplicationTable(IssuingLedger.Origin, Ledger.Parties.Secrets), Ledger.Parties.Secrets, Ledger.Clock);

    public long Size => Ledger.Parties.Writer.Head!.Size;

    public static IssueLicence Request(string serial = "DJH001", DateOnly? lastDay = null)
    {
        DateOnly last = lastDay ?? LastDay;
        return new IssueLicence(
            "11100000MBDEM9028T001",
            Authority,
            serial,
            "PDY00001631010719D1202",
            new HolderIdentity(ClinicName, "001", ClinicCode),
            new Validity(last.AddYears(-5).AddDays(1), last),
            new Dictionary<string, string>
            {
                ["DJH"] = "PDY00001631010719D1202",
                ["JGMC"] = ClinicName,
                ["DZ"] = "上海市普陀区曹杨路450号3层",
                ["FDDBR"] = "陆景明",
                ["ZYFZR"] = "方若溪",
                ["SYZXS"] = "股份制",
                ["CW"] = "床位 0 张，牙椅 4 台",
                ["ZLKM"] = "内科；口腔科；中医科",
                ["YXQZ"] = LicenceDate.Format(last),
            },
            Ground);
    }

    /// <summary>The clinic's licence, checked in time.</summary>
    public async Task<string> IssueCheckedAsync(string serial = "DJH001", DateOnly? lastDay = null)
    {
        string identifier = await IssueAsync(Request(serial, lastDay));
        await Ledger.Register.CheckAsync(On(identifier, $"check {serial}"), passed: true, new DateOnly(2026, 12, 31), CancellationToken.None);
        return identifier;
    }

    public async Task<string> IssueAsync(IssueLicence request) => (await Ledger.Register.IssueAsync(
        request.Issuer, request, IssuingLedger.Key($"issue {request.Issuer} {request.Serial}"), CancellationToken.None)).Licence.Identifier.ToString();

    public RenewalDraft Draft(string identifier) => Register.Draft(Authority, identifier);

    public Task<IssuedLicence> ConfirmAsync(RenewalDraft draft, string key = "confirm", params string[] @checked) => Register.ConfirmAsync(
        Authority,
        draft.Licence.Identifier.ToString(),
        new RenewalConfirmation(draft.Digest, "suishenban-4711", @checked),
        Ground,
        IssuingLedger.Key(key),
        CancellationToken.None);

    public static LicenceDecision On(string identifier, string key) => IssuingLedger.On(identifier, key, Authority);

    public Licence Read(string identifier) => Ledger.Register.Open(Authority, identifier).Licence;

    public async Task<LedgerException> RefusedAsync(Func<Task> act)
    {
        long before = Size;
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(act);
        Assert.Equal(before, Size);
        return refused;
    }

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();
}
