using System.Security.Cryptography;
using Ledger.Api.Documents.Reading;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification.Receipts;

/// <summary>Checks a receipt in either form: the JSON, or the PDF that carries it.</summary>
internal static class ReceiptFileChecks
{
    /// <summary>The checks.</summary>
    /// <param name="bytes">Anything at all.</param>
    /// <param name="file">The file it is to be of; null where it is not at hand.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="receipt">What it states; null where it cannot be read.</param>
    public static IReadOnlyList<Check> Make(byte[] bytes, byte[]? file, TrustPolicy policy, out VerificationReceipt? receipt)
    {
        ReadOnlyMemory<byte>? compared = file is null ? null : (ReadOnlyMemory<byte>?)file;
        if (!bytes.AsSpan().StartsWith("%PDF-"u8))
        {
            return ReceiptVerifier.Verify(bytes, compared, policy, out receipt);
        }

        PdfReading reading;
        try
        {
            reading = PdfReader.Read(bytes, CancellationToken.None);
        }
        catch (PdfRejectedException e)
        {
            receipt = null;
            return [Check.Of("receipt-pdf", false, "这不是核验回执的 PDF，或已被改动。", $"This is no receipt's PDF, or it was changed: {e.Message}")];
        }

        if (!reading.Attachments.TryGetValue(ReceiptPdf.Attachment, out ReadOnlyMemory<byte> json))
        {
            receipt = null;
            return [Check.Of("receipt-pdf", false, "文件未附回执数据。", "The file carries no receipt.")];
        }

        IReadOnlyList<Check> checks = ReceiptVerifier.Verify(json.Span, compared, policy, out receipt);
        return [Picture(reading, receipt, policy), .. checks];
    }

    /// <summary>What is drawn is signed by the same node, whole.</summary>
    private static Check Picture(PdfReading reading, VerificationReceipt? receipt, TrustPolicy policy)
    {
        const string Name = "receipt-pdf";
        if (reading.Integrity != PdfIntegrity.AsSigned || reading.Signatures is not [{ CoversWholeFile: true } only])
        {
            return Check.Of(Name, false, "文件在签名之后被改动。", "The file was changed after it was signed.");
        }

        try
        {
            SignedData message = SignedData.Parse(only.Message.Span);
            bool own = message.Signer.MaySignReceipts && message.Signer.SubjectCommonName == receipt?.Node && message.Verify(only.SignedBytes()).IsValid;
            bool trusted = own && CertificateChain.Check(message.Signer, message.Certificates, policy.Roots, receipt!.Time).IsTrusted;
            return Check.Of(
                Name, trusted, trusted ? "回执 PDF 由同一节点签名，签名之后没有改动。" : "回执 PDF 的签名无效，或不是该节点所签。",
                trusted ? "The PDF is signed by the same node and unchanged since." : "The PDF's signature is not valid, or not that node's.");
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return Check.Of(Name, false, "回执 PDF 的签名编码错误。", $"The PDF's signature is malformed: {e.Message}");
        }
    }
}
