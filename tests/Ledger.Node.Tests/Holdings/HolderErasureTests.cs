using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Consents;
using Ledger.Node.Holdings;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.SignIn;
using Ledger.Node.Tests.Consents;
using Ledger.Node.Tests.Licences;
using Ledger.Node.Tests.Materials;

namespace Ledger.Node.Tests.Holdings;

public sealed class HolderErasureTests : IAsyncDisposable
{
    private readonly ConsentLedger _ledger = new();
    private readonly HolderErasure _erasure;

    public HolderErasureTests() => _erasure = new HolderErasure(_ledger.Parties.Writer, _ledger.Parties.Holders, _ledger.Materials.Register, _ledger.Clock);

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task An_erased_holder_is_gone_from_everywhere_and_the_log_proves_that_there_was_one()
    {
        byte[] file = MaterialLedger.Pdf("只在这份材料里的一句话");
        HandedInMaterial material = await _ledger.Materials.HandInAsync(file: file);
        await _ledger.IssueBusinessAsync();
        OpenedConsent consent = await _ledger.GrantAsync();
        await _ledger.Uses().UseAsync(ConsentLedger.Caller(), ConsentLedger.Use(consent), _ledger.NewKey(), CancellationToken.None);
        await RevokeAsync();
        Assert.NotEmpty(_ledger.Materials.StoredFiles());

        Assert.Empty(_erasure.Obstacles(_ledger.Company, of: null));
        RequestKey key = _ledger.NewKey();
        ErasedHolder erased = await EraseAsync(key);
        Assert.Equal(erased.Receipt.Index, (await EraseAsync(key)).Receipt.Index);
        Assert.Empty(_ledger.Materials.StoredFiles());
        Assert.Empty(_ledger.Register.Of(_ledger.Company, after: null));
        Assert.Empty(_ledger.Uses().Of(_ledger.Company, before: null));
        Assert.Equal(-1, _ledger.Parties.StoredBytes().AsSpan().IndexOf(material.Material.Content.FileKey.Span));
        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => EraseAsync(_ledger.NewKey()));

        using LedgerRead rows = _ledger.Parties.Writer.Read();
        Assert.Null(MaterialFileCheck.Find(rows, _ledger.Materials.Folder, _ => { }, CancellationToken.None));
        StatusProof proof = new LogProofs(rows).Status(erased.MapKey, StatusBundle.MaxEvents);
        Assert.Equal((SubjectStatus.Withdrawn, erased.Receipt.Index), (proof.Entry!.Status, proof.Entry.LastIndex));
        Assert.True(proof.MapProof.VerifyInclusion(MerkleHasher.Sm3, erased.MapKey, proof.Entry.ValueHash(), proof.Head.MapCommit.MapRoot));
        _ledger.Parties.RequireReplay();

        // The same company comes again, as somebody new.
        await _ledger.Materials.HandInAsync(file: file);
        Assert.Single(_ledger.Materials.Queries.List(MaterialLedger.Authority, null, null, LicencePaging.First).Materials);
    }

    [Fact]
    public async Task What_law_keeps_or_others_hold_stands_in_the_way_and_nothing_is_erased()
    {
        IssuedLicence issued = await _ledger.IssueBusinessAsync();
        HandedInMaterial doubted = await _ledger.Materials.HandInAsync();
        await _ledger.Materials.Register.DisputeAsync(_ledger.Materials.Act(doubted), CancellationToken.None);
        Assert.Equal(["licence-in-force", "material-in-doubt"], _erasure.Obstacles(_ledger.Company, of: null).Select(one => one.Code));
        LedgerException refusal = await ConsentLedger.RefusedAsync(LedgerError.WrongState, () => EraseAsync(_ledger.NewKey()));
        Assert.Contains(issued.Licence.Identifier.ToString(), refusal.Chinese, StringComparison.Ordinal);
        Assert.NotEmpty(_ledger.Materials.Read(doubted.Material.Material.Identifier.ToString()));

        await RevokeAsync();
        Assert.Equal("material-in-doubt", Assert.Single(_erasure.Obstacles(_ledger.Company, of: null)).Code);
        await _ledger.Materials.Register.LiftDisputeAsync(_ledger.Materials.Act(doubted), CancellationToken.None);
        Assert.Empty(_erasure.Obstacles(_ledger.Company, of: null));
    }

    [Fact]
    public async Task Nobody_erases_anybody_else()
    {
        await _ledger.Materials.HandInAsync();
        SignedInPerson stranger = _ledger.Person("stranger", ("111", ConsentLedger.Mother));
        await ConsentLedger.RefusedAsync(LedgerError.NotFound, () => _erasure.EraseAsync(stranger, of: null, _ledger.NewKey(), CancellationToken.None));
        await ConsentLedger.RefusedAsync(
            LedgerError.NotFound,
            () => _erasure.EraseAsync(stranger, new HolderCode("001", SampleLicences.Lanchuan.Code), _ledger.NewKey(), CancellationToken.None));
        SignedInPerson both = _ledger.Person("both", ("111", ConsentLedger.Mother), ("001", SampleLicences.Lanchuan.Code));
        Assert.Equal("/holder", (await ConsentLedger.RefusedAsync(
            LedgerError.MissingField, () => _erasure.EraseAsync(both, of: null, _ledger.NewKey(), CancellationToken.None))).Field);
    }

    private Task<ErasedHolder> EraseAsync(RequestKey key) => _erasure.EraseAsync(_ledger.Company, of: null, key, CancellationToken.None);

    private async Task RevokeAsync()
    {
        string identifier = Assert.Single(_ledger.Issuing.OfHolder(IssuingLedger.Issuer)).Identifier.ToString();
        await _ledger.Issuing.Register.RevokeAsync(IssuingLedger.On(identifier, "end"), RevocationReason.Cancelled, null, CancellationToken.None);
    }
}
