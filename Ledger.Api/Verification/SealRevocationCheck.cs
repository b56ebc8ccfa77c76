using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>
/// Whether the certificate that sealed an OFD, or stamped the seal, was revoked before. A stamp proves that the seal is as old as that; the attached
/// proof, which the seal covers, that it is no older than the proof.
/// </summary>
internal static class SealRevocationCheck
{
    /// <summary>The check; none where the certificate leads to no root, which is told elsewhere, or no list of its issuer is at hand and the policy asks for none.</summary>
    /// <param name="seal">The seal.</param>
    /// <param name="others">Certificates of authorities that came with the file, none of them trusted.</param>
    /// <param name="proven">When the log signed the attached proof; null where it holds no such time.</param>
    /// <param name="policy">Whom to trust, and the verifier's lists.</param>
    /// <param name="now">The verifier's clock.</param>
    public static IEnumerable<Check> Make(
        ESealSignature seal, IReadOnlyList<Certificate> others, DateTimeOffset? proven, TrustPolicy policy, DateTimeOffset now)
    {
        FileStamp? stamp = SealTimeCheck.StampOf(seal, policy.Roots);
        DateTimeOffset at = stamp?.Time ?? proven ?? now;
        ChainReport chain = CertificateChain.Check(seal.Signer, others, policy.Roots, seal.Signer.IsValidAt(at) ? at : seal.Signer.NotAfter);
        if (!chain.IsTrusted)
        {
            return [];
        }

        Check[] checks = Of(at);
        bool isRevokedSince = stamp?.Time is null && checks is not [{ Result: CheckResult.Failed }] && Of(now) is [{ Result: CheckResult.Failed }];
        return isRevokedSince
            ? [new Check(
                FileRevocationCheck.Name, CheckResult.Unknown, "签章证书已吊销，签章未带时间戳，无法判定签章是否早于吊销；请重新下载证照文件。",
                "The sealing certificate has been revoked, and no time stamp tells whether the seal was applied before that. Download the licence again.")]
            : checks;

        Check[] Of(DateTimeOffset signed) =>
            [.. FileRevocationCheck.Make([new ProvenSigner(chain.Path, signed)], stamp is null ? [] : [stamp], archive: null, [], policy, now)];
    }
}
