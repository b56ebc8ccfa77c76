using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Node.Seals;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Seals;

public sealed class SealWorkshopTests : IAsyncDisposable
{
    private readonly SealOffice _office = new(makesSeals: true);

    private string Folder => Path.Combine(_office.Ledger.KeyFolder, "seals");

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Approval_makes_the_seal_and_its_files_are_for_the_owner_alone()
    {
        Seal seal = await _office.ApproveAsync(await _office.ApplyAsync());
        Assert.Equal((SealState.InForce, "made"), (seal.Recorded, seal.Origin));
        string own = Assert.Single(Directory.EnumerateDirectories(Folder));
        Assert.Equal(
            ["seal-maker.crt", "seal.crt", "seal.esl", "seal.key", "signing.crt", "signing.key"],
            Directory.EnumerateFiles(own).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(
            Directory.EnumerateFiles(own), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));

        // Whoever starts the node next finds the same keys.
        using SealingKeys again = SealingKeys.Load(_office.Ledger.KeyFolder);
        AuthorityKeys keys = again.Of(IssuingLedger.Issuer);
        Assert.Equal(seal.SealSm3, keys.SealSm3);
        Assert.Equal("长宁区市场监督管理局（演示）", keys.Name);
        Assert.True(CertificateChain.Check(keys.SealCertificate, [], _office.Ledger.Seals.Roots, _office.Ledger.Clock.Now).IsTrusted);
        Assert.True(CertificateChain.Check(keys.SigningCertificate, [], _office.Ledger.Seals.Roots, _office.Ledger.Clock.Now).IsTrusted);
    }

    [Fact]
    public async Task What_it_made_seals_licences_that_verify()
    {
        Seal seal = await _office.MadeAsync();
        await _office.GrantAsync(seal);
        Ledger.Node.Licences.IssuedLicence issued = await _office.IssueAsync("T0001");
        Ledger.Crypto.Verification.LicenceDocument document =
            _office.Ledger.Register.Open(IssuingLedger.Issuer, issued.Licence.Identifier.ToString()).Document;
        ESealReport report = ESealVerifier.Verify(document.Seal.Span, document.Statement.ToBytes(), _office.Ledger.Seals.Roots, document.Certificates);
        Assert.All(report.Steps, step => Assert.True(step.Passed, step.Compared));
    }

    [Fact]
    public async Task The_picture_that_was_sent_is_what_the_seal_shows()
    {
        byte[] svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><circle r=\"4\" fill=\"red\"/></svg>"u8.ToArray();
        SealApplication application = SealOffice.Application with { Picture = SealPictures.Check(svg, 40, 30) };
        Seal seal = (await _office.Register.ApplyAsync(SealOffice.Applicant, application, _office.NewKey(), CancellationToken.None)).Seal;
        await _office.ApproveAsync(seal);
        ESealPicture shown = _office.Register.PictureOf(IssuingLedger.Issuer, seal.Handle);
        Assert.Equal((40, 30), (shown.Width, shown.Height));
        Assert.Equal(svg, shown.Data.ToArray());
    }

    [Fact]
    public async Task Files_are_written_before_the_event_and_a_refused_approval_leaves_no_seal()
    {
        Seal seal = await _office.ApplyAsync();
        Assert.Equal(LedgerError.NotAllowed, await SealOffice.RefusalOf(_office.ApproveAsync(seal, SealOffice.Applicant)));
        Assert.Empty(Directory.EnumerateDirectories(Folder));

        // A crash between files and event: they are found again and used.
        string name = Path.Combine(Folder, Convert.ToHexStringLower(seal.Handle.Span));
        using SealWorkshop workshop = SealWorkshop.Find(_office.Ledger.KeyFolder)!;
        using (AuthorityKeys left = workshop.Make(seal, null, _office.Ledger.Clock.Now))
        {
            Assert.True(Directory.Exists(name));
            Seal approved = await _office.ApproveAsync(seal);
            Assert.Equal(left.SealSm3, approved.SealSm3);
        }
    }

    [Fact]
    public async Task Where_files_cannot_be_written_nothing_is_approved()
    {
        Seal seal = await _office.ApplyAsync();
        Directory.Delete(Folder);
        await File.WriteAllTextAsync(Folder, "in the way");
        Assert.Equal(LedgerError.Unavailable, await SealOffice.RefusalOf(_office.ApproveAsync(seal)));
        Assert.Equal(SealState.Applied, _office.Now(seal.Handle).Recorded);
    }

    [Fact]
    public void A_workshop_with_a_file_missing_is_refused_in_one_way()
    {
        File.Delete(Path.Combine(_office.Ledger.KeyFolder, "seal-maker", "p256-ca.crt"));
        Assert.Throws<FormatException>(() => SealWorkshop.Find(_office.Ledger.KeyFolder));
    }
}
