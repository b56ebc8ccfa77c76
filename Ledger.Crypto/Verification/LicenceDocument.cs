using System.Buffers;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Verification;

/// <summary>
/// A licence as a file: the signed statement, all its fields, the department's two signatures, and the certificates to check them.
/// It is written as canonical JSON and compared byte for byte, so there is one file for one licence. A copy for one use may show chosen
/// fields only (<see cref="Part"/>), in a form of its own kind.
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
    private const string PartKind = "licence-part/v1";
    private const int UsualBytes = 16 << 10;
    internal const int MaximumSealBytes = 256 << 10;
    internal const int MaximumSignatureBytes = 64;

    /// <summary>The most certificates that come along.</summary>
    internal const int MaximumCertificates = 8;

    // The forms of members, whoever reads them.
    internal static readonly Func<string, ReadOnlyMemory<byte>> SealOf = Forms.Base64(MaximumSealBytes);
    internal static readonly Func<string, ReadOnlyMemory<byte>> SignatureOf = Forms.Base64(MaximumSignatureBytes);
    internal static readonly Func<string, string> ValueOf = Forms.UpTo(MaximumValueLength);

    /// <summary>Which fields these are, where the document has some of the licence's only; null where it has all.</summary>
    public LicencePart? Part { get; init; }

    /// <summary>Statement and fields as they stood in the file; null where the document was made here, or read as a tree.</summary>
    internal WrittenLicence? Written { get; init; }

    /// <summary>The statement's canonical bytes.</summary>
    internal ReadOnlyMemory<byte> StatementBytes =>
        Written is WrittenLicence written && ReferenceEquals(written.Statement, Statement) ? written.StatementBytes : Statement.ToBytes();

    private Digest[] Leaves => Written is WrittenLicence written && ReferenceEquals(written.Fields, Fields) ? written.HashLeaves() : LeavesOf(Fields);

    /// <summary>Root of the tree over the fields, in printed order.</summary>
    public static Digest RootOf(IReadOnlyList<FaceField> fields) => FieldTree.Root(LeavesOf(fields));

    /// <summary>The value of a field, or null where the licence has no such field.</summary>
    public string? this[string name] => Fields.FirstOrDefault(field => field.Name == name)?.Value;

    /// <summary>The certificate that the statement names for <see cref="Signature"/>, or null where it is not among those that came along.</summary>
    public Certificate? SigningCertificate => Certificates.FirstOrDefault(certificate => certificate.Thumbprint == Statement.SigningKey);

    /// <summary>Whether the fields, as far as they are shown, stand under the statement's root.</summary>
    public bool HasFieldsOfStatement => Part is null
        ? Fields.Count == Statement.FieldCount && FieldTree.Root(Leaves) == Statement.FieldsRoot
        : FieldProof.Root(Statement.FieldCount, Part.Places, Leaves, Part.Hidden) == Statement.FieldsRoot;

    /// <summary>The document with some of its fields: the others, their names and their salts are not in it.</summary>
    /// <param name="names">Names of the fields to show; others than the document has count for nothing.</param>
    /// <exception cref="InvalidOperationException">It is a part itself.</exception>
    public LicenceDocument Showing(IReadOnlyCollection<string> names)
    {
        if (Part is not null)
        {
            throw new InvalidOperationException("Of a part no other part is made.");
        }

        int[] places = [.. Enumerable.Range(0, Fields.Count).Where(place => names.Contains(Fields[place].Name))];
        return this with
        {
            Fields = [.. places.Select(place => Fields[place])],
            Part = new LicencePart(places, FieldProof.Prove(LeavesOf(Fields), places)),
        };
    }

    /// <summary>The canonical bytes of the file.</summary>
    public byte[] ToBytes()
    {
        ArrayBufferWriter<byte> output = new(UsualBytes);
        Write(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes the canonical bytes of the file, behind whatever was written before.</summary>
    public void Write(ArrayBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        CanonicalMembers members = new(output);
        members.Array("certificates"u8, Certificates, (to, certificate) => CanonicalMembers.WriteBase64(to, certificate.Raw.Span));
        members.Array("fields"u8, Fields, WriteField);
        if (Part is not null)
        {
            members.Array("hidden"u8, Part.Hidden, (to, hash) => CanonicalJson.Write(to, hash.ToHex()));
        }

        members.Text("kind"u8, Part is null ? Kind : PartKind);
        if (Part is not null)
        {
            members.Array("places"u8, Part.Places, (to, place) => CanonicalJson.Write(to, Forms.Of(place)));
        }

        members.Base64("seal"u8, Seal.Span);
        members.Base64("signature"u8, Signature.Span);
        members.Begin("statement"u8);
        Statement.Write(output);
        members.End();
    }

    /// <summary>Reads a file of exactly the form that <see cref="ToBytes"/> writes.</summary>
    /// <exception cref="FormatException">Anything else: other JSON, another order or spacing, unknown members, two fields of one name, limits exceeded.</exception>
    public static LicenceDocument Parse(ReadOnlySpan<byte> bytes) => WithoutDoubles(LicenceScan.TryRead(bytes) ?? ParseTree(bytes));

    /// <summary>The same, in the way that knows every form and says what is wrong.</summary>
    internal static LicenceDocument ParseTree(ReadOnlySpan<byte> bytes)
    {
        StrictJsonMembers members = new(StrictJson.ParseCanonical(bytes, new StrictJsonLimits(MaximumBytes)));
        bool isPart = members.Text("kind", text => text is Kind or PartKind ? text == PartKind : throw new FormatException($"The kind is {Kind} or {PartKind}."));
        LicenceDocument document = new(
            LicenceStatement.FromJson(members.Part("statement")),
            [.. members.Parts("fields", MaximumFields).Select(FieldFromJson)],
            members.Text("seal", SealOf),
            members.Text("signature", SignatureOf),
            members.Texts("certificates", MaximumCertificates, Forms.CertificateOf))
        {
            Part = isPart
                ? new LicencePart(members.Texts("places", MaximumFields, Forms.Place), members.Texts("hidden", MaximumFields, Digest.FromHex))
                : null,
        };
        members.RefuseOthers();
        return document;
    }

    // Of two fields with one name a reader would see one, and another reader the other.
    private static LicenceDocument WithoutDoubles(LicenceDocument document)
    {
        HashSet<string> names = new(document.Fields.Count, StringComparer.Ordinal);
        return document.Fields.All(field => names.Add(field.Name))
            ? document
            : throw new FormatException("A licence has two fields of one name.");
    }

    /// <summary>The roots of the fields of several licences; of those with as many fields as each other, cheaper than one by one.</summary>
    /// <param name="licences">The fields of each, at least one: of a few licences, which are hashed together.</param>
    public static Digest[] RootsOf(IReadOnlyList<IReadOnlyList<FaceField>> licences)
    {
        ArgumentNullException.ThrowIfNull(licences);
        Digest[] roots = new Digest[licences.Count];
        foreach (IGrouping<int, int> alike in Enumerable.Range(0, roots.Length).GroupBy(place => licences[place].Count))
        {
            int[] places = [.. alike];
            Digest[] found = FieldTree.Roots(LeavesOf([.. places.SelectMany(place => licences[place])]), alike.Key);
            for (int i = 0; i < places.Length; i++)
            {
                roots[places[i]] = found[i];
            }
        }

        return roots;
    }

    internal static Digest[] LeavesOf(IReadOnlyList<FaceField> fields)
    {
        FieldLeaves leaves = new(fields.Count);
        foreach (FaceField field in fields)
        {
            leaves.Add(field.Name, field.Value, field.Salt);
        }

        return leaves.Hash();
    }

    private static void WriteField(ArrayBufferWriter<byte> output, FaceField field)
    {
        CanonicalMembers members = new(output);
        members.Text("name"u8, field.Name);
        members.Text("salt"u8, field.Salt);
        members.Text("value"u8, field.Value);
        members.End();
    }

    private static FaceField FieldFromJson(StrictJsonMembers members)
    {
        FaceField field = new(
            members.Text("name", Forms.Named), members.Text("value", ValueOf), members.Text("salt", Forms.Hex16));
        members.RefuseOthers();
        return field;
    }
}
