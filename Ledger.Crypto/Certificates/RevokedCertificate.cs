namespace Ledger.Crypto.Certificates;

/// <summary>One entry of a revocation list.</summary>
/// <param name="SerialNumber">Serial number of the certificate, lower-case hexadecimal, as <see cref="Certificate.SerialNumber"/> has it.</param>
/// <param name="At">When it was revoked, in whole seconds.</param>
/// <param name="Reason">Why.</param>
/// <param name="InvalidSince">Since when its key must be distrusted (invalidityDate), where that is another moment; null where nobody said.</param>
public sealed record RevokedCertificate(
    string SerialNumber, DateTimeOffset At, CertificateRevocationReason Reason, DateTimeOffset? InvalidSince = null)
{
    /// <summary>The first moment whose signatures do not count any more: the revocation, or what was distrusted before it.</summary>
    public DateTimeOffset Since => InvalidSince < At ? InvalidSince.Value : At;
}
