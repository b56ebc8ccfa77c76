using Ledger.Api.Documents.Reading;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>The signatures of a licence's PDF: both by the issuing authority, at a time that the stamps prove, with nothing in them that nobody vouches for.</summary>
/// <param name="policy">Whom to trust.</param>
/// <param name="issuer">Code of the issuing authority.</param>
/// <param name="proven">When the log signed the attached proof; null where that is not proven.</param>
/// <param name="now">The verifier's clock.</param>
internal sealed class FileSignatureChecks(TrustPolicy policy, string issuer, DateTimeOffset? proven, DateTimeOffset now)
{
    private const string Certifying = "file-signature";
    private const string National = "file-signature-sm2";

    // What each signature's path needs, and its stamp's, in the order in which our writer puts it into the store.
    private readonly List<List<Certificate>> _needed = [];
    private readonly List<ProvenSigner> _signers = [];
    private bool _leadsNowhere;

    /// <summary>The checks of all signatures, stamps and of the security store.</summary>
    public IEnumerable<Check> Make(PdfReading reading)
    {
        FileMessage first = FileMessage.Read(reading.Signatures[0]);
        FileMessage? second = reading.Signature(PdfSignatureKind.National) is { } revision ? FileMessage.Read(revision) : null;
        FileStamp? archive = reading.Signature(PdfSignatureKind.TimeStamp) is { } stamp
            ? stamp.Over(signed => FileStamp.Of("文档时间戳", "document time stamp", stamp.Message.Span, signed, policy.Roots))
            : null;
        FileStamp? firstStamp = StampOf(first, "PDF 签名的时间戳", "time stamp of the PDF signature");
        FileStamp? secondStamp = StampOf(second, "SM2 签名的时间戳", "time stamp of the SM2 signature");
        List<Check> checks = [Signature(Certifying, "PDF 签名", "The PDF signature", first, SignatureAlgorithm.EcdsaP256Sha256, firstStamp, archive)];
        if (second is not null)
        {
            checks.Add(Signature(National, "PDF 的 SM2 签名", "The SM2 signature of the PDF", second, SignatureAlgorithm.Sm2Sm3, secondStamp, archive));
        }

        FileStamp[] stamps = [.. new[] { firstStamp, secondStamp, archive }.OfType<FileStamp>()];
        checks.Add(FileTimeCheck.Make(stamps, firstStamp is not null, secondStamp is not null, archive is not null, now));
        IReadOnlyList<RevocationList> lists = FileRevocationCheck.ListsOf(reading.Store);
        checks.AddRange(FileRevocationCheck.Make(_signers, stamps, archive, lists, policy, now));
        if (reading.Store is { } store)
        {
            checks.Add(FileStoreCheck.Make(store, lists, _needed, _leadsNowhere || stamps.Any(judged => !judged.Report.IsTrusted)));
        }

        return checks;
    }

    private FileStamp? StampOf(FileMessage? message, string chinese, string english) =>
        message?.Data is { TimeStamp: { } token } data
            ? FileStamp.Of(chinese, english, token.Span, data.SignatureBytes.Span, policy.Roots)
            : null;

    /// <summary>One signature, which must be the issuing authority's own.</summary>
    private Check Signature(
        string name, string chinese, string english, FileMessage message, SignatureAlgorithm algorithm, FileStamp? stamp, FileStamp? archive)
    {
        List<Certificate> needed = [];
        _needed.Add(needed);
        if (message.Data is not SignedData cms)
        {
            return Check.Of(name, false, $"{chinese}编码错误。", $"{english} is malformed: {message.Problem}");
        }

        SignedDataReport report = message.Revision.Over(signed => cms.Verify(signed));
        if (report.Fault == SignedDataFault.ContentMismatch)
        {
            return Check.Of(name, false, $"{chinese}与文件内容不符：文件在签名之后被改动。", $"{english} does not fit the file: it was altered after it was signed.");
        }

        if (!report.IsValid)
        {
            return Check.Of(name, false, $"{chinese}无效。", $"{english} is not valid: {report.Reason}");
        }

        if (cms.Signer.SubjectCode != issuer || cms.Signer.PublicKey.Algorithm != algorithm)
        {
            return Check.Of(
                name, false,
                $"{chinese}由 {cms.Signer.SubjectName} 作出，而证照由 {issuer} 颁发。", $"{english} is by {cms.Signer.SubjectName}, the licence is issued by {issuer}.");
        }

        Check trust = Trust(name, chinese, english, cms, stamp?.Time ?? archive?.Time, needed);
        needed.AddRange(stamp?.Report.Path ?? []);
        return trust;
    }

    /// <summary>
    /// The certificate must have been valid at the time that a stamp proves. Without one the signature names no time that could be believed, so
    /// it must be valid now; what was valid when the log signed the attached proof and has expired since may have signed in time or not.
    /// </summary>
    private Check Trust(string name, string chinese, string english, SignedData cms, DateTimeOffset? stamped, List<Certificate> needed)
    {
        ChainReport chain = CertificateChain.Check(cms.Signer, cms.Certificates, policy.Roots, stamped ?? now);
        bool expiredSince = stamped is null && chain.Fault == ChainFault.Expired && proven is DateTimeOffset then
            && CertificateChain.Check(cms.Signer, cms.Certificates, policy.Roots, then).IsTrusted;
        _leadsNowhere |= !chain.IsTrusted;
        needed.AddRange(chain.Path);
        if (chain.IsTrusted)
        {
            _signers.Add(new ProvenSigner(chain.Path, stamped ?? now));
        }

        // What no path needs, and other unsigned attributes, nobody vouches for.
        if (chain.IsTrusted && (cms.HasOtherUnsignedAttributes || cms.Certificates.Any(certificate => !chain.Path.Contains(certificate))))
        {
            return Check.Of(name, false, $"{chinese}中夹带无关内容。", $"{english} carries something that it does not need.");
        }

        string when = stamped is DateTimeOffset at ? BeijingTime.TextOf(at) : "";
        return chain.Fault switch
        {
            ChainFault.None => new Check(
                name, CheckResult.Passed,
                $"{chinese}由 {cms.Signer.SubjectOrganisation} 作出{(stamped is null ? "" : $"，不晚于 {when}（北京时间）")}。",
                $"{english} is by {cms.Signer.SubjectOrganisation}{(stamped is null ? "" : $", made no later than {when} (Beijing time)")}."),
            ChainFault.IssuerUnknown => new Check(
                name, CheckResult.Unknown, $"{chinese}证书不指向受信任的根。", $"{english}: the signer's certificate leads to no trusted root."),
            ChainFault.Expired when expiredSince => new Check(
                name, CheckResult.Unknown, $"{chinese}证书已过期，无法判定签名是否早于过期；请重新下载证照文件。",
                $"{english}: the signer's certificate has expired; whether it signed before that nobody can tell. Download the licence again."),
            _ => new Check(name, CheckResult.Failed, $"{chinese}证书链无效。", $"{english}: the signer's certificate chain is not valid: {chain.Reason}"),
        };
    }
}
