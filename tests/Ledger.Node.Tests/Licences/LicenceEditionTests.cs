using System.Text;
using System.Text.Json.Nodes;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Tests.Licences;

/// <summary>A licence keeps the edition of its type under which it was issued.</summary>
public sealed class LicenceEditionTests : IAsyncDisposable
{
    private const string Type = "11100000MBDEM901XT001";
    private const string Definer = "11100000MBDEM901XT";

    private readonly IssuingLedger _ledger = new();
    private readonly CatalogueRegister _catalogue;
    private readonly LicenceTypes _types;
    private readonly LicenceRegister _licences;

    public LicenceEditionTests()
    {
        LedgerWriter writer = _ledger.Parties.Writer;
        _catalogue = new CatalogueRegister(writer);
        _types = new LicenceTypes(writer);
        _licences = new LicenceRegister(
            writer, _types, MaterialTypes.Embedded(), _ledger.Parties.Holders, _ledger.Parties.Keys, _ledger.Parties.Vault,
            new LicenceMaker(IssuingLedger.Origin, _ledger.Clock), _ledger.SealRegister, _ledger.Clock);
    }

    public ValueTask DisposeAsync()
    {
        _licences.Dispose();
        return _ledger.DisposeAsync();
    }

    [Fact]
    public async Task A_new_edition_leaves_licences_as_they_were_and_binds_new_ones()
    {
        await BeginAsync();
        IssuedLicence old = await IssueAsync("T0001");
        PrintedField[] before = Face(old);
        Assert.Equal(2, old.Licence.Edition);
        Assert.Contains(before, field => field is { Name: "KZ_JYFW", Label: "经营范围" });

        await EnterThirdAsync(definition =>
        {
            JsonArray fields = definition["fields"]!.AsArray();
            fields.Single(field => (string)field!["key"]! == "JYFW")!["label"] = "经营项目";
            fields.Insert(0, JsonNode.Parse(
                """{"key":"XZ","label":"新增项","english":"New","kind":"text","required":true,"maximumLength":9,"sensitivity":"public"}"""));
        });

        Assert.Equal(before, Face(old));
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => IssueAsync("T0002"));
        Assert.Equal((LedgerError.MissingField, "/fields/XZ"), (refused.Error, refused.Field));

        IssuedLicence young = await IssueAsync("T0002", ("XZ", "新"));
        Assert.Equal(3, young.Licence.Edition);
        Assert.Equal(("KZ_XZ", "新增项", "新"), (Face(young)[0].Name, Face(young)[0].Label, Face(young)[0].Value));
        Assert.Contains(Face(young), field => field is { Name: "KZ_JYFW", Label: "经营项目" });
        Assert.Equal("营业执照", _licences.TypeNameOf(old.Licence));
    }

    [Fact]
    public async Task Only_the_issuers_that_a_type_names_issue_it()
    {
        await BeginAsync();
        await IssueAsync("T0001");
        await EnterThirdAsync(definition => definition["issuers"] = new JsonArray(IssuingLedger.Stranger));
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => IssueAsync("T0002"));
        Assert.Equal((LedgerError.InvalidField, "/issuer"), (refused.Error, refused.Field));
    }

    private async Task BeginAsync()
    {
        await _ledger.Parties.Writer.WriteAsync(write => CatalogueRegister.EnterMissing(write, CatalogueSeed.All()), CancellationToken.None);
        await _ledger.Parties.Authorities.RegisterAsync(Definer, "国家市场监督管理总局（演示）", "110000", CancellationToken.None);
    }

    private async Task EnterThirdAsync(Action<JsonObject> change)
    {
        JsonObject definition = JsonNode.Parse(_catalogue.Get(CatalogueKind.LicenceType, Type, edition: 2).Definition.Span)!.AsObject();
        definition["edition"] = 3;
        change(definition);
        await _catalogue.EnterLicenceTypeAsync(
            Definer, Encoding.UTF8.GetBytes(definition.ToJsonString()), IssuingLedger.Key("third edition"), CancellationToken.None);
    }

    private Task<IssuedLicence> IssueAsync(string serial, params (string Key, string Value)[] more)
    {
        IssueLicence request = IssuingLedger.Request(serial);
        Dictionary<string, string> fields = new(request.Fields);
        foreach ((string key, string value) in more)
        {
            fields[key] = value;
        }

        return _licences.IssueAsync(IssuingLedger.Issuer, request with { Fields = fields }, IssuingLedger.Key(serial), CancellationToken.None);
    }

    private PrintedField[] Face(IssuedLicence issued)
    {
        OpenedLicence opened = _licences.Open(IssuingLedger.Issuer, issued.Licence.Identifier.ToString());
        return [.. PrintedField.Of(opened.Document, _licences.TypeOf(opened.Licence))];
    }
}
