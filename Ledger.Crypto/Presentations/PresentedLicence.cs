using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Presentations;

/// <summary>The licence in a presentation: its statement as it was signed, and the fields that its holder chose.</summary>
/// <param name="Statement">The licence statement.</param>
/// <param name="Signature">64 bytes <c>r‖s</c>: the issuer's ES256 over the statement.</param>
/// <param name="Fields">The chosen fields in printed order; may be none.</param>
/// <param name="Part">Where they stand, and the hashes that stand for the others.</param>
public sealed record PresentedLicence(
    LicenceStatement Statement, ReadOnlyMemory<byte> Signature, IReadOnlyList<FaceField> Fields, LicencePart Part)
{
    /// <summary>The value of a shown field, or null.</summary>
    public string? this[string name] => Fields.FirstOrDefault(field => field.Name == name)?.Value;

    /// <summary>The licence with chosen fields of a document.</summary>
    /// <param name="document">The whole document.</param>
    /// <param name="names">Names of the fields to show.</param>
    public static PresentedLicence Of(LicenceDocument document, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(document);
        LicenceDocument shown = document.Showing(names);
        return new PresentedLicence(document.Statement, document.Signature, shown.Fields, shown.Part!);
    }

    /// <summary>The root to which the fields lead; null where they have not the shape of a proof.</summary>
    internal static Digest? RootOf(int count, IReadOnlyList<FaceField> fields, LicencePart part) =>
        Merkle.FieldProof.Root(count, part.Places, LicenceDocument.LeavesOf(fields), part.Hidden);
}
