using Ledger.Api.Documents.Pdf;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.TimeStamps;

namespace Ledger.Api.Documents;

/// <summary>Gathers what a file's signatures need to be judged later: the paths of their certificates and of their time stamps'.</summary>
/// <param name="roots">Where the paths lead to; a path that does not get there is only its first certificate.</param>
/// <param name="now">When the certificates must be valid.</param>
internal sealed class SecurityStoreMaker(IReadOnlyList<Certificate> roots, DateTimeOffset now)
{
    private readonly List<Certificate> _certificates = [];
    private readonly List<PdfSecurityStore.Validation> _validations = [];

    /// <summary>Adds what one signature needs.</summary>
    /// <param name="key">Its name in the store.</param>
    /// <param name="signer">Certificate of its signer.</param>
    /// <param name="stamp">Its time stamp, or null.</param>
    public void Add(string key, Certificate signer, TimeStampToken? stamp)
    {
        IEnumerable<Certificate> needed = PathOf(signer, []);
        needed = stamp is null ? needed : needed.Concat(PathOf(stamp.Signer, stamp.Certificates));
        _validations.Add(new PdfSecurityStore.Validation(key, [.. needed.Distinct().Select(PlaceOf)], []));
    }

    /// <summary>The store of all that was added.</summary>
    public PdfSecurityStore Make() => new([.. _certificates.Select(certificate => certificate.Raw)], [], _validations);

    private IReadOnlyList<Certificate> PathOf(Certificate certificate, IReadOnlyList<Certificate> others)
    {
        ChainReport chain = CertificateChain.Check(certificate, others, roots, now);
        return chain.IsTrusted ? chain.Path : [certificate];
    }

    private int PlaceOf(Certificate certificate)
    {
        int place = _certificates.IndexOf(certificate);
        if (place < 0)
        {
            _certificates.Add(certificate);
            place = _certificates.Count - 1;
        }

        return place;
    }
}
