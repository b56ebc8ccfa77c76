using System.Text.Json.Nodes;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Verification;

/// <summary>A copy's signed statement as a file: <c>copy.json</c> in the PDF. Canonical JSON, compared byte for byte.</summary>
/// <param name="Statement">What was signed.</param>
/// <param name="Seal">DER of a GB/T 38540 SES_Signature over the statement's bytes.</param>
/// <param name="Signature">64 bytes <c>r‖s</c>: ES256 over the same bytes.</param>
/// <param name="Certificates">The certificates needed besides the roots; none of them is trusted by being here.</param>
public sealed record CopyDocument(
    CopyStatement Statement, ReadOnlyMemory<byte> Seal, ReadOnlyMemory<byte> Signature, IReadOnlyList<Certificate> Certificates)
{
    /// <summary>The longest document read, in bytes.</summary>
    public const int MaximumBytes = 1 << 19;

    private const string Kind = "copy/v1";
    private const int MaximumCertificates = 8;
    private const int MaximumSealBytes = 256 << 10;
    private const int SignatureBytes = 64;

    /// <summary>The canonical bytes of the file.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject
    {
        ["kind"] = Kind,
        ["statement"] = Statement.ToJson(),
        ["seal"] = Convert.ToBase64String(Seal.Span),
        ["signature"] = Convert.ToBase64String(Signature.Span),
        ["certificates"] = new JsonArray([.. Certificates.Select(certificate => JsonValue.Create(Convert.ToBase64String(certificate.Raw.Span)))]),
    });

    /// <summary>Reads a file of exactly the form that <see cref="ToBytes"/> writes.</summary>
    /// <exception cref="FormatException">Anything else: other JSON, another order or spacing, unknown members, limits exceeded.</exception>
    public static CopyDocument Parse(ReadOnlySpan<byte> bytes)
    {
        StrictJsonMembers members = new(StrictJson.ParseCanonical(bytes, new StrictJsonLimits(MaximumBytes)));
        members.Text("kind", text => text == Kind ? text : throw new FormatException($"The kind is {Kind}."));
        CopyDocument copy = new(
            CopyStatement.FromJson(members.Part("statement")),
            members.Text("seal", Forms.Base64(MaximumSealBytes)),
            members.Text("signature", Forms.Base64(SignatureBytes)),
            members.Texts("certificates", MaximumCertificates, Forms.CertificateOf));
        members.RefuseOthers();
        return copy;
    }
}
