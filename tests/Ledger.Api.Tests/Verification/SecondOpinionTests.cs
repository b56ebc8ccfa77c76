using Ledger.Api.Tests.Documents;
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
            Assert.Contains("Signature Validation: Signature is Valid.", report, StringComparison.Ordinal);
            Assert.Contains("Certificate Validation: Certificate is Trusted.", report, StringComparison.Ordinal);
            Assert.Contains("Total document signed", report, StringComparison.Ordinal);
            Assert.DoesNotContain("Not total document signed", report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Qpdf_finds_nothing_wrong()
    {
        for (int i = 0; i < _province.Identifiers.Count; i++)
        {
            Tool.Run("qpdf", "qpdf", "--check", _folder[$"{i}.pdf"]);
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
