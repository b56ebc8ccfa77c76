using System.Text.Json.Nodes;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Verification;

/// <summary>
/// A licence as a file: the signed statement, all its fields, the department's two signatures, and the certificates to check them.
/// It is written as canonical JSON and compared byte for byte, so there is one file for one licence.
/// </summary>
/// <param name="Statement">What was signed.</param>
/// <param name="Fields">Everything printed, in printed order; no two of one name.</param>
/// <param name="Seal">DER of a GB/T 38540 SES_Signature (SM2 with SM3) over the statement's bytes.</param>
/// <param name="Signature">64 bytes <c>r‖s</c>: ES256 over the same bytes, for software that has no SM2.</param>
/// <param name="Certificates">The certificates needed besides the roots; none of them is trusted by being here.</param>
public sealed record LicenceDocument(
    LicenceStatement Statement,
    IReadOnlyList<FaceField> Fields,
    ReadOnlyMemory<byte> Seal,
    ReadOnlyMemory<byte> Signature,
    IReadOnlyList<Certificate> Certificates)
{
    /// <summary>The most fields one licence has.</summary>
    public const int MaximumFields = 200;

    /// <summary>The longest value of one field, in UTF-16 code units.</summary>
    public const int MaximumValueLength = 4_000;

    /// <summary>The longest document read, in bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    private const string Kind = "licence/v1";
    private const int MaximumCertificates = 8;
    private const int MaximumSealBytes = 256 << 10;

    /// <summary>Root of the tree over the fields, in printed order.</summary>
    public static Digest RootOf(IReadOnlyList<FaceField> fields) =>
        FieldTree.Root([.. fields.Select(field => FieldTree.Leaf(field.Name, JsonValue.Create(field.Value), Convert.FromHexString(field.Salt)))]);

    /// <summary>The value of a field, or null where the licence has no such field.</summary>
    public string? this[string name] => Fields.FirstOrDefault(field => field.Name == name)?.Value;

    /// <summary>The certificate that the statement names for <see cref="Signature"/>, or null where it is not among those that came along.</summary>
    public Certificate? SigningCertificate => Certificates.FirstOrDefault(certificate => certificate.Thumbprint == Statement.SigningKey);

    /// <summary>The canonical bytes of the file.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject
    {
        ["kind"] = Kind,
        ["statement"] = Statement.ToJson(),
        ["fields"] = new JsonArray([.. Fields.Select(FieldToJson)]),
        ["seal"] = Convert.ToBase64String(Seal.Span),
        ["signature"] = Convert.ToBase64String(Signature.Span),
        ["certificates"] = new JsonArray([.. Certificates.Select(certificate => JsonValue.Create(Convert.ToBase64String(certificate.Raw.Span)))]),
    });

    /// <summary>Reads a file of exactly the form that <see cref="ToBytes"/> writes.</summary>
    /// <exception cref="FormatException">Anything else: other JSON, another order or spacing, unknown members, two fields of one name, limits exceeded.</exception>
    public static LicenceDocument Parse(ReadOnlySpan<byte> bytes)
    {
        JsonObject json = StrictJson.ParseObject(bytes, new StrictJsonLimits(MaximumBytes));
        if (!CanonicalJson.Write(json).AsSpan().SequenceEqual(bytes))
        {
            throw new FormatException("A licence document is in canonical form.");
        }

        StrictJsonMembers members = new(json);
        members.Text("kind", text => text == Kind ? text : throw new FormatException($"The kind is {Kind}."));
        LicenceDocument document = new(
            LicenceStatement.FromJson(members.Part("statement")),
            [.. members.Parts("fields", MaximumFields).Select(FieldFromJson)],
            members.Text("seal", Forms.Base64(MaximumSealBytes)),
            members.Text("signature", Forms.Base64(64)),
            members.Texts("certificates", MaximumCertificates, Forms.CertificateOf));
        members.RefuseOthers();

        // Of two fields with one name a reader would see one, and another reader the other.
        return document.Fields.DistinctBy(field => field.Name).Count() == document.Fields.Count
            ? document
            : throw new FormatException("A licence has two fields of one name.");
    }

    private static JsonObject FieldToJson(FaceField field) => new()
    {
        ["name"] = field.Name,
        ["value"] = field.Value,
        ["salt"] = field.Salt,
    };

    private static FaceField FieldFromJson(StrictJsonMembers members)
    {
        FaceField field = new(
            members.Text("name", Forms.Named), members.Text("value", Forms.UpTo(MaximumValueLength)), members.Text("salt", Forms.Hex16));
        members.RefuseOthers();
        return field;
    }
}
