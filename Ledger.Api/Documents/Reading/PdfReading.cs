using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Documents.Reading;

/// <summary>What was found in a licence PDF. None of it is proven before the signatures have been verified.</summary>
/// <param name="Integrity">Whether the file is just what was signed.</param>
/// <param name="SignedLength">Length of the file up to its last revision in the right form; all that is told here comes from it.</param>
/// <param name="Attachments">Attached files by name, all of the first revision.</param>
/// <param name="Signatures">At least one, in the order of the revisions.</param>
/// <param name="Store">The security store; null where there is none.</param>
internal sealed record PdfReading(
    PdfIntegrity Integrity,
    int SignedLength,
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Attachments,
    IReadOnlyList<PdfSignatureRevision> Signatures,
    PdfSecurityStore? Store = null)
{
    /// <summary>The signature of a kind, or null.</summary>
    public PdfSignatureRevision? Signature(PdfSignatureKind kind) => Signatures.FirstOrDefault(signature => signature.Kind == kind);

    /// <summary>The objects of the signed file.</summary>
    public required PdfObjects Objects { get; init; }

    /// <summary>The catalogue of the signed file, from which everything shown is reached.</summary>
    public required PdfDictionary Catalogue { get; init; }

    /// <summary>What the pages show, where another process has read it; null where <see cref="Objects"/> are there to be read.</summary>
    public PdfFace? Face { get; init; }
}
