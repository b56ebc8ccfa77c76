using Ledger.Node.Licences;
using Ledger.Node.Materials;

namespace Ledger.Node.Tests.Materials;

/// <summary>The same file in another 办件: one stored version, of both.</summary>
public sealed class MaterialCasesTests : IAsyncDisposable
{
    private const string First = "SH20261126-000017";
    private const string Second = "SH20261127-000018";

    private readonly MaterialLedger _ledger = new();

    private static MaterialRequest InSecond => MaterialLedger.Plan() with { CaseNumber = Second };

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task The_same_file_for_another_case_is_stored_once_and_found_in_both()
    {
        HandedInMaterial first = await _ledger.HandInAsync();
        HandedInMaterial second = await _ledger.HandInAsync(InSecond, key: "second");
        Assert.True(second.IsKnown);
        Assert.Equal(first.Material.Material.Identifier, second.Material.Material.Identifier);
        Assert.True(second.Receipt.Index > first.Receipt.Index);
        HandedInMaterial again = await _ledger.HandInAsync(InSecond, key: "second");
        Assert.Equal((second.Receipt.Index, true, true), (again.Receipt.Index, again.Receipt.Replayed, again.IsKnown));
        long size = _ledger.Parties.Writer.Head!.Size;
        Assert.True((await _ledger.HandInAsync(InSecond)).IsKnown);
        Assert.True((await _ledger.HandInAsync(InSecond with { CaseNumber = null })).IsKnown);
        Assert.Equal(size, _ledger.Parties.Writer.Head!.Size);
        Assert.Single(_ledger.StoredFiles());
        Assert.All([First, Second], number => Assert.Equal(first.Material.Material.Handle, Assert.Single(OfCase(number)).Material.Handle));
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task Of_another_holder_or_authority_the_same_file_for_the_same_case_is_another()
    {
        HandedInMaterial first = await _ledger.HandInAsync();
        HandedInMaterial other = await _ledger.HandInAsync(InSecond with { Holder = new HolderIdentity("上海另一家公司", "001", "91310107MADEM002XC") });
        HandedInMaterial elsewhere = await _ledger.HandInAsync(InSecond, authority: MaterialLedger.Stranger);
        Assert.All([first, other, elsewhere], one => Assert.False(one.IsKnown));
        Assert.Equal(3, _ledger.StoredFiles().Length);
        Assert.Equal(other.Material.Material.Handle, Assert.Single(OfCase(Second)).Material.Handle);
    }

    [Fact]
    public async Task What_is_used_in_one_case_only_is_handed_in_for_each()
    {
        MaterialRequest mandate = MaterialLedger.Plan() with { Type = "CL010202" };
        HandedInMaterial first = await _ledger.HandInAsync(mandate);
        HandedInMaterial second = await _ledger.HandInAsync(mandate with { CaseNumber = Second });
        Assert.False(second.IsKnown);
        Assert.NotEqual(first.Material.Material.Handle, second.Material.Material.Handle);
        Assert.True((await _ledger.HandInAsync(mandate)).IsKnown);
    }

    [Fact]
    public async Task After_the_erasure_nobody_finds_it_in_either_case()
    {
        HandedInMaterial first = await _ledger.HandInAsync();
        await _ledger.HandInAsync(InSecond);
        await _ledger.Register.EraseAsync(MaterialLedger.Authority, first.Material.Material.Identifier.ToString(), _ledger.Key(), CancellationToken.None);
        Assert.All([First, Second], number => Assert.Empty(OfCase(number)));
        _ledger.Parties.RequireReplay();
        Assert.False((await _ledger.HandInAsync(InSecond)).IsKnown);
    }

    [Fact]
    public async Task A_material_is_of_two_hundred_other_cases_and_no_more()
    {
        HandedInMaterial first = await _ledger.HandInAsync();
        for (int i = 1; i <= MaterialLimits.OtherCases; i++)
        {
            Assert.True((await _ledger.HandInAsync(MaterialLedger.Plan() with { CaseNumber = $"case-{i}" })).IsKnown);
        }

        HandedInMaterial beyond = await _ledger.HandInAsync(MaterialLedger.Plan() with { CaseNumber = "one-more" });
        Assert.False(beyond.IsKnown);
        Assert.NotEqual(first.Material.Material.Handle, beyond.Material.Material.Handle);
    }

    private IReadOnlyList<OpenedMaterial> OfCase(string number) =>
        _ledger.Queries.OfCase(MaterialLedger.Authority, number, new LicencePaging(limit: null, cursor: null)).Materials;
}
