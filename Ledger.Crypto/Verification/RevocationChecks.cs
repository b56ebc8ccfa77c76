using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;

namespace Ledger.Crypto.Verification;

/// <summary>What the revocation lists of the trust policy say of the certificates behind a signature.</summary>
public static class RevocationChecks
{
    private const string Name = "certificate-revocation";

    /// <summary>
    /// The check of the certificates that signed a licence, as of the log's own time of the issue: nobody who took the key over later can
    /// date back behind that. None where the policy has no list of theirs and asks for none.
    /// </summary>
    internal static IEnumerable<Check> Make(LicenceDocument licence, DateTimeOffset issued, TrustPolicy policy, DateTimeOffset now)
    {
        if (policy.RevocationLists.Count == 0 && !policy.RequiresRevocation)
        {
            return [];
        }

        ESealSignature seal;
        try
        {
            seal = ESealSignature.Parse(licence.Seal.Span);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return []; // told by the seal's own checks
        }

        List<RevocationReport> reports = [Of(seal.Signer, licence.Certificates, issued, policy, now)];
        if (licence.SigningCertificate is Certificate signer)
        {
            reports.Add(Of(signer, licence.Certificates, issued, policy, now));
        }

        // The seal was made before. Only where its maker's key was compromised is the day in it no evidence.
        RevocationReport maker = Of(seal.Seal.Maker, licence.Certificates, issued, policy, now);
        bool isWithdrawn = maker is { Finding: RevocationFinding.Revoked, Entry: { } entry } && !IsStolen(entry);
        reports.Add(isWithdrawn ? Of(seal.Seal.Maker, licence.Certificates, seal.Seal.Info.CreatedAt, policy, now) : maker);
        return ToCheck(Name, reports, issued, policy) is Check check ? [check] : [];
    }

    /// <summary>The check of one signer of a file, under another name.</summary>
    /// <param name="name">Name of the check.</param>
    /// <param name="signer">The signer, whose certificate leads to a trusted root.</param>
    /// <param name="policy">Whom to trust, and every list there is: the verifier's and those that came with the file.</param>
    /// <param name="now">The verifier's clock.</param>
    /// <returns>Null where there is no list of an issuer on the path, and the policy asks for none.</returns>
    public static Check? OfSigner(string name, ProvenSigner signer, TrustPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(policy);
        RevocationReport report = CertificateRevocation.Check(signer.Path, policy.RevocationLists, signer.At, now);
        if (report.Finding != RevocationFinding.Revoked && signer.IsStamp && report.Entry is RevokedCertificate entry && IsStolen(entry)
            && !(signer.Later < entry.Since))
        {
            return new Check(
                name, CheckResult.Unknown,
                $"时间戳机构的证书自 {BeijingTime.TextOf(entry.Since)} 起吊销（{Chinese(entry.Reason)}），其时间戳不再能证明时间。",
                $"The time-stamping authority's certificate was revoked as of {BeijingTime.TextOf(entry.Since)} ({entry.Reason}): its stamps prove no time any more.");
        }

        bool wasCurrent = report.Finding == RevocationFinding.Expired && signer.Kept is DateTimeOffset kept && !policy.RequiresRevocation
            && CertificateRevocation.Check(signer.Path, policy.RevocationLists, signer.At, kept) is { Finding: RevocationFinding.NotRevoked };
        return wasCurrent
            ? Check.Of(
                name, true, "文件加盖时间戳时有效的吊销列表未吊销签名所用的证书。",
                "The revocation lists that were current when the file was stamped do not revoke a certificate that signed before that.")
            : ToCheck(name, [report], signer.At, policy);
    }

    /// <summary>The check of a certificate whose path to a root is still to be found.</summary>
    /// <param name="name">Name of the check.</param>
    /// <param name="signer">The signer's certificate.</param>
    /// <param name="others">Certificates that may lie on its path.</param>
    /// <param name="at">When the signature was there, proven by somebody else than the signer; else now.</param>
    /// <param name="policy">Whom to trust, and the lists.</param>
    /// <param name="now">The verifier's clock.</param>
    /// <returns>Null where the policy has no list and asks for none, or the certificate leads to no root.</returns>
    public static Check? OfSigner(
        string name, Certificate signer, IReadOnlyList<Certificate> others, DateTimeOffset at, TrustPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return ToCheck(name, [Of(signer, others, at, policy, now)], at, policy);
    }

    /// <summary>Whether somebody else may have the key: then no time that it vouches for counts (RFC 3161, 4).</summary>
    private static bool IsStolen(RevokedCertificate entry) =>
        entry.Reason is CertificateRevocationReason.KeyCompromise or CertificateRevocationReason.AuthorityCompromise;

    private static RevocationReport Of(
        Certificate signer, IReadOnlyList<Certificate> others, DateTimeOffset at, TrustPolicy policy, DateTimeOffset now)
    {
        ChainReport chain = CertificateChain.Check(signer, others, policy.Roots, signer.IsValidAt(at) ? at : signer.NotAfter);
        return chain.IsTrusted
            ? CertificateRevocation.Check(chain.Path, policy.RevocationLists, at, now)
            : new RevocationReport(RevocationFinding.NoList, "The certificate leads to no trusted root.", signer, null);
    }

    private static Check? ToCheck(string name, IReadOnlyList<RevocationReport> reports, DateTimeOffset at, TrustPolicy policy)
    {
        RevocationReport worst = reports.FirstOrDefault(report => report.Finding == RevocationFinding.Revoked) ?? reports.MaxBy(report => report.Finding)!;
        string signed = BeijingTime.TextOf(at);
        switch (worst.Finding)
        {
            case RevocationFinding.Revoked:
                return Check.Of(
                    name, false,
                    $"证书 {worst.Certificate!.SerialNumber} 已于 {BeijingTime.TextOf(worst.Entry!.Since)} 起吊销（{Chinese(worst.Entry.Reason)}），签名证明于 {signed}（北京时间），不早于吊销。",
                    $"{worst.Reason} The signature is proven as of {signed} (Beijing time), which is not before.");
            case RevocationFinding.NotRevoked:
                RevokedCertificate? later = reports.Select(report => report.Entry).FirstOrDefault(entry => entry is not null);
                return Check.Of(
                    name, true,
                    later is null ? "吊销列表未吊销签名所用的证书。" : $"签名证明于 {signed}（北京时间），早于证书吊销（{BeijingTime.TextOf(later.Since)}，{Chinese(later.Reason)}）。",
                    later is null ? "No revocation list revokes a certificate that signed."
                        : $"The signature is proven as of {signed} (Beijing time), before its certificate was revoked ({BeijingTime.TextOf(later.Since)}, {later.Reason}).");
            case RevocationFinding.NoList when !policy.RequiresRevocation:
                return null;
            default:
                return new Check(
                    name, policy.RequiresRevocation ? CheckResult.Unknown : CheckResult.Noted,
                    worst.Finding == RevocationFinding.Expired ? "吊销列表已过期，其后是否吊销不得而知。" : "没有签发者的吊销列表，无法判定证书是否被吊销。",
                    worst.Reason);
        }
    }

    private static string Chinese(CertificateRevocationReason reason) => reason switch
    {
        CertificateRevocationReason.KeyCompromise => "私钥泄露",
        CertificateRevocationReason.AuthorityCompromise or CertificateRevocationReason.AttributeAuthorityCompromise => "签发机构私钥泄露",
        CertificateRevocationReason.AffiliationChanged => "信息变更",
        CertificateRevocationReason.Superseded => "已被替换",
        CertificateRevocationReason.CessationOfOperation => "停止使用",
        CertificateRevocationReason.CertificateHold => "暂停使用",
        CertificateRevocationReason.PrivilegeWithdrawn => "撤销授权",
        _ => "未说明原因",
    };
}
