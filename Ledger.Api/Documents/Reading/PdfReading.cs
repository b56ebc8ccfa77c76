namespace Ledger.Api.Documents.Reading;

/// <summary>What was found in a licence PDF. None of it is proven before the signature has been verified.</summary>
/// <param name="Integrity">Whether anything follows the signed file.</param>
/// <param name="SignedLength">Length of the signed file, from the first byte; all that is told here comes from it.</param>
/// <param name="Attachments">Attached files by name.</param>
/// <param name="Signatures">At least one.</param>
internal sealed record PdfReading(
    PdfIntegrity Integrity,
    int SignedLength,
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Attachments,
    IReadOnlyList<PdfSignatureRevision> Signatures)
{
    /// <summary>The objects of the signed file.</summary>
    public required PdfObjects Objects { get; init; }

    /// <summary>The catalogue of the signed file, from which everything shown is reached.</summary>
    public required PdfDictionary Catalogue { get; init; }
}
