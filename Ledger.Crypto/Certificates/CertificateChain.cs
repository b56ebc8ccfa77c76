namespace Ledger.Crypto.Certificates;

/// <summary>
/// Looks for a path from a certificate to a trusted root (RFC 5280, 6, without policies and revocation). Names chain by
/// their exact bytes, roots are recognised by theirs, and the work is bounded whatever is presented.
/// </summary>
public static class CertificateChain
{
    /// <summary>Most certificates in a path, root included.</summary>
    public const int MaxPath = 6;

    /// <summary>Most certificates that are considered besides the roots.</summary>
    public const int MaxOthers = 32;

    /// <summary>Checks a certificate.</summary>
    /// <param name="leaf">The certificate to judge. What its key may be used for is for the caller to compare.</param>
    /// <param name="others">Certificates that came with it, in any order, none of them trusted.</param>
    /// <param name="roots">The trusted roots.</param>
    /// <param name="at">When every certificate of the path must be valid.</param>
    public static ChainReport Check(
        Certificate leaf, IReadOnlyList<Certificate> others, IReadOnlyList<Certificate> roots, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(roots);
        return others.Count > MaxOthers
            ? new ChainReport(ChainFault.TooManyCertificates, $"More than {MaxOthers} certificates came with it.", [leaf])
            : new ChainSearch(others, roots, at).Extend([leaf]);
    }
}
