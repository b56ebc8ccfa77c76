using Ledger.Api.Documents;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Verification;
using Ledger.Node.Seals;

namespace Ledger.Api.Tests.Verification;

public sealed class TrustedVerifierTests(Province province) : IClassFixture<Province>
{
    private const int Seed = 97;

    private readonly byte[] _pdf = province.Pdf(province.Identifiers[0]);

    [Fact]
    public async Task A_file_is_valid_for_a_stranger_who_has_nothing_but_the_policy_file()
    {
        using TemporaryFolder elsewhere = new();
        File.Copy(Path.Combine(province.TrustFolderPath, "policy.json"), elsewhere["policy.json"]);
        foreach (string identifier in province.Identifiers)
        {
            using TrustedVerifier verifier = TrustedVerifier.Load(elsewhere.Path, TimeProvider.System);
            Verdict verdict = await verifier.VerifyAsync(province.Pdf(identifier), offline: true, CancellationToken.None);
            Assert.True(verdict.Conclusion == Conclusion.Valid, VerdictPrinter.Print(verdict));
            Assert.Equal(identifier, verdict.Licence!.Statement.Identifier);
            Assert.Equal(
                [
                    "file-intact", "file-signature", "file-signature-sm2", "file-time", "file-store", "identifier", "face", "face-text", "document-form",
                ],
                verdict.Checks.Take(9).Select(check => check.Name));
        }
    }

    [Fact]
    public async Task A_verdict_on_an_earlier_moment_says_so()
    {
        using TrustedVerifier verifier = new(province.Policy, TimeProvider.System);
        Verdict now = await verifier.VerifyAsync(_pdf, offline: true, CancellationToken.None);
        Verdict then = await verifier.VerifyAsync(_pdf, offline: true, now.AsOf, CancellationToken.None);
        Assert.True(then.Conclusion == Conclusion.Valid, VerdictPrinter.Print(then));
        Assert.Contains($"was valid at {BeijingTime.TextOf(now.AsOf!.Value)}", VerdictText.Sentence(then, english: true), StringComparison.Ordinal);
        Assert.Contains("当时有效", VerdictText.Sentence(then, english: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_flipped_bit_leaves_it_valid()
    {
        Random random = new(Seed);
        for (int i = 0; i < 1_500; i++)
        {
            byte[] flipped = [.. _pdf];
            int at = random.Next(flipped.Length);
            flipped[at] ^= (byte)(1 << random.Next(8));
            Assert.False(await JudgeAsync(flipped) == Conclusion.Valid, $"seed {Seed}, round {i}, byte {at}");
        }
    }

    [Fact]
    public async Task Nothing_cut_off_or_added_leaves_it_valid()
    {
        foreach (int length in (int[])[0, 1, 8, 100, _pdf.Length / 2, _pdf.Length - 6, _pdf.Length - 1])
        {
            Assert.NotEqual(Conclusion.Valid, await JudgeAsync(_pdf[..length]));
        }

        foreach (byte[] tail in (byte[][])[[0], [(byte)'\n'], "%%EOF\n"u8.ToArray(), _pdf])
        {
            Assert.Equal(Conclusion.NotValid, await JudgeAsync([.. _pdf, .. tail]));
        }
    }

    [VectorFact]
    public async Task Foreign_files_cannot_be_told()
    {
        string[] files = Directory.GetFiles(Vectors.Path("pdf"), "*.pdf", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            Conclusion found = await JudgeAsync(await File.ReadAllBytesAsync(file));
            Assert.True(found != Conclusion.Valid, file);
        }
    }

    [Fact]
    public async Task A_genuine_licence_in_another_authority_s_file_is_not_valid()
    {
        AuthorityKeys other = province.KeysOf(Province.Other);
        Verdict verdict = await VerifyAsync(Rewrite(_pdf, Of(other)));
        Assert.Equal(Conclusion.NotValid, verdict.Conclusion);
        Check failed = Assert.Single(verdict.Checks, check => check.Result == CheckResult.Failed);
        Assert.Equal("file-signature", failed.Name);
        Assert.Contains(Province.Other.Code, failed.English, StringComparison.Ordinal);

        // The very same file by the issuer is valid: it was the signer and nothing else.
        Assert.Equal(Conclusion.Valid, await JudgeAsync(Rewrite(_pdf, Of(province.KeysOf(Province.Issuing)))));
    }

    [Fact]
    public async Task A_file_signed_by_nobody_we_know_is_not_valid_whatever_it_carries()
    {
        using P256PrivateKey rootKey = P256PrivateKey.Generate();
        using P256PrivateKey key = P256PrivateKey.Generate();
        DateTimeOffset now = DateTimeOffset.UtcNow;
        CertificateAuthority root = CertificateAuthority.CreateRoot(rootKey, new CertificateSubject("假根", null, "P-256"), now.AddDays(-1), now.AddDays(9));
        CertificateSubject subject = new(Province.Issuing.Name, Province.Issuing.Code, "电子证照专用章");
        Certificate certificate = root.Issue(
            CertificateTemplate.DocumentSigning, subject, new VerifyingKey(key.Algorithm, key.PublicKey.Span), now, now.AddDays(8));
        byte[] Sign(byte[] signed) => SignedData.CreateDetached(key, certificate, [root.Certificate], signed);
        Assert.Equal(Conclusion.CannotTell, await JudgeAsync(Rewrite(_pdf, Sign)));

        byte[] other = province.Pdf(province.Identifiers[1]);
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> swapped = PdfReader.Read(other, CancellationToken.None).Attachments;
        Assert.Equal(Conclusion.NotValid, await JudgeAsync(Rewrite(_pdf, Sign, swapped[AttachedNames.Document])));
    }

    [Fact]
    public async Task One_licence_s_data_with_another_s_proof_are_not_valid_even_signed_by_the_issuer()
    {
        byte[] other = province.Pdf(province.Identifiers[1]);
        ReadOnlyMemory<byte> document = PdfReader.Read(other, CancellationToken.None).Attachments[AttachedNames.Document];
        Verdict verdict = await VerifyAsync(Rewrite(_pdf, Of(province.KeysOf(Province.Issuing)), document));
        Assert.Equal(Conclusion.NotValid, verdict.Conclusion);
        Assert.Equal("status-proof", verdict.Checks.Single(check => check.Result == CheckResult.Failed).Name);
    }

    [Fact]
    public async Task An_unstamped_signature_whose_certificate_has_expired_since_cannot_be_told()
    {
        TrustPolicy patient = province.Policy with { MaximumAge = TimeSpan.FromDays(4_000) };
        byte[] unstamped = Rewrite(_pdf, Of(province.KeysOf(Province.Issuing)));
        DateTimeOffset last = province.KeysOf(Province.Issuing).SigningCertificate.NotAfter;
        Assert.Equal(Conclusion.Valid, (await VerifyAsync(unstamped, patient, last)).Conclusion);
        Verdict after = await VerifyAsync(unstamped, patient, last.AddSeconds(1));
        Assert.Equal(Conclusion.CannotTell, after.Conclusion);
        Assert.Equal("file-signature", after.Checks.Single(check => check.Result == CheckResult.Unknown).Name);
    }

    [Fact]
    public async Task A_revoked_licence_written_anew_says_so()
    {
        string identifier = await province.IssueAsync(12);
        byte[] before = province.Pdf(identifier);
        await province.RevokeAsync(identifier);
        Assert.Equal(Conclusion.Valid, await JudgeAsync(before));
        Verdict verdict = await VerifyAsync(province.Pdf(identifier));
        Assert.Equal(Conclusion.NotValid, verdict.Conclusion);
        Assert.Equal("status", verdict.Checks.Single(check => check.Result == CheckResult.Failed).Name);
    }

    [Theory]
    [InlineData("ZZBFJG")]
    [InlineData("ZZBS")]
    [InlineData("ZZYXQJZRQ")]
    [InlineData("ZZBFRQ")]
    public async Task What_is_printed_must_be_what_was_signed(string name)
    {
        LicenceDocument licence = (await VerifyAsync(_pdf)).Licence!;
        LicenceDocument other = licence with
        {
            Fields = [.. licence.Fields.Select(field => field.Name == name ? field with { Value = Province.Other.Name } : field)],
        };
        PdfReading reading = PdfReader.Read(_pdf, CancellationToken.None);
        Assert.Equal(CheckResult.Passed, FaceOf(licence).Result);
        Assert.Equal(CheckResult.Failed, FaceOf(other).Result);
        Assert.Contains(name, FaceOf(other).English, StringComparison.Ordinal);

        Check FaceOf(LicenceDocument document) => FileChecks
            .Make(reading, _pdf.Length, new Verdict([], null, document), province.Policy, DateTimeOffset.UtcNow).Single(check => check.Name == "face");
    }

    [Fact]
    public async Task An_identifier_of_another_issuer_or_type_is_not_this_licence_s()
    {
        LicenceDocument licence = (await VerifyAsync(_pdf)).Licence!;
        LicenceStatement[] wrong =
        [
            licence.Statement with { Issuer = Province.Other.Code }, licence.Statement with { Type = "11100000MBDEM901XT002" },
            licence.Statement with { Version = 2 }, licence.Statement with { Identifier = "x" },
        ];
        PdfReading reading = PdfReader.Read(_pdf, CancellationToken.None);
        foreach (LicenceStatement statement in wrong)
        {
            Verdict alone = new([], null, licence with { Statement = statement });
            Check found = FileChecks.Make(reading, _pdf.Length, alone, province.Policy, DateTimeOffset.UtcNow).Single(check => check.Name == "identifier");
            Assert.Equal(CheckResult.Failed, found.Result);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData(null)]
    public void A_folder_without_a_proper_policy_is_refused_in_one_sentence(string? policy)
    {
        using TemporaryFolder folder = new();
        if (policy is not null)
        {
            File.WriteAllText(folder["policy.json"], policy);
        }

        FormatException error = Assert.Throws<FormatException>(() => TrustedVerifier.Load(folder.Path, TimeProvider.System));
        Assert.Contains("policy.json", error.Message, StringComparison.Ordinal);
    }

    private static Func<byte[], byte[]> Of(AuthorityKeys keys) =>
        signed => SignedData.CreateDetached(keys.SigningKey, keys.SigningCertificate, [], signed);

    /// <summary>The same picture around the same attachments, or around another document, signed by anybody.</summary>
    private static byte[] Rewrite(byte[] pdf, Func<byte[], byte[]> sign, ReadOnlyMemory<byte>? document = null) =>
        RewrittenLicence.Of(pdf, sign, document);

    private async Task<Conclusion> JudgeAsync(byte[] file) => (await VerifyAsync(file)).Conclusion;

    private async Task<Verdict> VerifyAsync(byte[] file, TrustPolicy? policy = null, DateTimeOffset? now = null)
    {
        TimeProvider clock = now is DateTimeOffset at ? new StandingClock(at) : TimeProvider.System;
        using TrustedVerifier verifier = new(policy ?? province.Policy, clock);
        return await verifier.VerifyAsync(file, offline: true, CancellationToken.None);
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
