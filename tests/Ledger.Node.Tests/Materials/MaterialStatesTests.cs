using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Materials;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Materials;

/// <summary>What becomes of a material after it was handed in, and what may not.</summary>
public sealed class MaterialStatesTests : IAsyncDisposable
{
    private readonly MaterialLedger _ledger = new();

    private static MaterialRequest Uploaded => MaterialLedger.Plan() with { Level = TrustLevel.D };

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task What_a_holder_uploaded_waits_until_somebody_vouches_for_it()
    {
        HandedInMaterial uploaded = await _ledger.HandInAsync(Uploaded);
        Assert.Equal(("pending", "pending"), (uploaded.Material.State.Code(), uploaded.Material.NotReusable!.Code));
        await RefusedAsync(LedgerError.InvalidField, () => _ledger.Register.AcceptAsync(_ledger.Act(uploaded), TrustLevel.A, CancellationToken.None));
        OpenedMaterial accepted = await _ledger.Register.AcceptAsync(_ledger.Act(uploaded), TrustLevel.C, CancellationToken.None);
        Assert.Equal((MaterialState.Valid, TrustLevel.C, null), (accepted.State, accepted.Material.Level, accepted.NotReusable));
        await RefusedAsync(LedgerError.WrongState, () => _ledger.Register.AcceptAsync(_ledger.Act(uploaded), null, CancellationToken.None));
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task What_is_in_doubt_is_not_used_until_the_doubt_is_lifted()
    {
        HandedInMaterial material = await _ledger.HandInAsync();
        await RefusedAsync(LedgerError.WrongState, () => _ledger.Register.LiftDisputeAsync(_ledger.Act(material), CancellationToken.None));
        Assert.Equal("disputed", (await _ledger.Register.DisputeAsync(_ledger.Act(material, note: "面积不符"), CancellationToken.None)).NotReusable!.Code);
        await RefusedAsync(LedgerError.WrongState, () => _ledger.Register.DisputeAsync(_ledger.Act(material), CancellationToken.None));
        Assert.Null((await _ledger.Register.LiftDisputeAsync(_ledger.Act(material), CancellationToken.None)).NotReusable);
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task What_is_void_stays_void()
    {
        HandedInMaterial material = await _ledger.HandInAsync();
        await RefusedAsync(LedgerError.NotFound, () => _ledger.Register.VoidAsync(_ledger.Act(material, MaterialLedger.Stranger), CancellationToken.None));
        Assert.Equal(MaterialState.Voided, (await _ledger.Register.VoidAsync(_ledger.Act(material), CancellationToken.None)).State);
        Func<Task>[] acts =
        [
            () => _ledger.Register.VoidAsync(_ledger.Act(material), CancellationToken.None),
            () => _ledger.Register.DisputeAsync(_ledger.Act(material), CancellationToken.None),
            () => _ledger.Register.AcceptAsync(_ledger.Act(material), null, CancellationToken.None),
            () => _ledger.HandInAsync(Next(material), MaterialLedger.Pdf("next")),
        ];
        foreach (Func<Task> act in acts)
        {
            await RefusedAsync(LedgerError.WrongState, act);
        }

        // The same file again is a material of its own: the void one counts no more.
        Assert.False((await _ledger.HandInAsync()).IsKnown);
    }

    [Fact]
    public async Task A_next_version_takes_the_place_of_the_one_before()
    {
        HandedInMaterial first = await _ledger.HandInAsync();
        HandedInMaterial second = await _ledger.HandInAsync(Next(first), MaterialLedger.Pdf("second"));
        OpenedMaterial before = Reopened(first);
        Assert.Equal((MaterialState.Replaced, second.Material.Material.Handle), (before.State, before.Material.Successor));
        Assert.Equal(first.Material.Material.Identifier.Next(), second.Material.Material.Identifier);
        Assert.Equal(first.Material.Material.Handle, second.Material.Material.Previous);
        await RefusedAsync(LedgerError.WrongState, () => _ledger.HandInAsync(Next(first), MaterialLedger.Pdf("third")));
        await RefusedAsync(LedgerError.NotFound, () => _ledger.HandInAsync(
            Next(second) with { Holder = new HolderIdentity("上海另一家公司", "001", "91310107MADEM002XC") }, MaterialLedger.Pdf("other")));
        await RefusedAsync(LedgerError.NotFound, () => _ledger.HandInAsync(Next(second) with { Type = "CL010102" }, MaterialLedger.Pdf("other")));
        Assert.Equal(2, _ledger.StoredFiles().Length); // of what was refused nothing is kept
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task A_promise_stands_until_its_day_and_is_kept_by_the_material()
    {
        DateOnly today = LicenceDate.InChina(_ledger.Clock.Now);
        PromiseRequest promise = new("CL030102", MaterialLedger.Company, "消防安全承诺", today.AddDays(10), "SH-1", "clerk-1");
        foreach ((string field, PromiseRequest wrong) in new[]
        {
            ("/type", promise with { Type = "CL030101" }),
            ("/dueOn", promise with { DueOn = today.AddDays(-1) }),
            ("/dueOn", promise with { DueOn = today.AddMonths(PromiseRequest.MostMonths).AddDays(1) }),
            ("/operator", promise with { Operator = "" }),
        })
        {
            Assert.Equal(field, (await Assert.ThrowsAsync<LedgerException>(() => PromiseAsync(wrong))).Field);
        }

        HandedInMaterial promised = await PromiseAsync(promise);
        Assert.Equal(("promised", "promised"), (promised.Material.State.Code(), promised.Material.NotReusable!.Code));
        Assert.Throws<LedgerException>(() => _ledger.Register.OpenFile(promised.Material));
        _ledger.Clock.Now += TimeSpan.FromDays(11);
        Assert.Equal(MaterialState.PromiseOverdue, Reopened(promised).State);
        Assert.Equal(
            promised.Material.Material.Identifier,
            Assert.Single(_ledger.Queries.List(MaterialLedger.Authority, null, MaterialState.PromiseOverdue, LicencePaging.First).Materials).Material.Identifier);

        MaterialRequest kept = MaterialLedger.Plan() with
        {
            Type = "CL030102",
            Level = TrustLevel.A,
            Replaces = promised.Material.Material.Identifier.ToString(),
        };
        Assert.Equal(MaterialState.Valid, (await _ledger.HandInAsync(kept)).Material.State);
        Assert.Equal(MaterialState.Replaced, Reopened(promised).State);
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task A_change_of_the_holders_licence_ends_the_use_of_what_was_handed_in_before_it()
    {
        IssuedLicence licence = await _ledger.Issuing.IssueAsync("R0001", "issue");
        HandedInMaterial plan = await _ledger.HandInAsync();
        Assert.Null(plan.Material.NotReusable);
        NextVersion move = new(LicenceAct.Change, IssuingLedger.Ground) { Fields = new Dictionary<string, string> { ["ZS"] = "上海市普陀区另一路1号" } };
        await _ledger.Issuing.NextAsync(licence, move);
        Assert.Equal("address-changed", Reopened(plan).NotReusable!.Code);
        Assert.Equal(MaterialState.Valid, Reopened(plan).State);
        Assert.Null((await _ledger.HandInAsync(file: MaterialLedger.Pdf("after the change"))).Material.NotReusable);
    }

    [Fact]
    public async Task A_material_is_used_until_its_last_day_and_one_of_a_single_use_never_again()
    {
        HandedInMaterial proof = await _ledger.HandInAsync(MaterialLedger.Plan() with { Type = "CL050101", Level = TrustLevel.A });
        DateOnly last = proof.Material.Material.ValidTo!.Value;
        _ledger.Clock.Now += TimeSpan.FromDays(last.DayNumber - LicenceDate.InChina(_ledger.Clock.Now).DayNumber);
        Assert.Null(Reopened(proof).NotReusable);
        _ledger.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal((MaterialState.Expired, "expired"), (Reopened(proof).State, Reopened(proof).NotReusable!.Code));
        Assert.Equal("not-reusable", (await _ledger.HandInAsync(MaterialLedger.Plan() with { Type = "CL010204" })).Material.NotReusable!.Code);
    }

    private static MaterialRequest Next(HandedInMaterial before) =>
        MaterialLedger.Plan() with { Replaces = before.Material.Material.Identifier.ToString() };

    private OpenedMaterial Reopened(HandedInMaterial material) =>
        _ledger.Register.Open(new MaterialRight(MaterialLedger.Authority), material.Material.Material.Identifier.ToString());

    private Task<HandedInMaterial> PromiseAsync(PromiseRequest request) =>
        _ledger.Register.PromiseAsync(MaterialLedger.Authority, request, _ledger.Key(), CancellationToken.None);

    private async Task RefusedAsync(LedgerError error, Func<Task> act)
    {
        long size = _ledger.Parties.Writer.Head!.Size;
        Assert.Equal(error, (await Assert.ThrowsAsync<LedgerException>(act)).Error);
        Assert.Equal(size, _ledger.Parties.Writer.Head!.Size);
    }
}
