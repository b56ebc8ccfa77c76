using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Presentations;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Bench;

/// <summary>Measures what it takes to verify presentations offline, each another one: text decoded, read, both signatures and chains checked.</summary>
internal static class PresentationBench
{
    private const int Fields = 20;
    private const string Issuer = "11310105MBDEM0015E";
    private const string Type = "11100000MBDEM901XT001";
    private static readonly int[] ShownFields = [0, 5, 7];

    /// <summary>The figures of presentations with a few fields, with and without the certificate, and of answers alone.</summary>
    /// <param name="samples">Number of each.</param>
    public static IReadOnlyList<PresentationFigures> Run(int samples)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        using P256PrivateKey rootKey = P256PrivateKey.Generate();
        using P256PrivateKey key = P256PrivateKey.Generate();
        CertificateAuthority root = CertificateAuthority.CreateRoot(
            rootKey, new CertificateSubject("性能测试根", null, "P-256"), now.AddDays(-2), now.AddDays(2));
        Certificate certificate = root.Issue(
            CertificateTemplate.DocumentSigning, new CertificateSubject("性能测试机构", Issuer, "电子证照专用章"),
            new VerifyingKey(key.Algorithm, key.PublicKey.Span), now.AddDays(-1), now.AddDays(1));
        LicenceDocument document = Document(key, certificate, DateOnly.FromDateTime(now.UtcDateTime));
        PresentedLicence shown = PresentedLicence.Of(document, [.. ShownFields.Select(place => document.Fields[place].Name)]);
        PresentationVerifier verifier = new(
            new TrustPolicy([root.Certificate], [], null, TimeSpan.FromDays(1)) { Issuers = [certificate] }, TimeProvider.System);
        return
        [
            Measure("fields", samples, verifier, Make),
            Measure("certificate", samples, verifier, () => Make() with { Licence = PresentedLicence.Of(document, []), Certificate = certificate }),
            Measure("answers", samples, verifier, () => Make() with { Licence = null }),
        ];

        Presentation Make() => new(
            RandomNumberGenerator.GetBytes(Presentation.NonceLength), TimeProvider.System.GetUtcNow(), Presentation.MaximumSeconds, null, Issuer,
            document.Statement.Log, new PresentedStatus(SubjectStatus.Valid, now, 1_000_000, document.Statement.SealKey), shown,
            [new PresentedClaim(ClaimKind.Adult, true)], certificate.Thumbprint, null, default);

        PresentationFigures Measure(string form, int count, PresentationVerifier by, Func<Presentation> make)
        {
            double[] milliseconds = new double[count];
            int bytes = 0;

            // Once to warm up, once to count; each is made just before, or it would have expired.
            for (int i = -count; i < count; i++)
            {
                Presentation made = make().SignedBy(key);
                string text = made.ToText();
                long start = Stopwatch.GetTimestamp();
                PresentationVerdict verdict = by.Verify(text);
                milliseconds[i < 0 ? i + count : i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                bytes = made.Length;
                if (verdict.Conclusion != Conclusion.Valid)
                {
                    throw new InvalidOperationException($"A presentation does not verify: {verdict.Checks[^1].English}");
                }
            }

            return new PresentationFigures(form, count, bytes, Quantile.Of(milliseconds, 0.5), Quantile.Of(milliseconds, 0.99));
        }
    }

    private static LicenceDocument Document(P256PrivateKey key, Certificate certificate, DateOnly today)
    {
        FaceField[] fields =
        [
            .. Enumerable.Range(0, Fields).Select(place => new FaceField(
                string.Create(CultureInfo.InvariantCulture, $"KZ_F{place}"), "上海市长宁区愚园路", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)))),
        ];
        LicenceStatement statement = new(
            $"1.2.156.3005.2.{Type}.{Issuer}.91310105MADEM0011P.001.L", Type, Issuer, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            "ledger.example/bench", LicenceDocument.RootOf(fields), Fields, 1, today, today.AddDays(-1), null, null, Sm3.Hash([1]), certificate.Thumbprint);
        return new LicenceDocument(statement, fields, default, key.Sign(statement.ToBytes()), [certificate]);
    }
}
