using System.Text;
using Ledger.Node.Consents;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Licences;
using Ledger.Node.Tests.Materials;

namespace Ledger.Node.Tests.Consents;

/// <summary>Uses of materials: what a consent opens, and what the material itself allows.</summary>
public sealed class MaterialUsesTests : IAsyncDisposable
{
    private readonly ConsentLedger _ledger = new();
    private readonly UseRegister _uses;

    public MaterialUsesTests() => _uses = _ledger.Uses();

    private ConsentTerms Terms => _ledger.Terms with { Licences = [], Materials = [ConsentLedger.PlanType], Authorities = [ConsentLedger.Elsewhere], Count = 20 };

    private static UseCaller Suzhou => ConsentLedger.Caller(ConsentLedger.Elsewhere);

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task A_consent_opens_the_file_and_its_holder_sees_who_took_it()
    {
        byte[] file = [.. MaterialLedger.Pdf(), .. new byte[150_000]];
        string plan = NameOf(await _ledger.Materials.HandInAsync(file: file));
        OpenedConsent consent = await _ledger.GrantAsync(Terms);
        MadeMaterialUse use = await UseAsync(ConsentLedger.UsePlan(consent));
        Assert.Equal((plan, true), (use.Material.Material.Identifier.ToString(), use.HasFile));
        Assert.Equal(file, await ReadAsync(use, new FilePart()));
        Assert.Equal(file[70_000..], await ReadAsync(use, new FilePart(70_000)));
        Assert.Equal(file[65_536..65_537], await ReadAsync(use, new FilePart(65_536, 1)));
        Assert.Equal(file[^1..], await ReadAsync(use, new FilePart(file.Length - 1, 9)));
        foreach (FilePart none in (FilePart[])[new(file.Length), new(-1), new(0, 0)])
        {
            Assert.Equal(LedgerError.InvalidField, Assert.Throws<LedgerException>(() => _uses.OpenFile(Suzhou, use.Receipt.Index, none)).Error);
        }

        OpenedUse seen = Assert.Single(_uses.Of(_ledger.Company, before: null));
        Assert.Equal((plan, true, null), (seen.Material!.Identifier.ToString(), seen.Content!.File, seen.Licence));
        using LedgerRead rows = _ledger.Parties.Writer.Read();
        string body = Encoding.UTF8.GetString(rows.Get(Column.Bodies, RowKey.Of(use.Receipt.Index))!);
        Assert.All([plan, "clerk-9", ConsentLedger.FoodItem, ConsentLedger.Elsewhere], text => Assert.DoesNotContain(text, body, StringComparison.Ordinal));
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task Nothing_is_given_to_others_nor_after_an_hour_nor_of_another_event()
    {
        HandedInMaterial plan = await _ledger.Materials.HandInAsync();
        OpenedConsent consent = await _ledger.GrantAsync(Terms);
        MadeMaterialUse use = await UseAsync(ConsentLedger.UsePlan(consent));
        NotFound(ConsentLedger.Caller(ConsentLedger.Elsewhere) with { System = "another system" }, use.Receipt.Index);
        NotFound(Suzhou, plan.Receipt.Index);
        NotFound(Suzhou, -1);
        NotFound(Suzhou, long.MaxValue);
        _ledger.Clock.Now += UseRegister.FileFor;
        _ = await ReadAsync(use, new FilePart());
        _ledger.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(LedgerError.WrongState, Assert.Throws<LedgerException>(() => _uses.OpenFile(Suzhou, use.Receipt.Index, new FilePart())).Error);
        MadeUse licence = await LicenceUseAsync();
        NotFound(ConsentLedger.Caller(), licence.Receipt.Index);
    }

    [Fact]
    public async Task Outside_of_what_was_allowed_nothing_is_given_and_nothing_is_counted()
    {
        _ = await _ledger.Materials.HandInAsync();
        OpenedConsent consent = await _ledger.GrantAsync(Terms);
        OpenedConsent licences = await _ledger.GrantAsync(_ledger.Terms with { Authorities = [ConsentLedger.Elsewhere] });
        MaterialUseRequest good = ConsentLedger.UsePlan(consent);
        await RefusedAsync(LedgerError.NotAllowed, ConsentLedger.UsePlan(licences));
        await RefusedAsync(LedgerError.NotAllowed, good with { Purpose = good.Purpose with { ItemCode = ConsentLedger.CardItem } });
        await RefusedAsync(LedgerError.NotAllowed, good with { Material = "CL020102" });
        await RefusedAsync(LedgerError.InvalidField, good with { Material = "CL999999" });
        await RefusedAsync(LedgerError.InvalidField, good with { Fields = [] });
        await RefusedAsync(LedgerError.InvalidField, good with { Fields = ["NONE"] });
        await RefusedAsync(LedgerError.NotFound, good with { Claim = good.Claim with { Consent = new string('0', 32) } });
        await RefusedAsync(LedgerError.NotFound, good with { Holder = new HolderCode("111", ConsentLedger.Mother) });
        await RefusedAsync(LedgerError.NotFound, good, ConsentLedger.Caller(IssuingLedger.Stranger));
        await RefusedAsync(LedgerError.NotFound, good, Suzhou with { Right = Suzhou.Right with { OnlyTypes = [ConsentLedger.BusinessType] } });

        // Without a consent, the own authority's only.
        _ = await _ledger.PlanAsync(registeredBy: IssuingLedger.Stranger);
        BasisClaim plan = new(UseBasis.Inspection, Number: "JC-2026-0007", RegisteredBy: IssuingLedger.Stranger);
        await RefusedAsync(LedgerError.NotFound, ConsentLedger.UsePlan(plan));
        await RefusedAsync(LedgerError.NotAllowed, ConsentLedger.UsePlan(new BasisClaim(UseBasis.Unspecified)));
        Assert.Equal(0, _ledger.Now(consent).Used);
        Assert.True((await UseAsync(ConsentLedger.UsePlan(plan), ConsentLedger.Caller(MaterialLedger.Authority))).HasFile);
    }

    [Fact]
    public async Task What_may_not_be_used_again_is_refused_with_the_reason_also_on_a_use_made_before()
    {
        HandedInMaterial plan = await _ledger.Materials.HandInAsync();
        OpenedConsent consent = await _ledger.GrantAsync(Terms);
        RequestKey key = _ledger.NewKey();
        MadeMaterialUse use = await UseAsync(ConsentLedger.UsePlan(consent), key: key);
        Assert.Equal(use.Receipt.Index, (await UseAsync(ConsentLedger.UsePlan(consent), key: key)).Receipt.Index);
        await _ledger.Materials.Register.DisputeAsync(_ledger.Materials.Act(plan), CancellationToken.None);
        Assert.Equal("材料状态为存疑。", (await RefusedAsync(LedgerError.WrongState, ConsentLedger.UsePlan(consent))).Chinese);
        Assert.Equal(LedgerError.WrongState, Assert.Throws<LedgerException>(() => _uses.OpenFile(Suzhou, use.Receipt.Index, new FilePart())).Error);
        await ConsentLedger.RefusedAsync(LedgerError.WrongState, () => UseAsync(ConsentLedger.UsePlan(consent), key: key));

        // Another that may be used is used instead, unless the one was asked for.
        HandedInMaterial other = await _ledger.Materials.HandInAsync(file: MaterialLedger.Pdf("另一张"));
        Assert.Equal(NameOf(other), (await UseAsync(ConsentLedger.UsePlan(consent))).Material.Material.Identifier.ToString());
        await RefusedAsync(LedgerError.WrongState, ConsentLedger.UsePlan(consent, NameOf(plan)));
        await _ledger.Materials.Register.EraseAsync(MaterialLedger.Authority, NameOf(other), _ledger.NewKey(), CancellationToken.None);
        await RefusedAsync(LedgerError.NotFound, ConsentLedger.UsePlan(consent, NameOf(other)));

        ConsentTerms proofs = Terms with { Materials = ["CL010102"] };
        _ = await _ledger.Materials.HandInAsync(MaterialLedger.Plan() with { Type = "CL010102", Name = "住所证明.pdf", Dated = new DateOnly(2025, 3, 10) });
        Assert.True((await UseAsync(ConsentLedger.UsePlan(await _ledger.GrantAsync(proofs), "CL010102"))).HasFile);
        _ledger.Clock.Now += TimeSpan.FromDays(20);
        OpenedConsent later = await _ledger.GrantAsync(proofs with { To = _ledger.Clock.Now.AddDays(1) });
        Assert.Equal("材料状态为过期。", (await RefusedAsync(LedgerError.WrongState, ConsentLedger.UsePlan(later, "CL010102"))).Chinese);
    }

    private async Task<MadeUse> LicenceUseAsync()
    {
        _ = await _ledger.IssueBusinessAsync();
        return await _uses.UseAsync(ConsentLedger.Caller(), ConsentLedger.Use(await _ledger.GrantAsync()), _ledger.NewKey(), CancellationToken.None);
    }

    private void NotFound(UseCaller caller, long index) =>
        Assert.Equal(LedgerError.NotFound, Assert.Throws<LedgerException>(() => _uses.OpenFile(caller, index, new FilePart())).Error);

    private async Task<byte[]> ReadAsync(MadeMaterialUse use, FilePart part)
    {
        using GuardedFile file = _uses.OpenFile(Suzhou, use.Receipt.Index, part);
        using MemoryStream content = new();
        await file.CopyToAsync(content);
        Assert.Equal(file.Bytes, content.Length);
        return content.ToArray();
    }

    private static string NameOf(HandedInMaterial material) => material.Material.Material.Identifier.ToString();

    private Task<MadeMaterialUse> UseAsync(MaterialUseRequest request, UseCaller? caller = null, RequestKey? key = null) =>
        _uses.UseAsync(caller ?? Suzhou, request, key ?? _ledger.NewKey(), CancellationToken.None);

    private Task<LedgerException> RefusedAsync(LedgerError error, MaterialUseRequest request, UseCaller? caller = null) =>
        ConsentLedger.RefusedAsync(error, () => UseAsync(request, caller));
}
