using Ledger.Node.Catalogue;
using Ledger.Node.Comparisons;
using Ledger.Node.Consents;
using Ledger.Node.Tests.Licences;

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

    private PreCheck Check() => new(
        _ledger.Parties.Writer, LicenceTypes.Embedded(), MaterialTypes.Embedded(), ServiceItems.Embedded(), _ledger.Parties.Holders, _ledger.Parties.Vault,
        new ComparisonRegister(_ledger.Parties.Writer, LicenceTypes.Embedded(), _ledger.Parties.Vault), _ledger.Clock);
}
