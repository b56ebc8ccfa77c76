using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Materials;

public sealed class MaterialErasureTests : IAsyncDisposable
{
    private readonly MaterialLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task After_an_erasure_neither_text_nor_key_nor_wrapped_key_is_on_the_disk_and_the_log_proves_that_there_was_something()
    {
        byte[] file = MaterialLedger.Pdf("只在这份材料里的一句话");
        HandedInMaterial kept = await _ledger.HandInAsync(file: MaterialLedger.Pdf("kept"));
        HandedInMaterial material = await _ledger.HandInAsync(file: file);
        await _ledger.Register.DisputeAsync(_ledger.Act(material, note: "只在这条说明里的一句话"), CancellationToken.None);
        byte[][] secrets;
        using (LedgerRead rows = _ledger.Parties.Writer.Read())
        {
            byte[][] wrapped = [.. MaterialTable.SealedIndexes(rows, material.Material.Material.Handle).Select(index => rows.Get(Column.Sealed, RowKey.Of(index))!)];
            Assert.Equal(2, wrapped.Length);
            secrets = [.. wrapped, material.Material.Content.FileKey.ToByteArray(), material.Material.Content.Salt.ToByteArray(), "只在这"u8.ToArray()];
            Assert.True(Stored().AsSpan().IndexOf(wrapped[0]) >= 0); // what is looked for is found while it is there
        }

        string identifier = material.Material.Material.Identifier.ToString();
        RequestKey key = _ledger.Key();
        ErasureCertificate certificate = await _ledger.Register.EraseAsync(MaterialLedger.Authority, identifier, key, CancellationToken.None);
        byte[] stored = Stored();
        Assert.All(secrets, secret => Assert.Equal(-1, stored.AsSpan().IndexOf(secret)));
        Assert.Single(_ledger.StoredFiles());
        Assert.Equal(
            LedgerError.NotFound, Assert.Throws<LedgerException>(() => _ledger.Register.Open(new MaterialRight(MaterialLedger.Authority), identifier)).Error);
        Assert.Equal(MaterialLedger.Pdf("kept"), _ledger.Read(kept.Material.Material.Identifier.ToString()));

        // Erased before: the same request certifies it again, another is refused.
        Assert.Equal(
            certificate.Statement.ToArray(), (await _ledger.Register.EraseAsync(MaterialLedger.Authority, identifier, key, CancellationToken.None)).Statement.ToArray());
        Assert.Equal(LedgerError.WrongState, (await Assert.ThrowsAsync<LedgerException>(
            () => _ledger.Register.EraseAsync(MaterialLedger.Authority, identifier, _ledger.Key(), CancellationToken.None))).Error);

        using LedgerRead after = _ledger.Parties.Writer.Read();
        LogProofs proofs = new(after);
        StatusProof proof = proofs.Status(certificate.MapKey, StatusBundle.MaxEvents);
        Assert.Equal((SubjectStatus.Withdrawn, 3), (proof.Entry!.Status, proof.Events.Count));
        Assert.True(proof.MapProof.VerifyInclusion(MerkleHasher.Sm3, certificate.MapKey, proof.Entry.ValueHash(), proof.Head.MapCommit.MapRoot));
        Assert.Null(MaterialFileCheck.Find(after, _ledger.Folder, _ => { }, CancellationToken.None));
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task What_is_certified_is_signed_by_the_authority_and_names_nobody()
    {
        HandedInMaterial material = await _ledger.HandInAsync();
        ErasureCertificate certificate = await _ledger.Register.EraseAsync(
            MaterialLedger.Authority, material.Material.Material.Identifier.ToString(), _ledger.Key(), CancellationToken.None);
        using X509Certificate2 signer = X509CertificateLoader.LoadCertificate(certificate.SigningCertificate.Span);
        using ECDsa key = signer.GetECDsaPublicKey()!;
        Assert.True(key.VerifyData(certificate.Statement.Span, certificate.Signature.Span, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        byte[] other = certificate.Statement.ToArray();
        other[^3] ^= 1;
        Assert.False(key.VerifyData(other, certificate.Signature.Span, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        string statement = Encoding.UTF8.GetString(certificate.Statement.Span);
        Assert.Contains(Convert.ToHexStringLower(material.Material.Material.Handle.Span), statement, StringComparison.Ordinal);
        Assert.DoesNotContain(MaterialLedger.Company.Code, statement, StringComparison.Ordinal);
        Assert.DoesNotContain(MaterialLedger.Company.Name, statement, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_authority_erases_nothing()
    {
        HandedInMaterial material = await _ledger.HandInAsync();
        string identifier = material.Material.Material.Identifier.ToString();
        Assert.Equal(LedgerError.NotFound, (await Assert.ThrowsAsync<LedgerException>(
            () => _ledger.Register.EraseAsync(MaterialLedger.Stranger, identifier, _ledger.Key(), CancellationToken.None))).Error);
        Assert.NotEmpty(_ledger.Read(identifier));
    }

    [Fact]
    public async Task Who_erases_a_holder_makes_all_their_materials_unreadable()
    {
        HandedInMaterial material = await _ledger.HandInAsync();
        await _ledger.Parties.Holders.EraseAsync(material.Material.Material.Holder, CancellationToken.None);
        Assert.Throws<LedgerException>(() => _ledger.Read(material.Material.Material.Identifier.ToString()));
        Assert.Empty(_ledger.Queries.List(MaterialLedger.Authority, null, null, LicencePaging.First).Materials);
    }

    private byte[] Stored() => [.. _ledger.Parties.StoredBytes(), .. _ledger.StoredFiles().SelectMany(File.ReadAllBytes)];
}
