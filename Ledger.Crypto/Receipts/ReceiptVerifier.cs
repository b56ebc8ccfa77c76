using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Receipts;

/// <summary>Checks receipts: that the node they name signed them, and, with the file at hand, that they are of that file.</summary>
public static class ReceiptVerifier
{
    /// <summary>The checks of a receipt; one that fails where the bytes are none.</summary>
    /// <param name="bytes">The receipt's JSON.</param>
    /// <param name="file">The file it is to be of; null where it is not at hand.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="receipt">What it states; null where it cannot be read. Only to be believed if no check failed and none is unknown.</param>
    public static IReadOnlyList<Check> Verify(
        ReadOnlySpan<byte> bytes, ReadOnlyMemory<byte>? file, TrustPolicy policy, out VerificationReceipt? receipt)
    {
        ArgumentNullException.ThrowIfNull(policy);
        SignedReceipt read;
        try
        {
            read = SignedReceipt.Parse(bytes);
        }
        catch (FormatException e)
        {
            receipt = null;
            return [Check.Of("receipt-form", false, "回执不符合格式。", $"The receipt is malformed: {e.Message}")];
        }

        receipt = read.Receipt;
        byte[] signed = receipt.ToBytes();
        return
        [
            Check.Of("receipt-form", true, "回执格式正确。", "The receipt is well formed."),
            Signature("receipt-es256", SignatureAlgorithm.EcdsaP256Sha256, read, signed, policy),
            Signature("receipt-sm2", SignatureAlgorithm.Sm2Sm3, read, signed, policy),
            .. file is ReadOnlyMemory<byte> given ? [File(receipt, given.Span)] : Array.Empty<Check>(),
        ];
    }

    private static Check Signature(string name, SignatureAlgorithm scheme, SignedReceipt read, byte[] signed, TrustPolicy policy)
    {
        ReceiptSignature[] found = [.. read.Signatures.Where(signature => signature.Certificate.PublicKey.Algorithm == scheme)];
        if (found is not [ReceiptSignature one] || !one.Certificate.PublicKey.Verify(signed, one.Value.Span))
        {
            return Check.Of(name, false, $"回执的 {scheme} 签名缺失或与内容不符。", $"The receipt's {scheme} signature is absent or does not fit what it states.");
        }

        if (!one.Certificate.MaySignReceipts || one.Certificate.SubjectCommonName != read.Receipt.Node)
        {
            return Check.Of(name, false, "签名证书不是该节点的回执证书。", "The certificate is not a receipt certificate of the node that the receipt names.");
        }

        // The key could only sign while its certificate was valid; the time is the node's own word, as the whole receipt is.
        ChainReport chain = CertificateChain.Check(one.Certificate, [], policy.Roots, read.Receipt.Time);
        return DocumentChecks.TrustOf(
            name, chain, $"回执由 {one.Certificate.SubjectOrganisation}（{read.Receipt.Node}）签名。",
            $"The receipt is signed by {one.Certificate.SubjectOrganisation} ({read.Receipt.Node}).");
    }

    private static Check File(VerificationReceipt receipt, ReadOnlySpan<byte> file)
    {
        bool same = ReceiptFile.Of(file) == receipt.File;
        return Check.Of(
            "receipt-file", same, same ? "回执所述文件即此文件（SHA-256 与 SM3 均相符）。" : "回执所述的是另一份文件。",
            same ? "The receipt is of this file: SHA-256 and SM3 agree." : "The receipt is of another file.");
    }
}
