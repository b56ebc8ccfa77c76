using System.Text.Json.Nodes;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Receipts;

/// <summary>A receipt with its signatures, <c>verification-receipt/v1</c>: ES256 and SM2 of the verifier's own receipt keys.</summary>
/// <param name="Receipt">What is stated.</param>
/// <param name="Signatures">One P-256 and one SM2, in this order.</param>
public sealed record SignedReceipt(VerificationReceipt Receipt, IReadOnlyList<ReceiptSignature> Signatures)
{
    /// <summary>Longest receipt that is read, in bytes.</summary>
    public const int MaximumBytes = 256 << 10;

    private const string Kind = "verification-receipt/v1";
    private const int SignatureBytes = 64;

    private static readonly SignatureAlgorithm[] Schemes = [SignatureAlgorithm.EcdsaP256Sha256, SignatureAlgorithm.Sm2Sm3];

    /// <summary>Signs a receipt.</summary>
    /// <param name="receipt">What is stated.</param>
    /// <param name="keys">A P-256 and an SM2 key with their certificates, in this order.</param>
    /// <exception cref="ArgumentException">Other keys, or certificates that do not let them sign receipts of this node.</exception>
    public static SignedReceipt Sign(VerificationReceipt receipt, params IReadOnlyList<(SigningKey Key, Certificate Certificate)> keys)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        bool right = keys.Select(key => key.Key.Algorithm).SequenceEqual(Schemes) && keys.All(key =>
            key.Certificate.MaySignReceipts && key.Certificate.SubjectCommonName == receipt.Node
            && key.Certificate.PublicKey.Equals(new VerifyingKey(key.Key.Algorithm, key.Key.PublicKey.Span)));
        if (!right)
        {
            throw new ArgumentException("These keys do not sign receipts of this node.", nameof(keys));
        }

        byte[] signed = receipt.ToBytes();
        return new SignedReceipt(receipt, [.. keys.Select(key => new ReceiptSignature(key.Certificate, key.Key.Sign(signed)))]);
    }

    /// <summary>Canonical JSON of the whole.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject
    {
        ["kind"] = Kind,
        ["receipt"] = Receipt.Write(),
        ["signatures"] = new JsonArray([.. Signatures.Select(signature => new JsonObject
        {
            ["certificate"] = Convert.ToBase64String(signature.Certificate.Raw.Span),
            ["value"] = Convert.ToBase64String(signature.Value.Span),
        })]),
    });

    /// <summary>Reads a receipt. Nothing of it is verified yet.</summary>
    /// <exception cref="FormatException">It is not one, or not in its one byte form.</exception>
    public static SignedReceipt Parse(ReadOnlySpan<byte> bytes)
    {
        StrictJsonMembers members = new(StrictJson.ParseObject(bytes, new StrictJsonLimits(MaximumBytes)));
        members.Text("kind", text => text == Kind ? text : throw new FormatException($"The kind is {Kind}."));
        SignedReceipt read = new(
            VerificationReceipt.Read(members.Part("receipt")), [.. members.Parts("signatures", Schemes.Length).Select(ReadSignature)]);
        members.RefuseOthers();
        return read.ToBytes().AsSpan().SequenceEqual(bytes) ? read : throw new FormatException("The receipt is not written canonically.");
    }

    private static ReceiptSignature ReadSignature(StrictJsonMembers members)
    {
        ReceiptSignature signature = new(
            members.Text("certificate", Forms.CertificateOf),
            members.Text("value", text => Forms.Base64(SignatureBytes)(text) is { Length: SignatureBytes } value ? value : throw new FormatException("A signature has 64 bytes.")));
        members.RefuseOthers();
        return signature;
    }
}
