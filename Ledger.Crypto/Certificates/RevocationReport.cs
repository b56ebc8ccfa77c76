namespace Ledger.Crypto.Certificates;

/// <summary>What the revocation lists say of a path, and of which certificate.</summary>
/// <param name="Finding">The worst that was found: revoked, else unknown, else not revoked.</param>
/// <param name="Reason">The same in a sentence.</param>
/// <param name="Certificate">The certificate it is about; null where none is to be named.</param>
/// <param name="Entry">The list's entry of that certificate; also of one that was revoked after the moment.</param>
public sealed record RevocationReport(RevocationFinding Finding, string Reason, Certificate? Certificate, RevokedCertificate? Entry);
