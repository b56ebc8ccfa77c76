using System.Security.Cryptography;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Others;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Seals;

namespace Ledger.Api.Tests.Verification;

/// <summary>
/// Whatever is done to what people hand in, there is a verdict, never a wrong one, within a second and 64 MiB: a few thousand mutants,
/// 200,000 with LEDGER_TEST_FULL=1. Mutants of OFD files are elsewhere, and those that stay DER.
/// </summary>
public sealed class MutantTests(Province province) : IClassFixture<Province>
{
    [Fact]
    public void No_mutant_of_a_licence_PDF_is_valid()
    {
        byte[][] seeds = [.. province.Identifiers.Take(2).Select(province.Pdf)];
        using TrustedVerifier verifier = new(province.Policy, TimeProvider.System);
        Verdict Judge(byte[] file) => verifier.VerifyAsync(file, offline: true, CancellationToken.None).GetAwaiter().GetResult();
        Assert.All(seeds, seed => Assert.Equal(Conclusion.Valid, Judge(seed).Conclusion));

        int failed = 0;
        MutantRun.Over(seeds, quick: 500, full: 60_000, mutant =>
        {
            Verdict verdict = Judge(mutant);
            failed += verdict.Conclusion == Conclusion.NotValid ? 1 : 0;
            return verdict.Checks.Count > 0 && verdict.Conclusion != Conclusion.Valid;
        });
        Assert.True(failed > 0);
    }

    [Fact]
    public void No_mutant_of_a_seal_signature_passes_every_step()
    {
        AuthorityKeys keys = province.KeysOf(Province.Issuing);
        byte[] document = "证照"u8.ToArray();
        byte[] signature = ESealSignature.Create(keys.Seal, keys.SealKey, keys.SealCertificate, document, "/Signature.xml", DateTimeOffset.UtcNow);
        bool Passes(IReadOnlyList<Check>? checks) => checks is not null && checks.All(check => check.Result is CheckResult.Passed or CheckResult.Noted);
        Assert.True(Passes(OthersSealChecks.Make(signature, document, province.Policy, DateTimeOffset.UtcNow)));

        MutantRun.Over(
            [signature], quick: 500, full: 40_000,
            mutant => !Passes(OthersSealChecks.Make(mutant, document, province.Policy, DateTimeOffset.UtcNow))
                && !ESealVerifier.Verify(mutant, document, province.Policy.Roots, []).IsValid);
    }

    [Fact]
    public void No_mutant_of_a_seal_is_one_that_its_maker_signed()
    {
        byte[] seal = province.KeysOf(Province.Issuing).Seal.Raw.ToArray();

        MutantRun.Over([seal], quick: 400, full: 20_000, mutant => OthersSealChecks.Make(mutant, null, province.Policy, DateTimeOffset.UtcNow) is not IReadOnlyList<Check> checks
            || checks.Any(check => check.Result is CheckResult.Failed or CheckResult.Unknown));
    }

    [Fact]
    public void No_mutant_of_a_certificate_leads_to_a_root()
    {
        AuthorityKeys keys = province.KeysOf(Province.Issuing);

        MutantRun.Over([keys.SealCertificate.Raw.ToArray(), keys.SigningCertificate.Raw.ToArray()], quick: 500, full: 30_000, mutant =>
        {
            try
            {
                return !CertificateChain.Check(Certificate.Parse(mutant), [], province.Policy.Roots, DateTimeOffset.UtcNow).IsTrusted;
            }
            catch (Exception e) when (e is FormatException or CryptographicException)
            {
                return true;
            }
        });
    }

    [Fact]
    public void Every_mutant_of_a_file_signature_is_judged()
    {
        byte[] file = province.Pdf(province.Identifiers[0]);
        PdfSignatureRevision[] signatures = [.. PdfReader.Read(file, CancellationToken.None).Signatures];
        byte[] covered = signatures[0].SignedBytes();

        MutantRun.Over([.. signatures.Select(signature => signature.Message.ToArray())], quick: 500, full: 40_000, mutant =>
        {
            try
            {
                SignedData.Parse(mutant);
            }
            catch (Exception e) when (e is FormatException or CryptographicException)
            {
                // The reader's own refusal.
            }

            return OthersMessageChecks.Make(1, mutant, covered, province.Policy, DateTimeOffset.UtcNow).Count > 0;
        });
    }

    [Fact]
    public void No_mutant_of_identifier_or_check_code_finds_a_licence()
    {
        OpenedLicence licence = province.Node.Licences.Open(Province.Issuing.Code, province.Identifiers[0]);
        string identifier = province.Identifiers[0];
        Assert.Equal(identifier, province.Node.Licences.Standing(identifier, licence.CheckCode).Licence.Identifier.ToString());
        byte[] code = System.Text.Encoding.ASCII.GetBytes(licence.CheckCode);

        MutantRun.Over([code, System.Text.Encoding.ASCII.GetBytes(identifier)], quick: 500, full: 10_000, mutant =>
        {
            string text = System.Text.Encoding.Latin1.GetString(mutant);
            bool sameCode = text.Trim().Equals(licence.CheckCode, StringComparison.OrdinalIgnoreCase);
            _ = LicenceIdentifier.TryParse(text, out _); // says yes or no, and throws nothing
            return (sameCode || !Finds(identifier, text)) && !Finds(text, licence.CheckCode);
        });
    }

    private bool Finds(string identifier, string checkCode)
    {
        try
        {
            province.Node.Licences.Standing(identifier, checkCode);
            return true;
        }
        catch (LedgerException)
        {
            return false;
        }
    }
}
