using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>A copy of the licence of a <see cref="VerificationWorld"/>, made a minute after its issue for a bank, good for a day.</summary>
internal sealed class CopyWorld : IDisposable
{
    public const string Purpose = "办理开户";

    public static readonly DateTimeOffset MadeAt = VerificationWorld.IssuedAt.AddMinutes(1);
    public static readonly DateTimeOffset ExpiresAt = MadeAt.AddDays(1);
    public static readonly CopyRecipient Bank = new("江苏示例银行", "91320100MADEM0021W");

    public VerificationWorld World { get; } = new();

    public CopyStatement Statement => new(
        new string('c', 32),
        World.Document.Statement.Identifier,
        World.Document.Statement.Handle,
        VerificationWorld.Origin,
        Sm3.Hash(World.Document.Statement.ToBytes()),
        VerificationWorld.Issuer,
        Purpose,
        Bank,
        World.Own.Name,
        MadeAt,
        ExpiresAt,
        null,
        World.Own.SealCertificate.Thumbprint,
        World.Own.SigningCertificate.Thumbprint);

    public CopyDocument Sign(CopyStatement statement, TestDepartment? by = null, DateTimeOffset? sealedAt = null)
    {
        TestDepartment department = by ?? World.Own;
        byte[] signed = statement.ToBytes();
        return new CopyDocument(
            statement,
            ESealSignature.Create(
                department.Seal, department.SealKey, department.SealCertificate, signed, "copy-statement/v1", sealedAt ?? statement.MadeAt),
            department.SigningKey.Sign(signed),
            [department.SigningCertificate]);
    }

    public CopyReport Judge(CopyDocument copy, LicenceDocument? licence = null, StatedUse? use = null, DateTimeOffset? now = null, DateTimeOffset? at = null) =>
        Judge(copy.ToBytes(), licence, use, now, at);

    public CopyReport Judge(byte[] copy, LicenceDocument? licence = null, StatedUse? use = null, DateTimeOffset? now = null, DateTimeOffset? at = null) =>
        new CopyVerifier(World.Policy, new StandingClock(now ?? VerificationWorld.Now)).Verify(copy, licence ?? World.Document, use ?? StatedUse.None, at);

    /// <summary>What the log says of a copy's key after these events.</summary>
    public StatusBundle Answer(CopyStatement copy, CopyStatement? logged, bool withdrawn = false)
    {
        Digest key = copy.MapKeyOf();
        TestLog log = World.Log;
        if (logged is not null)
        {
            byte[] body =
            [
                .. VerificationWorld.Field(1, "copy.made.v1"u8), .. VerificationWorld.Field(2, new byte[32]),
                .. VerificationWorld.Field(5, VerificationWorld.Field(1, Sm3.Hash(logged.ToBytes()).Span)),
            ];
            log.Append(EventType.Issue, key, body, MadeAt);
        }

        if (withdrawn)
        {
            log.Append(EventType.Revoke, key, [3], MadeAt.AddMinutes(1));
        }

        log.Commit(MadeAt.AddMinutes(2));
        return log.Bundle(key);
    }

    public void Dispose() => World.Dispose();
}
