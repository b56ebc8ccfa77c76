using Ledger.Node.Catalogue;
using Ledger.Node.Comparisons;
using Ledger.Node.Licences;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Comparisons;

public sealed class ComparisonRegisterTests : IAsyncDisposable
{
    private const string NewAddress = "上海市长宁区天山路900号3层";
    private readonly IssuingLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task It_says_what_differs_and_between_which()
    {
        IssuedLicence business = await _ledger.IssueAsync(SampleLicences.Business(), "business");
        IssuedLicence food = await _ledger.IssueAsync(SampleLicences.Food(), "food");
        Assert.Empty(Compare(food).Differences);

        IssuedLicence moved = await _ledger.NextAsync(business, new NextVersion(LicenceAct.Change, IssuingLedger.Ground)
        {
            Fields = new Dictionary<string, string> { ["ZS"] = NewAddress },
        });
        LicenceComparison comparison = Compare(food);
        FaceDifference difference = Assert.Single(comparison.Differences);
        Assert.Equal((1, 0, true), (comparison.Compared, comparison.Unreadable, comparison.IsWhole));
        Assert.Equal("食品经营许可证的地址与营业执照不一致。", difference.Chinese);
        Assert.Equal("The address on the food business licence differs from the one on the business licence.", difference.English);
        Assert.Equal((FieldMeaning.Address, moved.Licence.Handle), (difference.Meaning, difference.Other.Handle));
        Assert.Equal([SampleLicences.Address], difference.Values);
        Assert.Equal([NewAddress], difference.OtherValues);
        Assert.DoesNotContain("天山路", difference.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_in_common_is_enough()
    {
        await _ledger.IssueAsync(SampleLicences.Business(), "business");
        IssueLicence food = SampleLicences.Food();
        IssuedLicence shop = await _ledger.IssueAsync(
            food with { Fields = new Dictionary<string, string>(food.Fields) { ["JYCS"] = NewAddress } }, "shop");
        Assert.Empty(Compare(shop).Differences);
    }

    [Fact]
    public async Task Licences_of_other_authorities_and_those_that_ended_are_not_compared()
    {
        IssuedLicence food = await _ledger.IssueAsync(SampleLicences.Food(), "food");
        IssueLicence medicine = SampleLicences.Medicine();
        await _ledger.IssueAsync(
            medicine with { Fields = new Dictionary<string, string>(medicine.Fields) { ["ZCDZ"] = NewAddress } }, "medicine");
        IssuedLicence ended = await _ledger.IssueAsync(SampleLicences.Business(), "business");
        await _ledger.Register.RevokeAsync(
            IssuingLedger.On(ended.Licence.Identifier.ToString(), "revoke"), RevocationReason.Cancelled, null, CancellationToken.None);
        LicenceComparison comparison = Compare(food);
        Assert.Equal((0, 0), (comparison.Compared, comparison.Differences.Count));
        Assert.Equal(
            LedgerError.NotFound,
            Assert.Throws<LedgerException>(() => Register().Compare(IssuingLedger.Stranger, food.Licence.Identifier.ToString())).Error);
    }

    [Fact]
    public async Task It_compares_with_200_licences_and_says_when_there_are_more()
    {
        IssuedLicence business = await _ledger.IssueAsync(SampleLicences.Business(), "business");
        await IssueFoodAsync(0, ComparisonRegister.MostCompared);
        LicenceComparison comparison = Compare(business);
        Assert.Equal((200, true), (comparison.Compared, comparison.IsWhole));
        await IssueFoodAsync(ComparisonRegister.MostCompared, 1);
        comparison = Compare(business);
        Assert.Equal((200, false), (comparison.Compared, comparison.IsWhole));
    }

    private Task<IReadOnlyList<IssueOutcome>> IssueFoodAsync(int first, int count) => _ledger.Register.IssueManyAsync(
        IssuingLedger.Issuer,
        [
            .. Enumerable.Range(first, count).Select(i => new IssueItem(
                SampleLicences.Food(digits: $"2310105{i:D6}"), IssuingLedger.Key($"food {i}"))),
        ],
        alone: null, CancellationToken.None);

    private LicenceComparison Compare(IssuedLicence issued) => Register().Compare(IssuingLedger.Issuer, issued.Licence.Identifier.ToString());

    private ComparisonRegister Register() => new(_ledger.Parties.Writer, LicenceTypes.Embedded(), _ledger.Parties.Vault);
}
