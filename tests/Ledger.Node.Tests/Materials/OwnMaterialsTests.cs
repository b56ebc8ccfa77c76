using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Materials;
using Ledger.Node.SignIn;

namespace Ledger.Node.Tests.Materials;

public sealed class OwnMaterialsTests : IAsyncDisposable
{
    private readonly MaterialLedger _ledger = new();
    private readonly OwnMaterials _own;

    public OwnMaterialsTests() => _own = new OwnMaterials(_ledger.Parties.Writer, _ledger.Register, _ledger.Parties.Secrets);

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task A_person_pages_through_their_own_whoever_collected_them_and_through_those_of_their_company()
    {
        MaterialRequest personal = MaterialLedger.Plan() with { Holder = MaterialLedger.Person, Type = "CL020101", Level = TrustLevel.B };
        List<string> expected = [];
        for (int i = 0; i < 5; i++)
        {
            HandedInMaterial made = await _ledger.HandInAsync(
                i % 2 == 0 ? MaterialLedger.Plan() : personal, MaterialLedger.Pdf($"{i}"), authority: i < 3 ? MaterialLedger.Authority : MaterialLedger.Stranger);
            expected.Add(made.Material.Material.Identifier.ToString());
        }

        SignedInPerson both = Who(MaterialLedger.Person, MaterialLedger.Company);
        List<string> seen = [];
        string? cursor = null;
        do
        {
            MaterialPage page = _own.List(both, new LicencePaging(2, cursor));
            Assert.InRange(page.Materials.Count, 1, 2);
            seen.AddRange(page.Materials.Select(material => material.Material.Identifier.ToString()));
            cursor = page.Cursor;
        }
        while (cursor is not null);
        Assert.Equal([expected[3], expected[1], expected[4], expected[2], expected[0]], seen);
        Assert.Equal(2, _own.List(Who(MaterialLedger.Person), LicencePaging.First).Materials.Count);
        Assert.Equal(expected[4], _own.Open(both, expected[4]).Material.Identifier.ToString());
    }

    [Fact]
    public async Task What_is_somebody_elses_answers_as_what_there_is_not_and_nobody_goes_on_with_anothers_page()
    {
        string identifier = (await _ledger.HandInAsync()).Material.Material.Identifier.ToString();
        await _ledger.HandInAsync(file: MaterialLedger.Pdf("second"));
        SignedInPerson stranger = Who(MaterialLedger.Person);
        LedgerException foreign = Assert.Throws<LedgerException>(() => _own.Open(stranger, identifier));
        LedgerException absent = Assert.Throws<LedgerException>(() => _own.Open(stranger, MaterialIdentifier.New("CL030101", MaterialLedger.Authority).ToString()));
        Assert.Equal((LedgerError.NotFound, absent.Chinese), (foreign.Error, foreign.Chinese));
        Assert.Empty(_own.List(stranger, LicencePaging.First).Materials);
        string cursor = _own.List(Who(MaterialLedger.Company), new LicencePaging(1, cursor: null)).Cursor!;
        Assert.Equal("/cursor", Assert.Throws<LedgerException>(() => _own.List(stranger, new LicencePaging(1, cursor))).Field);
    }

    private SignedInPerson Who(params HolderIdentity[] holders) => new(
        "test", _ledger.Parties.Holders.PersonOf("https://provider.example", holders[0].Code),
        [.. holders.Select(holder => _ledger.Parties.Holders.LookupOf(holder.CodeType, holder.Code))], [], "", _ledger.Clock.Now, HasStepUpAcr: true);
}
