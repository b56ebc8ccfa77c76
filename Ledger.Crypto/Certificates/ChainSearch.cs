using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Certificates;

/// <summary>One depth-first search for a path to a root.</summary>
internal sealed class ChainSearch
{
    private const int MaxSignatureChecks = 32;

    private readonly IReadOnlyList<Certificate> _roots;
    private readonly List<Certificate> _candidates;
    private readonly DateTimeOffset _at;
    private int _signatureChecks;

    public ChainSearch(IReadOnlyList<Certificate> others, IReadOnlyList<Certificate> roots, DateTimeOffset at)
    {
        _roots = roots;
        _at = at;

        // Roots first: the shortest path wins. Few of both, so that each is compared with each.
        _candidates = new(roots.Count + others.Count);
        AddNew(roots);
        AddNew(others);
    }

    /// <summary>Continues a path whose last certificate is the next one to judge.</summary>
    public ChainReport Extend(IReadOnlyList<Certificate> path)
    {
        Certificate last = path[^1];
        if (!last.IsValidAt(_at))
        {
            return _at < last.NotBefore
                ? new ChainReport(ChainFault.NotYetValid, $"{last} is valid only from {ClockText.English(last.NotBefore)}.", path)
                : new ChainReport(ChainFault.Expired, $"{last} was valid until {ClockText.English(last.NotAfter)}.", path);
        }

        if (_roots.Contains(last))
        {
            return new ChainReport(ChainFault.None, $"The path ends in the trusted root {last}.", path);
        }

        ChainReport? furthest = null;
        foreach (Certificate issuer in _candidates)
        {
            if (path.Contains(issuer) || !issuer.SubjectNameRaw.Span.SequenceEqual(last.IssuerNameRaw.Span))
            {
                continue;
            }

            ChainReport report = Try(issuer, path);
            if (report.IsTrusted)
            {
                return report;
            }

            bool explainsMore = furthest is null or { Fault: ChainFault.IssuerUnknown } || report.Path.Count > furthest.Path.Count;
            furthest = explainsMore ? report : furthest;
        }

        return furthest ?? new ChainReport(ChainFault.IssuerUnknown, $"No trusted certificate of the issuer of {last} is known.", path);
    }

    private ChainReport Try(Certificate issuer, IReadOnlyList<Certificate> path)
    {
        Certificate subject = path[^1];
        if (!issuer.IsAuthority)
        {
            return new ChainReport(ChainFault.IssuerIsNoAuthority, $"{issuer} is no authority.", path);
        }

        if (!issuer.KeyUsages.HasFlag(CertificateKeyUsages.KeyCertSign))
        {
            return new ChainReport(ChainFault.IssuerMayNotSign, $"The key of {issuer} may not sign certificates.", path);
        }

        // RFC 5280, 4.2.1.9 does not count self-issued certificates; counting them is only stricter.
        int authoritiesBelow = path.Count - 1;
        if (issuer.PathLength < authoritiesBelow || path.Count == CertificateChain.MaxPath)
        {
            return new ChainReport(ChainFault.PathTooLong, $"Too many authorities stand below {issuer}.", path);
        }

        if (!Allows(issuer, path[0]))
        {
            return new ChainReport(ChainFault.PurposeNotAllowed, $"{issuer} does not allow the purposes of {path[0]}.", path);
        }

        if (++_signatureChecks > MaxSignatureChecks)
        {
            return new ChainReport(ChainFault.TooManyCertificates, "Too many issuers bear the same name.", path);
        }

        return subject.IsSignedBy(issuer.PublicKey)
            ? Extend([.. path, issuer])
            : new ChainReport(ChainFault.WrongSignature, $"{subject} was not signed with the key of {issuer}.", path);
    }

    private void AddNew(IReadOnlyList<Certificate> certificates)
    {
        foreach (Certificate certificate in certificates)
        {
            if (!_candidates.Contains(certificate))
            {
                _candidates.Add(certificate);
            }
        }
    }

    // An authority limited to some purposes hands on no others.
    private static bool Allows(Certificate issuer, Certificate leaf) =>
        issuer.Purposes.Count == 0
        || issuer.Purposes.Contains(Oids.AnyPurpose)
        || (leaf.Purposes.Count > 0 && leaf.Purposes.All(issuer.Purposes.Contains));
}
