using Ledger.Api.Documents.Fonts;
using Ledger.Api.Documents.Pdf;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;
using Ledger.Node;

namespace Ledger.Api.Verification.Receipts;

/// <summary>A receipt for the case file: every check on paper, the signed JSON attached, the whole signed by the node's receipt key.</summary>
internal static class ReceiptPdf
{
    /// <summary>Name of the attached JSON.</summary>
    public const string Attachment = "receipt.json";

    private const int RoomForSignature = 8_192;
    private const int IdentifierLength = 16;
    private const string Title = "电子证照核验回执";

    /// <summary>Draws and signs it.</summary>
    /// <exception cref="FileNotFoundException">A font is not installed; the message names what to install.</exception>
    public static byte[] Write(FontCatalogue fonts, SignedReceipt signed, ReceiptKeys keys, string place)
    {
        VerificationReceipt receipt = signed.Receipt;
        string verifier = keys.P256Certificate.SubjectOrganisation ?? receipt.Node;
        byte[] json = signed.ToBytes();
        PdfCanvas canvas = new();
        Draw(new ReceiptPage(canvas, fonts), receipt, verifier);
        return PdfWriter.Write(
            canvas,
            new PdfProperties(Title, verifier, receipt.Time, Crypto.Hashing.Sm3.Hash(json).ToArray().AsMemory(0, IdentifierLength), []),
            [new PdfAttachment(Attachment, "application/json", json, PdfRelationship.Source, "核验回执数据")],
            new PdfSigner(
                verifier, "核验回执", place, receipt.Time, RoomForSignature,
                content => SignedData.CreateDetached(keys.P256, keys.P256Certificate, [], content)));
    }

    private static void Draw(ReceiptPage page, VerificationReceipt receipt, string verifier)
    {
        page.Title(Title, "Verification receipt");
        page.Line("结论 Answer", $"{VerdictText.Word(receipt.Conclusion, english: false)} / {VerdictText.Word(receipt.Conclusion, english: true)}");
        page.Line("理由 Why", receipt.Chinese);
        page.Line("", receipt.English);
        page.Line("证照 Licence", string.Join("  ", new[] { receipt.LicenceName, receipt.IssuerName }.OfType<string>()));
        page.Line("证照标识 Identifier", receipt.Identifier);
        page.Line("核验时间 Verified", $"{BeijingTime.TextOf(receipt.Time)} 北京时间 Beijing time");
        page.Line("判定时点 As of a moment", receipt.At is DateTimeOffset at ? $"{BeijingTime.TextOf(at)} 北京时间 Beijing time" : null);
        page.Line("状态截至 Status as of", receipt.AsOf is DateTimeOffset asOf ? $"{BeijingTime.TextOf(asOf)} 北京时间 Beijing time" : null);
        page.Line("核验节点 Verified by", $"{verifier}（{receipt.Node}）");
        page.Line("回执编号 Receipt", receipt.Serial);
        page.Line("文件长度 Length", $"{receipt.File.Length} 字节 bytes");
        page.Line("SHA-256", receipt.File.Sha256.ToHex());
        page.Line("SM3", receipt.File.Sm3.ToHex());
        page.Line("信任策略 Trust policy", $"SHA-256 {receipt.PolicyDigest.ToHex()}");
        page.Heading("逐项核对 What was checked");
        foreach (Check check in receipt.Checks)
        {
            page.Line($"{VerdictText.Word(check.Result, english: false)} {VerdictText.Word(check.Result, english: true)}", $"{check.Chinese}（{check.Name}）");
            page.Line("", check.English);
        }

        page.End($"本回执带有数字签名，所附 {Attachment} 可用 ./ledger receipt 核对。This receipt is signed; ./ledger receipt checks it.");
    }
}
