using System.Formats.Asn1;
using Ledger.Api.Documents.Ofd;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents.Ofd;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Verification;
using Ledger.Node.Seals;

namespace Ledger.Api.Tests.Verification;

/// <summary>The time stamp of an OFD's seal.</summary>
public sealed class OfdStampTests(Province province) : IClassFixture<Province>
{
    private readonly byte[] _ofd = province.Ofd(province.Identifiers[0]);

    [Fact]
    public async Task A_time_stamp_proves_when_it_was_sealed_and_cannot_be_taken_away_or_put_in()
    {
        Check time = Assert.Single((await VerifyAsync(_ofd)).Checks, check => check.Name == "file-seal-time");
        Assert.Equal(CheckResult.Passed, time.Result);
        Assert.Contains("时间戳", time.Chinese, StringComparison.Ordinal);

        byte[] plain = RewrittenOfd.Of(_ofd, Sealer);
        Assert.Equal(CheckResult.Noted, (await VerifyAsync(plain)).Checks.Single(check => check.Name == "file-seal-time").Result);
        byte[][] changed =
        [
            WithSealValue(_ofd, Unstamped(SampleOfd.File(_ofd, OfdNames.SignedValue))),
            WithSealValue(_ofd, ESealSignature.WithTimeStamp(Unstamped(SampleOfd.File(_ofd, OfdNames.SignedValue)), Stamp(province.Ofd(province.Identifiers[1])))),
            WithSealValue(_ofd, ESealSignature.WithTimeStamp(Unstamped(SampleOfd.File(_ofd, OfdNames.SignedValue)), "no token"u8)),
            WithSealValue(plain, ESealSignature.WithTimeStamp(SampleOfd.File(plain, OfdNames.SignedValue), Stamp(_ofd))),
        ];
        foreach (byte[] file in changed)
        {
            Assert.Equal(["file-seal-time"], Failed(await VerifyAsync(file)));
        }
    }

    [Fact]
    public async Task A_seal_whose_certificate_has_expired_since_is_told_by_its_time_stamp()
    {
        TrustPolicy patient = province.Policy with { MaximumAge = TimeSpan.FromDays(4_000) };
        DateTimeOffset after = province.KeysOf(Province.Issuing).SealCertificate.NotAfter.AddSeconds(1);
        Verdict verdict = await VerifyAsync(_ofd, patient, after);
        Assert.True(verdict.Conclusion == Conclusion.Valid, VerdictPrinter.Print(verdict));
        Assert.Contains("时间戳证明", verdict.Checks.Single(check => check.Name == "file-seal-now").Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seal_without_a_stamp_whose_certificate_has_expired_since_cannot_be_told()
    {
        byte[] plain = RewrittenOfd.Of(_ofd, Sealer);
        TrustPolicy patient = province.Policy with { MaximumAge = TimeSpan.FromDays(4_000) };
        DateTimeOffset last = province.KeysOf(Province.Issuing).SealCertificate.NotAfter;
        Assert.Equal(Conclusion.Valid, (await VerifyAsync(plain, patient, last)).Conclusion);
        Verdict after = await VerifyAsync(plain, patient, last.AddSeconds(1));
        Assert.Equal(Conclusion.CannotTell, after.Conclusion);
        Assert.Equal("file-seal-now", after.Checks.Single(check => check.Result == CheckResult.Unknown).Name);
    }

    [Theory]
    [InlineData("seal")]
    [InlineData("tsa-sm2")]
    public async Task A_certificate_revoked_before_the_stamp_is_not_valid_and_one_revoked_after_it_is(string signer)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Assert.Equal(CheckResult.Failed, Revocation(await VerifyAsync(_ofd, Revoking(signer, now.AddHours(-1)), now)));
        Verdict later = await VerifyAsync(_ofd, Revoking(signer, now.AddHours(1)), now.AddHours(2));
        Assert.Equal((Conclusion.Valid, CheckResult.Passed), (later.Conclusion, Revocation(later)));
        Assert.Null(Revocation(await VerifyAsync(_ofd)));
    }

    [Fact]
    public async Task A_seal_without_a_stamp_whose_certificate_was_revoked_since_cannot_be_told()
    {
        byte[] plain = RewrittenOfd.Of(_ofd, Sealer);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Assert.Equal(CheckResult.Failed, Revocation(await VerifyAsync(plain, Revoking("seal", now.AddHours(-1)), now)));
        Assert.Equal(CheckResult.Passed, Revocation(await VerifyAsync(plain, Revoking("tsa-sm2", now.AddHours(-1)), now)));
        Verdict later = await VerifyAsync(plain, Revoking("seal", now.AddHours(1)), now.AddHours(2));
        Assert.Equal((Conclusion.CannotTell, CheckResult.Unknown), (later.Conclusion, Revocation(later)));
    }

    private TrustPolicy Revoking(string signer, DateTimeOffset since)
    {
        Certificate certificate = signer == "seal"
            ? province.KeysOf(Province.Issuing).SealCertificate
            : Certificate.ParsePem(File.ReadAllText(province[$"keys/{signer}.crt"]));
        RevokedCertificate entry = new(certificate.SerialNumber, since, CertificateRevocationReason.Superseded);
        return province.Policy with { RevocationLists = [province.ListOf("sm2-root", [entry], since, since.AddDays(7))] };
    }

    private static CheckResult? Revocation(Verdict verdict) => verdict.Checks.SingleOrDefault(check => check.Name == "file-revocation")?.Result;

    private static byte[] Stamp(byte[] ofd) => ESealSignature.Parse(SampleOfd.File(ofd, OfdNames.SignedValue)).TimeStamp!.Value.ToArray();

    private static byte[] Unstamped(byte[] value)
    {
        AsnReader fields = new AsnReader(value, AsnEncodingRules.DER).ReadSequence();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            for (int i = 0; i < 4; i++)
            {
                writer.WriteEncodedValue(fields.ReadEncodedValue().Span);
            }
        }

        return writer.Encode();
    }

    private static byte[] WithSealValue(byte[] ofd, byte[] value) => OfdPackage.Write([.. OfdArchive.Open(ofd, CancellationToken.None).Parts.Select(part =>
        part.Name == OfdNames.SignedValue ? OfdPart.Store(part.Name, value) : part)]);

    private OfdSealer Sealer
    {
        get
        {
            AuthorityKeys keys = province.KeysOf(Province.Issuing);
            return new(keys.Seal, keys.SealKey, keys.SealCertificate, DateTimeOffset.UtcNow);
        }
    }

    private static string[] Failed(Verdict verdict) =>
        [.. verdict.Checks.Where(check => check.Result == CheckResult.Failed).Select(check => check.Name)];

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
