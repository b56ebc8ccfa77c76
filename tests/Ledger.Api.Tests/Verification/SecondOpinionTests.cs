using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents;
using Ledger.Crypto.Certificates;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Verification;

/// <summary>The files of real licences, judged by programs that know nothing of this system.</summary>
public sealed class SecondOpinionTests : IClassFixture<Province>, IDisposable
{
    private readonly Province _province;
    private readonly TemporaryFolder _folder = new();

    public SecondOpinionTests(Province province)
    {
        _province = province;
        foreach ((int place, string identifier) in province.Identifiers.Index())
        {
            File.WriteAllBytes(_folder[$"{place}.pdf"], province.Pdf(identifier));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pdfsig_trusts_each_with_the_root_alone()
    {
        Tool.Run("certutil", "libnss3-tools", "-N", "-d", _folder.Path, "--empty-password");
        Tool.Run("certutil", "libnss3-tools", "-A", "-d", _folder.Path, "-n", "root", "-t", "CT,C,C", "-i", _province.RootFile);
        for (int i = 0; i < _province.Identifiers.Count; i++)
        {
            string report = Tool.Run("pdfsig", "poppler-utils", "-nssdir", _folder.Path, _folder[$"{i}.pdf"]);
            string[] signatures = report.Split("Signature #")[1..];
            Assert.Equal(3, signatures.Length); // the second, SM2 signature and the document time stamp are listed too
            Assert.Contains("Signature Validation: Signature is Valid.", signatures[0], StringComparison.Ordinal);
            Assert.Contains("Certificate Validation: Certificate is Trusted.", signatures[0], StringComparison.Ordinal);
            Assert.Contains("Signature Type: ETSI.CAdES.detached", signatures[0], StringComparison.Ordinal);
            Assert.Contains("Signature Field Name: Signature2", signatures[1], StringComparison.Ordinal);
            Assert.Contains("Signature Validation: Signature has not yet been verified.", signatures[1], StringComparison.Ordinal);
            Assert.Contains("Signature Field Name: TimeStamp1", signatures[2], StringComparison.Ordinal);
            Assert.Contains("Total document signed", signatures[2], StringComparison.Ordinal);
            Assert.DoesNotContain("Not total document signed", signatures[2], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Qpdf_finds_nothing_wrong_in_any_revision()
    {
        for (int i = 0; i < _province.Identifiers.Count; i++)
        {
            FileParts parts = new(File.ReadAllBytes(_folder[$"{i}.pdf"]));
            Assert.Equal(4, parts.Ends.Count);
            for (int last = 1; last <= 4; last++)
            {
                File.WriteAllBytes(_folder["revision.pdf"], parts.File(Enumerable.Range(1, last)));
                Tool.Run("qpdf", "qpdf", "--check", _folder["revision.pdf"]);
            }
        }
    }

    [Fact]
    public void A_program_in_another_language_verifies_the_SM2_signature_and_its_stamp()
    {
        string script = Path.Combine(Repository.Root, "tests", "independent", "pdf.py");
        for (int i = 0; i < _province.Identifiers.Count; i++)
        {
            string report = Tool.Run("python3", "python3", script, _folder[$"{i}.pdf"], _province["pki/sm2-root.crt"]);
            Assert.Contains("SM2 signature over", report, StringComparison.Ordinal);
            Assert.Contains("SM2 time stamp of", report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Openssl_verifies_the_document_time_stamp_and_that_of_the_signature()
    {
        PdfReading reading = PdfReader.Read(File.ReadAllBytes(_folder["0.pdf"]), CancellationToken.None);
        SignedData first = SignedData.Parse(reading.Signatures[0].Message.Span);
        (byte[] Data, byte[] Token)[] stamps =
        [
            (reading.Signatures[2].SignedBytes(), reading.Signatures[2].Message.ToArray()),
            (first.SignatureBytes.ToArray(), first.TimeStamp!.Value.ToArray()),
        ];
        foreach ((byte[] data, byte[] token) in stamps)
        {
            File.WriteAllBytes(_folder["data"], data);
            File.WriteAllBytes(_folder["token"], token);
            Tool.Run("openssl", "openssl", "ts", "-verify", "-data", _folder["data"], "-in", _folder["token"], "-token_in", "-CAfile", _province.RootFile);
        }
    }

    [Theory]
    [InlineData(0, "欧阳䶮𬭎")]
    [InlineData(1, "㐀明远")]
    [InlineData(2, "欧阳䶮𬭎")]
    public void Pdftotext_gives_rare_characters_back(int place, string name) =>
        Assert.Contains(name, Tool.Run("pdftotext", "poppler-utils", "-layout", _folder[$"{place}.pdf"], "-"), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "有效期限", "有效期至")]
    [InlineData(2, "有效期至", "有效期限")]
    [InlineData(3, "有效期至", "有效期限")]
    public void The_end_of_validity_is_printed_once(int place, string printed, string absent)
    {
        string text = string.Concat(Tool.Run("pdftotext", "poppler-utils", "-layout", _folder[$"{place}.pdf"], "-").Where(c => !char.IsWhiteSpace(c)));
        Assert.Contains(printed, text, StringComparison.Ordinal);
        Assert.DoesNotContain(absent, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Zbarimg_reads_where_to_verify()
    {
        for (int i = 0; i < _province.Identifiers.Count; i++)
        {
            string identifier = _province.Identifiers[i];
            OpenedLicence opened = _province.Node.Licences.Open(Province.Issuing.Code, identifier);
            Tool.Run("pdftoppm", "poppler-utils", "-r", "150", "-png", "-singlefile", _folder[$"{i}.pdf"], _folder[$"{i}"]);
            string text = Tool.Run("zbarimg", "zbar-tools", "--quiet", "--raw", _folder[$"{i}.png"]).TrimEnd('\n');
            Assert.Equal($"https://licence.example/?id={identifier}&code={opened.CheckCode}", text);
        }
    }
}
