using System.Text;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Migrations;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Migrations;

/// <summary>An authority with licences of an old form, and the form of a standard that they are to be written in.</summary>
internal sealed class MigrationLedger : IAsyncDisposable
{
    public const string Authority = IssuingLedger.Issuer;
    public const string OldType = "11310000MBDEM9052W777";
    public const string NewType = "11310000MBDEM9052W778";

    /// <summary>A mapping that neither loses nor invents.</summary>
    public const string GoodMapping = """
        {
          "from": { "type": "11310000MBDEM9052W777", "edition": 1 },
          "to": { "type": "11310000MBDEM9052W778", "edition": 1 },
          "fields": [
            { "key": "QYMC", "from": "QYMC" },
            { "key": "XYDM", "from": "CZZTDM" },
            { "key": "FDDBR", "split": "FRXM", "pattern": "{1}（{2}）", "part": 1 },
            { "key": "ZW", "split": "FRXM", "pattern": "{1}（{2}）", "part": 2 },
            { "key": "DZ", "join": ["SHI", "LU"], "pattern": "{1}，{2}" },
            { "key": "FZRQ", "date": "FZRQ", "form": "yyyy年M月d日" },
            { "key": "YXQZ", "from": "ZZYXQJZRQ" },
            { "key": "BZLB", "constant": "新版", "demandedBy": "C0293-2024 5.2" }
          ],
          "dropped": [{ "key": "BZ", "reason": "标准无此项" }]
        }
        """;

    private static readonly Decision Ground = new("《关于推进证照标准改造的通知》", new DateOnly(2026, 3, 1), "clerk-9");

    private MigrationLedger()
    {
        Types = new LicenceTypes(Ledger.Parties.Writer);
        Licences = new LicenceRegister(
            Ledger.Parties.Writer, Types, MaterialTypes.Embedded(), Ledger.Parties.Holders, Ledger.Parties.Keys, Ledger.Parties.Vault,
            new LicenceMaker(IssuingLedger.Origin, Ledger.Clock), Ledger.SealRegister, Ledger.Clock);
        Register = new MigrationRegister(Ledger.Parties.Writer, Types, Licences, Ledger.Parties.Secrets, Ledger.Clock);
    }

    public IssuingLedger Ledger { get; } = new();

    public LicenceTypes Types { get; }

    public LicenceRegister Licences { get; }

    public MigrationRegister Register { get; }

    public long Size => Ledger.Parties.Writer.Head!.Size;

    public static async Task<MigrationLedger> CreateAsync()
    {
        MigrationLedger world = new();
        CatalogueRegister catalogue = new(world.Ledger.Parties.Writer);
        foreach (byte[] definition in new[] { OldForm, NewForm })
        {
            await catalogue.EnterLicenceTypeAsync(
                Authority, definition, RequestKey.For("test", Guid.NewGuid().ToString(), definition), CancellationToken.None);
        }

        return world;
    }

    public static TypeMapping Mapping(string json = GoodMapping) => TypeMapping.Read(Encoding.UTF8.GetBytes(json));

    /// <summary>Issues a licence of the old form; gives its identifier.</summary>
    public async Task<string> IssueAsync(string serial, params (string Key, string Value)[] different)
    {
        Dictionary<string, string> fields = new()
        {
            ["QYMC"] = "杭州拾光文化传媒有限公司",
            ["FRXM"] = "方若溪（总经理）",
            ["SHI"] = "杭州市",
            ["LU"] = "文三路 90 号",
            ["FZRQ"] = "2024年3月5日",
        };
        foreach ((string key, string value) in different)
        {
            fields[key] = value;
        }

        IssueLicence request = new(
            OldType, Authority, serial, serial, new HolderIdentity("杭州拾光文化传媒有限公司", "001", "91330100MADEM2017Q"),
            new Validity(new DateOnly(2024, 3, 5), new DateOnly(2029, 3, 4)), fields, Ground);
        return (await Licences.IssueAsync(Authority, request, IssuingLedger.Key($"issue {serial}"), CancellationToken.None))
            .Licence.Identifier.ToString();
    }

    public MigrationReport DryRun(string mapping = GoodMapping, MigrationSelection? selection = null) =>
        Register.DryRun(Authority, Mapping(mapping), selection ?? new MigrationSelection(null, null));

    public Task<MigrationReport> RunAsync(string mapping = GoodMapping, MigrationSelection? selection = null) =>
        Register.RunAsync(Authority, Mapping(mapping), selection ?? new MigrationSelection(null, null), Ground, CancellationToken.None);

    public OpenedLicence Open(string identifier) => Licences.Open(Authority, identifier);

    public ValueTask DisposeAsync()
    {
        Licences.Dispose();
        return Ledger.DisposeAsync();
    }

    private static byte[] OldForm => Form(OldType, "企业资质证书（旧版）", null, null, "QYMC FRXM SHI LU FZRQ BZ?");

    private static byte[] NewForm => Form(NewType, "企业资质证书", "C0293-2024", "YXQZ", "QYMC XYDM! FDDBR ZW DZ FZRQ* YXQZ* BZLB");

    /// <summary>A type whose fields are texts but for those with ! (a credit code) and * (a date); ? may be left out.</summary>
    public static byte[] Form(string code, string name, string? standard, string? lastDay, string fields) => Encoding.UTF8.GetBytes($$"""
        {"code":"{{code}}","edition":1,"name":"{{name}}","english":"Qualification","legalBasis":"《建筑法》第十三条",
         {{(standard is null ? "" : $"\"standard\":\"{standard}\",")}}
         "definedBy":{"code":"11310000MBDEM9052W","name":"某局"},"issuers":["{{Authority}}"],
         "validity":{"longTermAllowed":false{{(lastDay is null ? "" : $",\"lastDayField\":\"{lastDay}\"")}}},
         "fields":[{{string.Join(',', fields.Split(' ').Select(Field))}}]}
        """);

    private static string Field(string mark)
    {
        string key = mark.TrimEnd('!', '*', '?');
        string kind = mark[^1] switch { '!' => "social-credit-code", '*' => "date", _ => "text" };
        string required = mark[^1] == '?' ? "false" : "true";
        return $$"""
            {"key":"{{key}}","label":"{{key}} 项","english":"{{key}}","kind":"{{kind}}","required":{{required}},"maximumLength":60,"sensitivity":"public"}
            """;
    }
}
