using Ledger.Api.Documents.Pdf;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.TimeStamps;

namespace Ledger.Api.Documents;

/// <summary>
/// Gathers what a file's signatures need to be judged later: the paths of their certificates and of their time stamps', and the newest
/// revocation list of each issuer on them, where there is one that is current and short.
/// </summary>
/// <param name="roots">Where the paths lead to; a path that does not get there is only its first certificate.</param>
/// <param name="lists">Revocation lists of any issuers.</param>
/// <param name="now">When the certificates must be valid, and the lists current.</param>
internal sealed class SecurityStoreMaker(IReadOnlyList<Certificate> roots, IReadOnlyList<RevocationList> lists, DateTimeOffset now)
{
    /// <summary>A longer list stays out: it would weigh on every file, and a verifier can have it from its issuer.</summary>
    public const int LongestList = 8 * 1024;

    private readonly List<RevocationList> _lists = [];
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
        Certificate[] certificates = [.. needed.Distinct()];
        _validations.Add(new PdfSecurityStore.Validation(
            key, [.. certificates.Select(one => PlaceOf(_certificates, one))], [.. certificates.Select(ListOf).OfType<RevocationList>().Select(one => PlaceOf(_lists, one))]));
    }

    /// <summary>The store of all that was added.</summary>
    public PdfSecurityStore Make() => new(
        [.. _certificates.Select(certificate => certificate.Raw)], [.. _lists.Select(list => list.Raw)], _validations);

    private IReadOnlyList<Certificate> PathOf(Certificate certificate, IReadOnlyList<Certificate> others)
    {
        ChainReport chain = CertificateChain.Check(certificate, others, roots, now);
        return chain.IsTrusted ? chain.Path : [certificate];
    }

    /// <summary>The newest current list of an issuer; null where there is none, or it is too long.</summary>
    private RevocationList? ListOf(Certificate issuer) => lists
        .Where(list => list.ThisUpdate <= now && list.NextUpdate > now && list.IsIssuedBy(issuer))
        .MaxBy(list => list.ThisUpdate) is { Raw.Length: <= LongestList } newest ? newest : null;

    private static int PlaceOf<T>(List<T> all, T one)
    {
        int place = all.IndexOf(one);
        if (place < 0)
        {
            all.Add(one);
            place = all.Count - 1;
        }

        return place;
    }
}
