using System.Security.Cryptography;
using Ledger.Api.Documents.Pdf;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>
/// Whether a certificate that signed or stamped a file was revoked before: by the verifier's lists and by those that came with the file,
/// each believed as its issuer's signature says.
/// </summary>
internal static class FileRevocationCheck
{
    /// <summary>Name of the check.</summary>
    public const string Name = "file-revocation";

    /// <summary>The lists of a store; none where one is malformed, which <see cref="FileStoreCheck"/> tells.</summary>
    public static IReadOnlyList<RevocationList> ListsOf(PdfSecurityStore? store)
    {
        try
        {
            return store is null ? [] : [.. store.RevocationLists.Take(CertificateRevocation.MaxLists).Select(der => RevocationList.Parse(der))];
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return [];
        }
    }

    /// <summary>The worst that is to be said of any signer; none where no list of theirs is at hand and the policy asks for none.</summary>
    /// <param name="signers">Both signers, as far as their certificates lead to a root.</param>
    /// <param name="stamps">The stamps, those of signatures first.</param>
    /// <param name="archive">The document's time stamp among them, or null.</param>
    /// <param name="lists">Those that came with the file.</param>
    /// <param name="policy">Whom to trust, and the verifier's own lists.</param>
    /// <param name="now">The verifier's clock.</param>
    public static IEnumerable<Check> Make(
        IEnumerable<ProvenSigner> signers,
        IReadOnlyList<FileStamp> stamps,
        FileStamp? archive,
        IReadOnlyList<RevocationList> lists,
        TrustPolicy policy,
        DateTimeOffset now)
    {
        if (lists.Count == 0 && policy.RevocationLists.Count == 0 && !policy.RequiresRevocation)
        {
            return [];
        }

        TrustPolicy all = policy with { RevocationLists = [.. policy.RevocationLists, .. lists] };
        IEnumerable<ProvenSigner> stampers = stamps.Where(stamp => stamp.Time is not null).Select(stamp => new ProvenSigner(stamp.Report.Path, stamp.Time!.Value)
        {
            IsStamp = true,
            Later = archive is { Time: DateTimeOffset later } && !archive.Token!.Signer.Equals(stamp.Token!.Signer) ? later : null,
        });
        Check[] checks = [.. signers.Concat(stampers).Select(signer => RevocationChecks.OfSigner(Name, signer with { Kept = archive?.Time }, all, now)).OfType<Check>()];
        return checks.OrderByDescending(check => Weight(check.Result)).Take(1);
    }

    private static int Weight(CheckResult result) => result switch
    {
        CheckResult.Failed => 3,
        CheckResult.Unknown => 2,
        CheckResult.Noted => 1,
        _ => 0,
    };
}
