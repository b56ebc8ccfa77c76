using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Seals;
using Ledger.Node.Tests.Parties;
using Ledger.Node.Tests.Seals;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Node.Tests.Licences;

/// <summary>A register of licences over a ledger in a temporary folder, with the keys of two authorities.</summary>
internal sealed class IssuingLedger : IAsyncDisposable
{
    public const string Origin = "ledger.example/test";
    public const string Issuer = "11310105MBDEM0015E";
    public const string Stranger = "11310107MBDEM00236";

    /// <summary>A ground for anything.</summary>
    public static readonly Decision Ground = new("《中华人民共和国市场主体登记管理条例》第二十四条", new DateOnly(2026, 3, 1), "clerk-1");

    private readonly TemporaryFolder _folder = new();
    private readonly SealWorkshop? _workshop;

    /// <param name="takesSealsOver">Whether the seals of the key folder are entered, with a grant for everything, as a node does when it starts.</param>
    /// <param name="makesSeals">Whether the key folder has a seal maker's keys instead of authorities'.</param>
    public IssuingLedger(bool takesSealsOver = true, bool makesSeals = false)
    {
        if (makesSeals)
        {
            Seals.WriteWorkshop(_folder.Path);
        }
        else
        {
            Seals.Write(_folder.Path, Issuer);
            Seals.Write(_folder.Path, Stranger);
        }

        Keys = SealingKeys.Load(_folder.Path);
        _workshop = SealWorkshop.Find(_folder.Path);
        SealRegister = new SealRegister(
            Parties.Writer, Keys, Parties.Secrets, new SealPlaces(Origin, _folder.Path, "310000"), _workshop, Clock, NullLogger<SealAttempts>.Instance);
        if (takesSealsOver)
        {
            // Before the tests' first moment, so that their own first event has its time.
            DateTimeOffset first = Clock.Now;
            Clock.Now -= TimeSpan.FromHours(1);
            SealRegister.EnterHeldAsync(CancellationToken.None).GetAwaiter().GetResult();
            Clock.Now = first;
        }

        Register = new LicenceRegister(
            Parties.Writer,
            LicenceTypes.Embedded(),
            MaterialTypes.Embedded(),
            Parties.Holders,
            Parties.Keys,
            Parties.Vault,
            new LicenceMaker(Origin, Clock),
            SealRegister,
            Clock);
        Queries = new LicenceQueries(Parties.Writer, Parties.Holders, Parties.Secrets, Clock);
    }

    public TestSeals Seals { get; } = new();

    public string KeyFolder => _folder.Path;

    public TestClock Clock => Parties.Clock;

    public PartyLedger Parties { get; } = new();

    public SealingKeys Keys { get; }

    public SealRegister SealRegister { get; }

    public LicenceRegister Register { get; }

    public LicenceQueries Queries { get; }

    public static IssueLicence Request(string serial = "T0001", string issuer = Issuer) => new(
        "11100000MBDEM901XT001",
        issuer,
        serial,
        serial,
        new HolderIdentity("上海澜川餐饮管理有限公司", "001", "91310105MADEM0011P"),
        new Validity(new DateOnly(2026, 3, 1), null),
        new Dictionary<string, string>
        {
            ["TYSHXYDM"] = "91310105MADEM0011P",
            ["MC"] = "上海澜川餐饮管理有限公司",
            ["LX"] = "有限责任公司",
            ["FDDBR"] = "欧阳䶮𬭎",
            ["ZCZB"] = "人民币壹佰万元整",
            ["CLRQ"] = "2023-03-01",
            ["YYQX"] = "长期",
            ["ZS"] = "上海市长宁区愚园路1088弄2号101室",
            ["JYFW"] = "餐饮服务",
            ["DJJG"] = "长宁区市场监督管理局（演示）",
            ["DJRQ"] = "2026-03-01",
        },
        Ground);

    /// <summary>A decision on a licence, of the day of the clock.</summary>
    public static LicenceDecision On(string identifier, string key, string authority = Issuer) => new(authority, identifier, Ground, Key(key));

    public static RequestKey Key(string key, string body = "body") => RequestKey.For("test", key, System.Text.Encoding.UTF8.GetBytes(body));

    public Task<IssuedLicence> IssueAsync(string serial, string key) => Register.IssueAsync(Issuer, Request(serial), Key(key), CancellationToken.None);

    /// <summary>Issues the next version of a licence.</summary>
    public Task<IssuedLicence> NextAsync(IssuedLicence before, NextVersion next) => Register.IssueNextAsync(
        Issuer, before.Licence.Identifier.ToString(), next, Key($"{next.Act} of {before.Licence.Identifier}"), CancellationToken.None);

    /// <summary>A licence as it is now.</summary>
    public Licence Now(IssuedLicence issued)
    {
        using LedgerRead rows = Parties.Writer.Read();
        return LicenceTable.Get(rows, issued.Licence.Handle);
    }

    /// <summary>Issues what a sample asks for.</summary>
    public Task<IssuedLicence> IssueAsync(IssueLicence request, string key) =>
        Register.IssueAsync(request.Issuer, request, Key(key), CancellationToken.None);

    /// <summary>Enters both authorities, as a node does when it starts.</summary>
    public async Task EnterAuthoritiesAsync()
    {
        await Parties.Authorities.RegisterAsync(Issuer, "长宁区市场监督管理局（演示）", "310000", CancellationToken.None);
        await Parties.Authorities.RegisterAsync(Stranger, "普陀区卫生健康委员会（演示）", "310000", CancellationToken.None);
    }

    /// <summary>A holder's licences, without more those of the holder in <see cref="Request"/>.</summary>
    public IReadOnlyList<Licence> OfHolder(string authority, string codeType = "001", string code = "91310105MADEM0011P") =>
        Queries.OfHolder(authority, codeType, code, LicencePaging.First).Licences;

    public async ValueTask DisposeAsync()
    {
        Register.Dispose();
        SealRegister.Dispose();
        _workshop?.Dispose();
        await Parties.DisposeAsync();
        Keys.Dispose();
        Seals.Dispose();
        _folder.Dispose();
    }
}
