using Ledger.Api.Demo;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Verification;

/// <summary>Who signed or stamped a file was not revoked before: by the lists of whoever verifies, and by those in the file.</summary>
public sealed class FileRevocationTests(ListedProvince listed) : IClassFixture<ListedProvince>
{
    private const string Name = "file-revocation";

    private readonly Province _province = listed.Province;
    private readonly byte[] _pdf = listed.Province.Pdf(listed.Province.Identifiers[0]);
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    [Fact]
    public async Task The_file_carries_the_lists_of_its_signers_issuers_and_is_valid_to_us_and_to_others()
    {
        PdfSecurityStore store = PdfReader.Read(_pdf, CancellationToken.None).Store!;
        Assert.Equal([[0], [1]], store.Validations.Select(validation => validation.RevocationLists));
        Assert.Equal(["长三角电子证照根（P-256，演示）", "长三角电子证照根（SM2，演示）"], store.RevocationLists.Select(der => NameOf(RevocationList.Parse(der))));
        Verdict verdict = await VerifyAsync(_pdf, _province.Policy, _now);
        Assert.True(verdict.Conclusion == Conclusion.Valid, VerdictPrinter.Print(verdict));
        Assert.Equal(CheckResult.Passed, ResultOf(verdict));

        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder["licence.pdf"], _pdf);
        await File.WriteAllBytesAsync(folder["p256.crl"], store.RevocationLists[0].ToArray());
        Tool.Run("qpdf", "qpdf", "--check", folder["licence.pdf"]);
        Assert.Contains("Signature is Valid", Tool.Run("pdfsig", "poppler-utils", folder["licence.pdf"]), StringComparison.Ordinal);
        Tool.Run("openssl", "openssl", "crl", "-inform", "DER", "-in", folder["p256.crl"], "-CAfile", _province.RootFile, "-noout");
    }

    [Theory]
    [InlineData("signing")]
    [InlineData("seal")]
    [InlineData("tsa-p256")]
    [InlineData("tsa-sm2")]
    public async Task Revoked_before_the_stamp_is_not_valid_and_revoked_after_it_is(string signer)
    {
        TrustPolicy before = Revoking(signer, _now.AddHours(-1), CertificateRevocationReason.Superseded);
        Verdict wrong = await VerifyAsync(_pdf, before, _now);
        Assert.Equal((Conclusion.NotValid, CheckResult.Failed), (wrong.Conclusion, ResultOf(wrong)));

        TrustPolicy after = Revoking(signer, _now.AddHours(1), CertificateRevocationReason.Superseded);
        Verdict right = await VerifyAsync(_pdf, after, _now.AddHours(2));
        Assert.Equal((Conclusion.Valid, CheckResult.Passed), (right.Conclusion, ResultOf(right)));
    }

    [Theory]
    [InlineData("signing", Conclusion.Valid)]
    [InlineData("seal", Conclusion.Valid)]
    [InlineData("tsa-sm2", Conclusion.Valid)] // its stamp lies under the document's, by another key
    [InlineData("tsa-p256", Conclusion.CannotTell)]
    public async Task A_key_stolen_later_takes_nothing_back_but_the_time_that_it_alone_vouches_for(string signer, Conclusion expected)
    {
        TrustPolicy stolen = Revoking(signer, _now.AddHours(1), CertificateRevocationReason.KeyCompromise);
        Verdict verdict = await VerifyAsync(_pdf, stolen, _now.AddHours(2));
        Assert.True(verdict.Conclusion == expected, VerdictPrinter.Print(verdict));
        Assert.Equal(expected == Conclusion.Valid ? CheckResult.Passed : CheckResult.Unknown, ResultOf(verdict));
    }

    [Fact]
    public async Task A_list_in_the_file_counts_though_the_verifier_has_none()
    {
        RevokedCertificate entry = new(CertificateOf("signing").SerialNumber, _now.AddHours(-1), CertificateRevocationReason.CessationOfOperation);
        byte[] file = await _province.SmallPdfAsync(_province.Identifiers[0], [_province.ListOf("p256-root", [entry], _now.AddHours(-1), _now.AddDays(7))]);
        Verdict verdict = await VerifyAsync(file, _province.Policy, _now);
        Assert.Equal(CheckResult.Failed, ResultOf(verdict));
        Assert.Equal(CheckResult.Passed, verdict.Checks.Single(check => check.Name == "file-store").Result);
    }

    [Fact]
    public async Task Without_any_list_nothing_is_said_unless_the_policy_asks_for_one()
    {
        byte[] file = await _province.SmallPdfAsync(_province.Identifiers[0], []);
        Assert.DoesNotContain((await VerifyAsync(file, _province.Policy, _now)).Checks, check => check.Name == Name);
        Assert.Equal(CheckResult.Unknown, ResultOf(await VerifyAsync(file, _province.Policy with { RequiresRevocation = true }, _now)));
    }

    [Fact]
    public async Task Lists_that_have_run_out_since_tell_what_was_when_the_file_was_stamped()
    {
        TrustPolicy patient = _province.Policy with { MaximumAge = TimeSpan.FromDays(366) };
        Verdict later = await VerifyAsync(_pdf, patient, _now.AddDays(60));
        Assert.Equal((Conclusion.Valid, CheckResult.Passed), (later.Conclusion, ResultOf(later)));
        Assert.Contains("when the file was stamped", later.Checks.Single(check => check.Name == Name).English, StringComparison.Ordinal);
        Assert.Equal(CheckResult.Unknown, ResultOf(await VerifyAsync(_pdf, patient with { RequiresRevocation = true }, _now.AddDays(60))));
    }

    [Fact]
    public async Task Lists_that_no_signer_needs_or_in_another_form_are_not_valid_even_when_stamped()
    {
        using DemoPki others = DemoPki.Create(_province["others"], _now);
        using SigningKey key = SigningKeyFile.Load(_province["others/p256-root.key"]);
        CertificateAuthority stranger = new(key, Certificate.ParsePem(await File.ReadAllTextAsync(_province["others/p256-root.crt"])));
        byte[] foreign = stranger.IssueRevocationList(1, _now.AddHours(-1), _now.AddDays(7), []).Raw.ToArray();
        PdfSecurityStore own = PdfReader.Read(_pdf, CancellationToken.None).Store!;
        PdfSecurityStore.Validation first = own.Validations[0];
        PdfSecurityStore[] stores =
        [
            own with { RevocationLists = [foreign, own.RevocationLists[1]] },
            own with { RevocationLists = [.. own.RevocationLists, foreign] },
            own with { RevocationLists = [.. own.RevocationLists, own.RevocationLists[0]] },
            own with { RevocationLists = [.. own.RevocationLists.Reverse()] },
            own with { RevocationLists = [own.RevocationLists[0], new byte[] { 0x30, 0 }] },
            own with { Validations = [first with { RevocationLists = [] }, own.Validations[1]] },
            own with { Validations = [first with { RevocationLists = [0, 1] }, own.Validations[1]] },
            own with { RevocationLists = [own.RevocationLists[0]], Validations = [first, first with { Key = own.Validations[1].Key }] },
        ];
        Assert.Equal(Conclusion.Valid, (await VerifyAsync(await OtherStore.StampAsync(_province, _pdf, own), _province.Policy, _now)).Conclusion);
        foreach (PdfSecurityStore store in stores)
        {
            Verdict verdict = await VerifyAsync(await OtherStore.StampAsync(_province, _pdf, store), _province.Policy, _now);
            Assert.Equal("file-store", Assert.Single(verdict.Checks, check => check.Result == CheckResult.Failed).Name);
        }
    }

    [Fact]
    public async Task Long_and_old_lists_stay_out_of_the_file()
    {
        RevocationList fits = ListOf(1, _now.AddDays(7)), tooLong = fits;
        for (int entries = 2; tooLong.Raw.Length <= SecurityStoreMaker.LongestList; entries++)
        {
            (fits, tooLong) = (tooLong, ListOf(entries, _now.AddDays(7)));
        }

        foreach ((RevocationList list, int kept) in new[] { (fits, 1), (tooLong, 0), (ListOf(1, _now.AddMinutes(-1)), 0) })
        {
            byte[] file = await _province.SmallPdfAsync(_province.Identifiers[0], [list]);
            Assert.Equal(kept, PdfReader.Read(file, CancellationToken.None).Store!.RevocationLists.Count);
        }
    }

    private static string NameOf(RevocationList list) =>
        list.IssuerName.Split(',').Select(part => part.Trim()).Single(part => part.StartsWith("CN=", StringComparison.Ordinal))[3..];

    private static CheckResult? ResultOf(Verdict verdict) => verdict.Checks.SingleOrDefault(check => check.Name == Name)?.Result;

    private RevocationList ListOf(int entries, DateTimeOffset until) => _province.ListOf(
        "p256-root",
        [.. Enumerable.Range(1, entries).Select(i => new RevokedCertificate($"7f{i:x30}", _now.AddDays(-2), CertificateRevocationReason.Superseded))],
        _now.AddDays(-1), until);

    private Certificate CertificateOf(string signer) => signer switch
    {
        "signing" => _province.KeysOf(Province.Issuing).SigningCertificate,
        "seal" => _province.KeysOf(Province.Issuing).SealCertificate,
        _ => Certificate.ParsePem(File.ReadAllText(_province[$"keys/{signer}.crt"])),
    };

    /// <summary>The province's policy with a list, newer than those in the file, that revokes one signer's certificate.</summary>
    private TrustPolicy Revoking(string signer, DateTimeOffset since, CertificateRevocationReason reason)
    {
        Certificate certificate = CertificateOf(signer);
        string root = certificate.PublicKey.Algorithm == SignatureAlgorithm.Sm2Sm3 ? "sm2-root" : "p256-root";
        DateTimeOffset from = since > _now ? since : _now.AddMinutes(-1);
        return _province.Policy with { RevocationLists = [_province.ListOf(root, [new(certificate.SerialNumber, since, reason)], from, _now.AddDays(7))] };
    }

    private static async Task<Verdict> VerifyAsync(byte[] file, TrustPolicy policy, DateTimeOffset now)
    {
        using TrustedVerifier verifier = new(policy, new TestClock { Now = now });
        return await verifier.VerifyAsync(file, offline: true, CancellationToken.None);
    }
}
