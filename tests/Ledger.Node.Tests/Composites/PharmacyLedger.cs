using Ledger.Node.Catalogue;
using Ledger.Node.Composites;
using Ledger.Node.Licences;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Composites;

/// <summary>A pharmacy with a food licence of one authority, a medicine licence of another, and the composite licence over both.</summary>
internal sealed class PharmacyLedger : IAsyncDisposable
{
    public static readonly HolderIdentity Pharmacy = new("上海宝石连锁药房有限公司", "001", "91310113MADEM00382");

    private PharmacyLedger(IssuingLedger ledger)
    {
        Ledger = ledger;
        Composites = new CompositeRegister(ledger.Parties.Writer, LicenceTypes.Embedded(), ledger.Parties.Vault, ledger.Clock);
    }

    public IssuingLedger Ledger { get; }

    public CompositeRegister Composites { get; }

    public string Food { get; private set; } = "";

    public string Medicine { get; private set; } = "";

    public IssuedLicence Issued { get; private set; } = null!;

    public string Composite => Issued.Licence.Identifier.ToString();

    public static async Task<PharmacyLedger> OpenAsync()
    {
        PharmacyLedger pharmacy = new(new IssuingLedger());
        await pharmacy.Ledger.EnterAuthoritiesAsync();
        pharmacy.Food = await pharmacy.IssueAsync(SampleLicences.Food(Pharmacy), "food");
        pharmacy.Medicine = await pharmacy.IssueAsync(SampleLicences.Medicine(Pharmacy), "medicine");
        pharmacy.Issued = await pharmacy.Ledger.IssueAsync(SampleLicences.Composite(Pharmacy, pharmacy.Food, pharmacy.Medicine), "composite");
        return pharmacy;
    }

    public CompositeStanding Standing() => Composites.Get(IssuingLedger.Issuer, Composite);

    public async Task<string> IssueAsync(IssueLicence request, string key) => (await Ledger.IssueAsync(request, key)).Licence.Identifier.ToString();

    /// <summary>Why a composite licence over these is refused.</summary>
    public async Task<LedgerException> RefusalAsync(IssueLicence request) =>
        await Assert.ThrowsAsync<LedgerException>(() => Ledger.IssueAsync(request, "refused"));

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();
}
