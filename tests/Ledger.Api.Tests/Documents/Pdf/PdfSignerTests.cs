using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Tests.Documents.Pdf;

/// <summary>PAdES signatures (ETSI EN 319 142-1), judged by poppler with NSS.</summary>
public sealed class PdfSignerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PdfSignerTests()
    {
        File.WriteAllText(_folder["root.pem"], TestSigner.Root.ExportCertificatePem());
        Tool.Run("certutil", "libnss3-tools", "-N", "-d", _folder.Path, "--empty-password");
        Tool.Run("certutil", "libnss3-tools", "-A", "-d", _folder.Path, "-n", "root", "-t", "CT,C,C", "-i", _folder["root.pem"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pdfsig_trusts_the_signature_and_sees_the_whole_file_signed()
    {
        string report = Judge(SampleLicence.Write(SampleLicence.Business, TestSigner.ForPdf));
        Assert.Contains("Signature Validation: Signature is Valid.", report, StringComparison.Ordinal);
        Assert.Contains("Certificate Validation: Certificate is Trusted.", report, StringComparison.Ordinal);
        Assert.Contains("Signature Type: ETSI.CAdES.detached", report, StringComparison.Ordinal);
        Assert.Contains("Total document signed", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Not total document signed", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Pdfsig_sees_a_changed_byte()
    {
        byte[] pdf = SampleLicence.Write(SampleLicence.Business, TestSigner.ForPdf);
        pdf[5000] ^= 1;
        Assert.Contains("Signature Validation: Digest Mismatch.", Judge(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_longer_than_the_room_kept_for_it_is_refused()
    {
        PdfSigner small = TestSigner.ForPdf with { MaximumLength = 100 };
        Assert.Throws<ArgumentException>(() => SampleLicence.Write(SampleLicence.Business, small));
    }

    private string Judge(byte[] pdf)
    {
        File.WriteAllBytes(_folder["licence.pdf"], pdf);
        return Tool.Run("pdfsig", "poppler-utils", "-nssdir", _folder.Path, _folder["licence.pdf"]);
    }
}
