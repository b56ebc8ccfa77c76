using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Certificates;

/// <summary>
/// Compares the certificates of a path with revocation lists, at the moment of a signature: who was revoked later signed validly before
/// (RFC 5280, 6.3, for complete lists of the certificates' own issuers).
/// </summary>
public static class CertificateRevocation
{
    /// <summary>Most lists that are looked at; the rest of a longer collection is not.</summary>
    public const int MaxLists = 64;

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Compares.</summary>
    /// <param name="path">From the certificate to the root, as <see cref="ChainReport.Path"/> has it; the root itself is not looked up.</param>
    /// <param name="lists">Lists of any issuers, none of them trusted.</param>
    /// <param name="at">When something was signed, proven by somebody else than the signer.</param>
    /// <param name="now">The verifier's clock.</param>
    public static RevocationReport Check(
        IReadOnlyList<Certificate> path, IReadOnlyList<RevocationList> lists, DateTimeOffset at, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(lists);
        RevocationReport worst = new(RevocationFinding.NotRevoked, "No list revokes a certificate of the path.", null, null);
        for (int i = 0; i + 1 < path.Count; i++)
        {
            RevocationReport report = CheckOne(path[i], path[i + 1], lists, at, now);
            if (report.Finding == RevocationFinding.Revoked)
            {
                return report;
            }

            bool isWorse = report.Finding > worst.Finding || (worst.Entry is null && report.Finding == worst.Finding && report.Entry is not null);
            worst = (isWorse ? report : worst) with { Entry = worst.Entry ?? report.Entry };
        }

        return worst;
    }

    private static RevocationReport CheckOne(
        Certificate certificate, Certificate issuer, IReadOnlyList<RevocationList> lists, DateTimeOffset at, DateTimeOffset now)
    {
        RevocationList? newest = lists
            .Take(MaxLists)
            .Where(list => list.ThisUpdate <= now + ClockSkew && list.IsIssuedBy(issuer))
            .MaxBy(list => list.ThisUpdate);
        if (newest is null)
        {
            return new RevocationReport(RevocationFinding.NoList, $"There is no revocation list of {issuer}.", certificate, null);
        }

        // What a list revokes stays revoked, however old the list is.
        RevokedCertificate? entry = newest.Find(certificate.SerialNumber);
        if (entry is not null && at >= entry.Since)
        {
            return new RevocationReport(
                RevocationFinding.Revoked, $"{certificate} was revoked as of {ClockText.English(entry.Since)} ({entry.Reason}).", certificate, entry);
        }

        return newest.NextUpdate < now
            ? new RevocationReport(
                RevocationFinding.Expired, $"The newest revocation list of {issuer} ran out at {ClockText.English(newest.NextUpdate)}.", certificate, entry)
            : new RevocationReport(
                RevocationFinding.NotRevoked,
                entry is null ? $"The list of {ClockText.English(newest.ThisUpdate)} does not revoke {certificate}."
                    : $"{certificate} was revoked as of {ClockText.English(entry.Since)} ({entry.Reason}), after it signed.",
                certificate,
                entry);
    }
}
