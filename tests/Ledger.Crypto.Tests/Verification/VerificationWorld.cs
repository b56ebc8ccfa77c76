using System.Security.Cryptography;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>
/// Everything there is when a licence is verified: roots, two departments, a log with other people's events, a licence issued into it,
/// a policy and a clock. All of it real; each test changes one thing.
/// </summary>
internal sealed class VerificationWorld : IDisposable
{
    public const string Origin = "ledger.example/sh";
    public const string Issuer = "11310105MBDEM0015E";
    public const long ChainId = 202_604;

    /// <summary>15:55 in China on 1 June 2026.</summary>
    public static readonly DateTimeOffset IssuedAt = new(2026, 6, 1, 7, 55, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Now = IssuedAt.AddMinutes(5);

    private const string Contract = "0x0000000000000000000000000000000000000000";

    public VerificationWorld()
    {
        Own = new TestDepartment(Pki, Issuer, "长宁区市场监督管理局（演示）");
        Other = new TestDepartment(Pki, "11310107MBDEM00236", "普陀区卫生健康委员会（演示）");
        Handle = RandomNumberGenerator.GetBytes(16);
        MapKey = Ledger.Crypto.Transparency.MapKey.For(Origin, MapNamespace.Licence, Handle);
        Document = Sign(StatementOf(Fields), Fields);
        Log.Append(EventType.AuthorityRegistered, Digest.Sha256("authority"u8), [1], IssuedAt.AddHours(-2));
        Log.Commit(IssuedAt.AddHours(-2));
        Log.Append(EventType.Issue, Stranger, [2], IssuedAt.AddHours(-1));
        Log.Append(EventType.Issue, MapKey, BodyOf(Document.Statement), IssuedAt);
        Log.Commit(IssuedAt);
    }

    public TestPki Pki { get; } = new();

    public TestDepartment Own { get; }

    public TestDepartment Other { get; }

    public TestLog Log { get; } = new(Origin);

    public byte[] Handle { get; }

    public Digest MapKey { get; }

    /// <summary>Key of somebody else's licence in the same log.</summary>
    public static Digest Stranger { get; } = Digest.Sha256("stranger"u8);

    public LicenceDocument Document { get; }

    public static IReadOnlyList<FaceField> Fields { get; } =
    [
        new("ZZMC", "营业执照", new string('1', 32)),
        new("CZZT", "上海澜川餐饮管理有限公司", new string('2', 32)),
        new("KZ_FDDBR", "欧阳䶮𬭎", new string('3', 32)),
    ];

    public StatusBundle Bundle => Log.Bundle(MapKey);

    public TrustPolicy Policy => new(
        Pki.Roots, [Log.Trusted], new TrustedChain(ChainId, Contract, default, []), TimeSpan.FromHours(24));

    /// <summary>EventBody by hand: name=1, salt=2, event=5, whose field 1 is the statement's hash.</summary>
    public static byte[] BodyOf(LicenceStatement statement) =>
        [.. Field(1, "licence.issued.v1"u8), .. Field(2, new byte[32]), .. Field(5, Field(1, Sm3.Hash(statement.ToBytes()).Span))];

    public static byte[] Field(int number, ReadOnlySpan<byte> value) => [(byte)((number << 3) | 2), checked((byte)value.Length), .. value];

    public LicenceStatement StatementOf(IReadOnlyList<FaceField> fields) => new(
        "1.2.156.3005.2.11100000MBDEM901XT001.11310105MBDEM0015E.91310105MADEM0011P.001.L",
        "11100000MBDEM901XT001",
        Issuer,
        Convert.ToHexStringLower(Handle),
        Origin,
        LicenceDocument.RootOf(fields),
        fields.Count,
        1,
        new DateOnly(2026, 6, 1),
        new DateOnly(2026, 6, 1),
        new DateOnly(2026, 6, 30),
        null,
        Own.SealCertificate.Thumbprint,
        Own.SigningCertificate.Thumbprint);

    public LicenceDocument Sign(LicenceStatement statement, IReadOnlyList<FaceField> fields, DateTimeOffset? sealedAt = null) =>
        Sign(statement, fields, Own, sealedAt ?? IssuedAt);

    public static LicenceDocument Sign(
        LicenceStatement statement, IReadOnlyList<FaceField> fields, TestDepartment department, DateTimeOffset sealedAt)
    {
        byte[] signed = statement.ToBytes();
        return new LicenceDocument(
            statement,
            fields,
            ESealSignature.Create(department.Seal, department.SealKey, department.SealCertificate, signed, "licence-statement/v1", sealedAt),
            department.SigningKey.Sign(signed),
            [department.SigningCertificate]);
    }

    /// <summary>A world's log with this document issued into it, and the bundle for it: for what a department signs itself.</summary>
    public StatusBundle BundleFor(LicenceStatement statement, DateTimeOffset? at = null)
    {
        TestLog log = Log.Fork(3);
        log.Append(EventType.Issue, MapKey, BodyOf(statement), at ?? IssuedAt);
        log.Commit(IssuedAt);
        return log.Bundle(MapKey);
    }

    public Verdict Judge(
        LicenceDocument? document = null,
        StatusBundle? bundle = null,
        RemoteEvidence? remote = null,
        TrustPolicy? policy = null,
        DateTimeOffset? now = null,
        DateTimeOffset? at = null) =>
        Judge((document ?? Document).ToBytes(), (bundle ?? Bundle).Format(), remote, policy, now, at);

    public Verdict Judge(
        byte[] document, byte[] bundle, RemoteEvidence? remote = null, TrustPolicy? policy = null, DateTimeOffset? now = null, DateTimeOffset? at = null) =>
        new LicenceVerifier(policy ?? Policy, new StandingClock(now ?? Now)).Verify(document, bundle, remote ?? RemoteEvidence.None, at);

    public void Dispose()
    {
        Pki.Dispose();
        Own.Dispose();
        Other.Dispose();
        Log.Dispose();
    }
}
