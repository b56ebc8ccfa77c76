using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Presentations;
using Ledger.Crypto.Tests.Verification;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Presentations;

/// <summary>A licence of twelve fields that its holder shows in part, and a verifier who has the issuer's certificate.</summary>
internal sealed class PresentationWorld : IDisposable
{
    public const string Audience = "苏州市园区大厅 3 号窗口";

    public static readonly DateTimeOffset MadeAt = VerificationWorld.Now;

    public PresentationWorld()
    {
        Fields =
        [
            .. Enumerable.Range(0, 12).Select(i => new FaceField(
                i switch { 0 => "ZZMC", 1 => "ZZBS", 2 => "ZZYXQJZRQ", 3 => "CZZT", _ => $"KZ_F{i}" },
                i switch { 0 => "营业执照", 1 => World.Document.Statement.Identifier, 2 => "2026-06-30", _ => $"甲乙丙丁{i}" },
                Convert.ToHexStringLower(Sm3.Hash([(byte)i]).Span[..16]))),
        ];
        Document = World.Sign(World.StatementOf(Fields), Fields);
    }

    public VerificationWorld World { get; } = new();

    public FaceField[] Fields { get; }

    public LicenceDocument Document { get; }

    public Certificate Certificate => World.Own.SigningCertificate;

    /// <summary>Shows fields of the licence, with one answer, for a minute.</summary>
    public Presentation Make(params string[] names) => new(
        Enumerable.Range(0, 16).Select(i => (byte)(i * 7)).ToArray(),
        MadeAt,
        60,
        null,
        VerificationWorld.Issuer,
        VerificationWorld.Origin,
        new PresentedStatus(SubjectStatus.Valid, MadeAt.AddSeconds(-5), 1_234, Digest.Sha256("root"u8)),
        PresentedLicence.Of(Document, names),
        [new PresentedClaim(ClaimKind.Adult, true)],
        Certificate.Thumbprint,
        null,
        default);

    public Presentation Signed(Presentation presentation) => presentation.SignedBy(World.Own.SigningKey);

    public PresentationVerdict Verify(
        byte[] bytes, DateTimeOffset? now = null, string? audience = null, IReadOnlyList<Certificate>? issuers = null, TrustPolicy? policy = null) =>
        new PresentationVerifier((policy ?? World.Policy) with { Issuers = issuers ?? [Certificate] }, new StandingClock(now ?? MadeAt)).Verify(bytes, audience);

    public PresentationVerdict Verify(
        Presentation presentation, DateTimeOffset? now = null, string? audience = null, IReadOnlyList<Certificate>? issuers = null, TrustPolicy? policy = null) =>
        Verify(presentation.ToBytes(), now, audience, issuers, policy);

    /// <summary>The bytes with a checksum that fits them, as a forger writes it.</summary>
    public static byte[] WithChecksum(byte[] bytes) => bytes.Length < 4 ? bytes : [.. bytes.AsSpan(0, bytes.Length - 4), .. Sm3.Hash(bytes.AsSpan(0, bytes.Length - 4)).Span[..4]];

    public static string[] Deciding(PresentationVerdict verdict) =>
        [.. verdict.Checks.Where(check => check.Result is CheckResult.Failed or CheckResult.Unknown).Select(check => check.Name)];

    public void Dispose() => World.Dispose();
}
