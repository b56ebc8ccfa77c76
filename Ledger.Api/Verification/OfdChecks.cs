using Ledger.Api.Documents;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Problems;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>What makes a person's picture and a program's data one in an OFD: the file is sealed by the issuing authority, whole, and says what was signed.</summary>
internal static class OfdChecks
{
    /// <summary>How far the clock of whoever sealed may be ahead of the verifier's.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Whether a file carries a licence's data where licences of this system carry them.</summary>
    public static bool IsLicence(OfdReading reading) => reading.Attachments.ContainsKey(AttachedNames.Document);

    /// <summary>The checks of a licence of this system whose data have been judged by themselves.</summary>
    /// <param name="reading">What was found in the file.</param>
    /// <param name="alone">The verdict on the data, nobody asked.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="now">The verifier's clock.</param>
    public static IReadOnlyList<Check> Make(OfdReading reading, Verdict alone, TrustPolicy policy, DateTimeOffset now)
    {
        List<Check> checks = [.. OfFile(reading, alone, policy, now)];
        return alone.Licence is not { } licence ? checks :
        [
            .. checks,
            .. FaceTextCheck.Make(
                reading.Attachments, ShownFace.Of(reading), licence, alone.Copy, FaceGround.Of(checks, isAppended: false, alone)),
        ];
    }

    private static IEnumerable<Check> OfFile(OfdReading reading, Verdict alone, TrustPolicy policy, DateTimeOffset now)
    {
        yield return Intact(reading);
        if (alone.Licence is not LicenceDocument licence)
        {
            yield break;
        }

        foreach (OfdSignature found in reading.Signatures)
        {
            foreach (Check check in SealedFileChecks.Make(
                found, licence.Certificates, policy, seal => SealTimeCheck.OfLicence(seal, reading.AnnouncesStamp, policy, now)))
            {
                yield return check;
            }

            if (SealedFileChecks.TryParse(found, out _) is ESealSignature seal)
            {
                yield return Issuer(seal, licence.Statement.Issuer);
                yield return Standing(seal, licence.Certificates, alone.AsOf, policy, now);
                foreach (Check check in SealRevocationCheck.Make(seal, licence.Certificates, alone.AsOf, policy, now))
                {
                    yield return check;
                }
            }
        }

        yield return FileChecks.Identifier(licence.Statement);
        yield return FileChecks.Face(licence);
    }

    /// <summary>What can be said of another system's file: what its seals are worth, never that it is a valid licence.</summary>
    /// <param name="reading">What was found in the file.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="now">The verifier's clock.</param>
    public static IReadOnlyList<Check> Foreign(OfdReading reading, TrustPolicy policy, DateTimeOffset now) =>
    [
        new Check(
            "file-form", CheckResult.Unknown, "这是其他系统的 OFD 文件，未附本系统的证照数据与证明，无法判定证照是否有效；以下为其电子签章的逐项核对。",
            "This OFD file is another system's, without licence data and proof; whether a licence is valid nobody can tell from it. What its seals show follows."),
        .. reading.Signatures.Count == 0
            ? [new Check("file-seal-structure", CheckResult.Unknown, "文件没有电子签章。", "The file has no seal.")]
            : reading.Signatures.SelectMany(found => SealedFileChecks.Make(found, [], policy, seal => SealTimeCheck.OfOthers(seal, policy, now)).Append(Coverage(found)).Append(Revocation())),
    ];

    private static Check Intact(OfdReading reading)
    {
        const string Name = "file-intact";
        if (reading.Signatures is not [{ IsSeal: true } only])
        {
            return Check.Of(
                Name, false, "文件没有电子签章，或不止一个。", "The file has no seal, or more than one.");
        }

        bool covered = only.Uncovered.Count == 0 && only.References.All(reference => reference.State == OfdReferenceState.Agrees);
        return (reading.IsExact, covered) switch
        {
            (true, true) => Check.Of(
                Name, true, "唯一的签章覆盖包内全部文件，签章之后没有任何改动或追加。",
                "The one seal covers every file of the package; nothing was changed or added after it."),
            (_, false) => Check.Of(
                Name, false, $"包内有文件被改动、缺失或不受签章保护{Names(only)}。",
                $"Files of the package were changed, are missing or are not covered by the seal{Names(only)}."),
            _ => Check.Of(
                Name, false, "文件在签章之后被重新打包或改动。", "The package was written again or changed after it was sealed."),
        };
    }

    private static string Names(OfdSignature found)
    {
        string[] names =
        [
            .. found.References.Where(reference => reference.State != OfdReferenceState.Agrees).Select(reference => reference.Path), .. found.Uncovered,
        ];
        return names.Length == 0 ? "" : $" ({string.Join(' ', names.Take(3))}{(names.Length > 3 ? " …" : "")})";
    }

    private static Check Issuer(ESealSignature seal, string issuer)
    {
        bool own = seal.Signer.SubjectCode == issuer;
        return Check.Of(
            "file-seal-issuer", own,
            own ? $"OFD 由颁发机构 {seal.Signer.SubjectOrganisation} 签章。" : $"OFD 由 {seal.Signer.SubjectName} 签章，而证照由 {issuer} 颁发。",
            own ? $"The OFD is sealed by the issuing authority {seal.Signer.SubjectOrganisation}."
                : $"The OFD is sealed by {seal.Signer.SubjectName}, the licence is issued by {issuer}.");
    }

    /// <summary>
    /// The time in a seal is its signer's word, and a key that has run out could be made to say anything. So the certificate must be valid
    /// now, or have been valid when the seal's signature was stamped; one that was valid when the log signed the attached proof and has expired
    /// since may have sealed in time or not.
    /// </summary>
    private static Check Standing(
        ESealSignature seal, IReadOnlyList<Certificate> others, DateTimeOffset? proven, TrustPolicy policy, DateTimeOffset now)
    {
        const string Name = "file-seal-now";
        if (seal.Time > now + ClockTolerance)
        {
            return Check.Of(Name, false, "签章时间在将来。", "The seal was applied in the future.");
        }

        ChainReport chain = CertificateChain.Check(seal.Signer, others, policy.Roots, now);
        bool validNow = seal.Seal.Info.IsValidAt(now);
        bool ranOut = chain.Fault is ChainFault.None or ChainFault.Expired && (chain.Fault == ChainFault.Expired || !validNow)
            && proven is DateTimeOffset then && seal.Seal.Info.IsValidAt(then)
            && CertificateChain.Check(seal.Signer, others, policy.Roots, then).IsTrusted;
        if (ranOut && SealTimeCheck.StampOf(seal, policy.Roots)?.Time is DateTimeOffset stamped && seal.Seal.Info.IsValidAt(stamped)
            && CertificateChain.Check(seal.Signer, others, policy.Roots, stamped).IsTrusted)
        {
            return Check.Of(
                Name, true, "印章或签章证书已过期；时间戳证明签章早于过期。", "The seal or its certificate has expired; the time stamp proves that it was applied before.");
        }

        return (chain.Fault, validNow) switch
        {
            (ChainFault.None, true) => Check.Of(Name, true, "印章与签章证书目前有效。", "The seal and the certificate that applied it are valid now."),
            (ChainFault.IssuerUnknown, _) => new Check(
                Name, CheckResult.Unknown, "签章证书不指向受信任的根。", "The sealing certificate leads to no trusted root."),
            _ when ranOut => new Check(
                Name, CheckResult.Unknown, "印章或签章证书已过期，无法判定签章是否早于过期；请重新下载证照文件。",
                "The seal or its certificate has expired; whether it was applied before that nobody can tell. Download the licence again."),
            _ => Check.Of(Name, false, "印章或签章证书链目前无效。", $"The seal or its certificate chain is not valid now: {chain.Reason}"),
        };
    }

    private static Check Coverage(OfdSignature found) => new(
        "file-seal-coverage", CheckResult.Noted,
        found.Uncovered.Count == 0 ? "签章保护包内全部文件。" : $"包内有 {found.Uncovered.Count} 个文件不受签章保护。",
        found.Uncovered.Count == 0 ? "The seal covers every file of the package." : $"{EnglishCount.Of(found.Uncovered.Count, "file of the package is", "files of the package are")} not covered by the seal.");

    private static Check Revocation() => new(
        "file-seal-revocation", CheckResult.Unknown, "他方印章与证照是否已注销，本系统无从得知。",
        "Whether another system's seal or licence has been revoked is not known here.");
}
