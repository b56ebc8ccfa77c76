using System.Globalization;
using System.Security.Cryptography;
using Ledger.Api.Documents.Design;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Licences;

namespace Ledger.Api.Documents;

/// <summary>What the signature page says, from what travels with the licence alone: so that anybody can check that it says the truth.</summary>
internal static class SignatureFacts
{
    /// <summary>The parts of the page.</summary>
    /// <param name="document">The licence document.</param>
    /// <param name="proof">The status bundle that travels with it.</param>
    public static IReadOnlyList<PictureSection> Of(LicenceDocument document, StatusBundle proof)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(proof);
        return
        [
            new(new("签章", "Seal and signature"), [.. SealFacts(document), .. Facts("签名证书", "Signing certificate", document.SigningCertificate)]),
            new(new("账本", "Log"), LogFacts(document, proof)),
            new(new("核验", "Verification"), Ways),
        ];
    }

    // Texts of their own edition: never changed, see Furniture. Chinese of few words: each new ideograph is a glyph more in every file.
    private static IReadOnlyList<LicenceField> Ways { get; } =
    [
        new(
            "核验项",
            "文件：签名后未改动 The file was not changed after it was signed\n"
            + "签名：由发证机关签发 The issuing authority signed it; its certificate leads to a trusted root\n"
            + "印章：有效，与证照数据一致 The seal is valid and fits the licence data\n"
            + "照面：与证照数据一致 What is printed is the signed data, character for character\n"
            + "账本：有签发的证明 The issue stands in the log\n"
            + "状态：未注销、未暂扣 Not cancelled, revoked or suspended as of the time shown",
            "What is checked"),
        new(
            "如何核验",
            "扫描二维码 Scan the QR code on the first page for the status now\n"
            + "将文件拖入核验页面 Drop this file on the verification page; that works offline, too\n"
            + "ledger verify --offline FILE.pdf\n"
            + "pdfsig FILE.pdf",
            "How to verify"),
    ];

    private static List<LicenceField> SealFacts(LicenceDocument document)
    {
        ESealSignature seal;
        try
        {
            seal = ESealSignature.Parse(document.Seal.Span);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return [];
        }

        ESealInfo info = seal.Seal.Info;
        return
        [
            new("发证机关", $"{document[FaceNames.Issuer]} {document.Statement.Issuer}", "Issuing authority"),
            new("印章", $"{info.Name} {info.Id}\n{Term(info.ValidFrom, info.ValidUntil)}\n{NameOf(seal.Seal.Maker)}", "Seal, its term and maker"),
            new("签章时间", BeijingTime.TextOf(seal.Time), "Sealed at"),
            .. Facts("签章证书", "Seal certificate", seal.Signer),
        ];
    }

    private static IEnumerable<LicenceField> Facts(string label, string english, Certificate? certificate) => certificate is null ? [] :
    [
        new(
            label,
            $"{NameOf(certificate)} {certificate.PublicKey.Algorithm}\n{certificate.SerialNumber}\n{Term(certificate.NotBefore, certificate.NotAfter)}",
            $"{english}, serial and term"),
    ];

    private static List<LicenceField> LogFacts(LicenceDocument document, StatusBundle proof)
    {
        List<LicenceField> facts = [new("账本", document.Statement.Log, "Log")];
        if (proof.Events.FirstOrDefault(bundled => bundled.Leaf.Type == EventType.Issue) is { } issue)
        {
            facts.Add(new("签发编号", issue.Index.ToString(CultureInfo.InvariantCulture), "Index of issue"));
        }

        facts.Add(new("状态时间", BeijingTime.TextOf(proof.MapCommit.Time), "Status as of"));
        return facts;
    }

    private static string NameOf(Certificate certificate) => certificate.SubjectOrganisation ?? certificate.SubjectName;

    private static string Term(DateTimeOffset from, DateTimeOffset until) => $"{BeijingTime.TextOf(from)} – {BeijingTime.TextOf(until)}";
}
