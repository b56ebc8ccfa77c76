namespace Ledger.Node.Licences;

/// <summary>How a licence ended.</summary>
/// <param name="Reason">注销, 撤销, 吊销, 换发 or 转出.</param>
/// <param name="LegalBasis">The provision relied upon.</param>
/// <param name="DecidedOn">Day of the decision.</param>
internal sealed record Revocation(RevocationReason Reason, string LegalBasis, DateOnly DecidedOn)
{
    /// <summary>Most Unicode characters of a legal basis.</summary>
    public const int LongestLegalBasis = 256;
}
