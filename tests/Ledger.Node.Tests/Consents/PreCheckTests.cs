using System.Text;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Comparisons;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Materials;
using Ledger.Node.Tests.Licences;
using Ledger.Node.Tests.Materials;

namespace Ledger.Node.Tests.Consents;

public sealed class PreCheckTests : IAsyncDisposable
{
    private static readonly HolderCode Company = new("001", SampleLicences.Lanchuan.Code);

    private readonly ConsentLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task A_department_sees_what_it_may_read_and_the_fields_that_fill_the_form_without_their_values()
    {
        string identifier = (await _ledger.IssueBusinessAsync()).Licence.Identifier.ToString();
        PreCheckResult result = Check().For(ConsentLedger.Caller(IssuingLedger.Issuer), ConsentLedger.FoodItem, Company);
        Assert.Equal(
            [(ConsentLedger.BusinessType, NeedState.Available), ("CL030101", NeedState.Missing), ("CL020202", NeedState.Missing), ("CL010102", NeedState.Missing)],
            result.Needs.Select(need => (need.Code, need.State)));
        Assert.Equal((1, identifier), (result.Exempt, result.Needs[0].Licence!.Identifier.ToString()));
        Assert.Contains(result.Prefill, field => field.Meaning is FieldMeaning.Address && field.Field.Key == "ZS");
        Assert.All(result.Prefill, field => Assert.Null(field.Value));
        Assert.Empty(result.Conflicts);
    }

    [Fact]
    public async Task Holders_see_their_own_with_values()
    {
        _ = await _ledger.IssueBusinessAsync();
        PreCheckResult result = Check().For(_ledger.Company, ConsentLedger.FoodItem);
        Assert.Contains(result.Prefill, field => field.Value == SampleLicences.Address);
    }

    [Fact]
    public async Task Of_a_holder_without_the_licence_and_of_nobody_the_answer_is_the_same()
    {
        _ = await _ledger.IssueBusinessAsync();
        PreCheckResult nobody = Check().For(ConsentLedger.Caller(IssuingLedger.Issuer), ConsentLedger.FoodItem, new HolderCode("111", ConsentLedger.Mother));
        Assert.Equal(NeedState.NeedsConsent, nobody.Needs[0].State);
        await ConsentLedger.RefusedAsync(LedgerError.NotAllowed, () => Task.FromResult(Check().For(ConsentLedger.Caller(IssuingLedger.Stranger), ConsentLedger.FoodItem, Company)));
        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => Task.FromResult(Check().For(_ledger.Company, ConsentLedger.FoodItem[..30] + "9")));
    }

    [Fact]
    public async Task A_licence_is_disputed_or_suspended_and_the_reason_is_told()
    {
        string identifier = (await _ledger.IssueBusinessAsync()).Licence.Identifier.ToString();
        await _ledger.Issuing.Register.DisputeAsync(IssuingLedger.On(identifier, "dispute"), "YY-1", CancellationToken.None);
        Assert.Equal(NeedState.Disputed, Check().For(_ledger.Company, ConsentLedger.FoodItem).Needs[0].State);
        await _ledger.Issuing.Register.SuspendAsync(IssuingLedger.On(identifier, "suspend"), until: null, CancellationToken.None);
        Assert.Equal(NeedState.Missing, Check().For(_ledger.Company, ConsentLedger.FoodItem).Needs[0].State);
    }

    [Fact]
    public async Task A_licence_that_soon_ends_is_told_to()
    {
        await _ledger.Issuing.IssueAsync(
            SampleLicences.Business() with { Validity = new Validity(new DateOnly(2026, 3, 1), LicenceDate.InChina(_ledger.Clock.Now).AddDays(PreCheck.ExpiringDays)) }, "soon");
        CheckedNeed need = Check().For(_ledger.Company, ConsentLedger.FoodItem).Needs[0];
        Assert.Equal((NeedState.Expiring, true), (need.State, need.IsExempt));
    }

    [Fact]
    public async Task A_material_is_used_again_or_the_reason_is_told()
    {
        Assert.Equal((NeedState.Missing, null), Plan("没有"));
        HandedInMaterial uploaded = await _ledger.Materials.HandInAsync(MaterialLedger.Plan() with { Level = TrustLevel.D });
        Assert.Equal((NeedState.Missing, NameOf(uploaded)), Plan("待核"));
        await _ledger.Materials.Register.AcceptAsync(_ledger.Materials.Act(uploaded), level: null, CancellationToken.None);
        Assert.Equal((NeedState.Reusable, NameOf(uploaded)), Plan("可复用"));
        await _ledger.Materials.Register.DisputeAsync(_ledger.Materials.Act(uploaded), CancellationToken.None);
        Assert.Equal((NeedState.Disputed, NameOf(uploaded)), Plan("存疑"));

        // What may be used again comes before what is newer and may not.
        HandedInMaterial other = await _ledger.Materials.HandInAsync(file: MaterialLedger.Pdf("other"));
        await _ledger.Materials.HandInAsync(MaterialLedger.Plan() with { Level = TrustLevel.D }, MaterialLedger.Pdf("third"));
        Assert.Equal((NeedState.Reusable, NameOf(other)), Plan("可复用"));

        NextVersion move = new(LicenceAct.Change, IssuingLedger.Ground) { Fields = new Dictionary<string, string> { ["ZS"] = "上海市普陀区另一路1号" } };
        await _ledger.Issuing.NextAsync(await _ledger.IssueBusinessAsync(), move);
        Assert.Equal((NeedState.Disputed, NameOf(other)), Plan("变更"));
    }

    [Fact]
    public async Task A_material_that_ends_is_expiring_and_then_expired()
    {
        HandedInMaterial proof = await _ledger.Materials.HandInAsync(MaterialLedger.Plan() with { Type = "CL010102" });
        Assert.Equal(NeedState.Reusable, Need("CL010102").State);
        _ledger.Clock.Now = BeijingTime.NoonOf(proof.Material.Material.ValidTo!.Value.AddDays(-PreCheck.ExpiringDays));
        Assert.Equal(NeedState.Expiring, Need("CL010102").State);
        _ledger.Clock.Now = BeijingTime.NoonOf(proof.Material.Material.ValidTo!.Value.AddDays(1));
        Assert.Equal(NeedState.Missing, Need("CL010102").State);
        Assert.Contains("过期", Need("CL010102").Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_stands_for_a_material_until_its_day()
    {
        const string Medical = "11310107MBDEM002364310123015000";
        DateOnly due = LicenceDate.InChina(_ledger.Clock.Now).AddDays(30);
        await _ledger.Materials.Register.PromiseAsync(
            MaterialLedger.Authority, new PromiseRequest("CL030102", MaterialLedger.Company, "消防安全承诺", due, "SH20261126-000017", "clerk-1"), _ledger.Materials.Key(), CancellationToken.None);
        CheckedNeed need = Need("CL030102", Medical);
        Assert.Equal((NeedState.Promised, false), (need.State, need.IsExempt)); // the item does not say that it need not be handed in
        Assert.Contains(LicenceDate.Format(due), need.Chinese, StringComparison.Ordinal);
        _ledger.Clock.Now += TimeSpan.FromDays(31);
        Assert.Equal(NeedState.Missing, Need("CL030102", Medical).State);
    }

    [Fact]
    public async Task A_licence_that_does_not_count_in_the_items_province_is_told_to_and_not_exempt()
    {
        const string Elsewhere = "12320500MBDEM102673322017012000";
        byte[] item = Encoding.UTF8.GetBytes(
            $$"""{"code":"{{Elsewhere}}","edition":1,"name":"异地事项","english":"An item elsewhere","authorityName":"苏州市住房公积金管理中心（演示）","needs":[{"anyOf":["{{SampleLicences.CompositeType}}"],"exempt":true}]}""");
        await _ledger.Parties.Writer.WriteAsync(write => CatalogueRegister.EnterMissing(write, [CatalogueDefinition.Read(CatalogueKind.Item, item)]), CancellationToken.None);
        string food = (await _ledger.Issuing.IssueAsync(SampleLicences.Food(), "food")).Licence.Identifier.ToString();
        _ = await _ledger.Issuing.IssueAsync(SampleLicences.Composite(holder: null, food), "composite");
        CheckedNeed need = Assert.Single(Check(new ServiceItems(_ledger.Parties.Writer)).For(_ledger.Company, Elsewhere).Needs);
        Assert.Equal((NeedState.NotRecognised, "异地不互认：本地类型，未列入互认清单。", false), (need.State, need.Chinese, need.IsExempt));
    }

    private (NeedState State, string? Material) Plan(string reason)
    {
        CheckedNeed need = Need(ConsentLedger.PlanType);
        Assert.Contains(reason, need.Chinese, StringComparison.Ordinal);
        return (need.State, need.Material);
    }

    private CheckedNeed Need(string code, string item = ConsentLedger.FoodItem) => Check().For(_ledger.Company, item).Needs.Single(need => need.Code == code);

    private static string NameOf(HandedInMaterial material) => material.Material.Material.Identifier.ToString();

    private PreCheck Check(ServiceItems? items = null) => new(
        _ledger.Parties.Writer, LicenceTypes.Embedded(), MaterialTypes.Embedded(), items ?? ServiceItems.Embedded(), _ledger.Parties.Holders, _ledger.Parties.Vault,
        new ComparisonRegister(_ledger.Parties.Writer, LicenceTypes.Embedded(), _ledger.Parties.Vault), _ledger.Clock);
}
