using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Documents.Reading;

/// <summary>What follows the first revision, read as far as it is what our writer appends.</summary>
/// <param name="Integrity">Whether all that must follow does, and nothing else.</param>
/// <param name="Length">Length of the file up to the last revision in the right form.</param>
/// <param name="Signatures">Of the revisions that were read.</param>
/// <param name="Store">The security store; null where it was not read.</param>
internal sealed record PdfRevisions(
    PdfIntegrity Integrity, int Length, IReadOnlyList<PdfSignatureRevision> Signatures, PdfSecurityStore? Store)
{
    /// <summary>Reads them.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="layout">Its first revision.</param>
    /// <param name="certifying">The first revision's signature.</param>
    /// <param name="places">What it keeps for others; null where none may follow.</param>
    public static PdfRevisions Read(ReadOnlyMemory<byte> file, PdfLayout layout, PdfSignatureRevision certifying, PdfPlaces? places)
    {
        bool ends = layout.Length == file.Length;
        if (places is null)
        {
            return new(ends ? PdfIntegrity.AsSigned : PdfIntegrity.ChangedAfterSigning, layout.Length, [], null);
        }

        PdfRevisionReader reader = new(file, layout.Base, places);
        List<PdfSignatureRevision> signatures = [];
        PdfSecurityStore? store = null;
        try
        {
            signatures.Add(reader.ReadSecond());
            store = reader.ReadStore([.. signatures.Prepend(certifying).Select(signature => KeyOf(signature, file))]);
            if (places.StampField != 0 && reader.Base.Length < file.Length)
            {
                signatures.Add(reader.ReadStamp());
            }
        }
        catch (PdfRejectedException)
        {
            // What it says is told by where the reading stopped.
        }

        int length = reader.Base.Length;
        PdfIntegrity integrity = length < file.Length ? PdfIntegrity.ChangedAfterSigning
            : store is null ? PdfIntegrity.Shortened
            : PdfIntegrity.AsSigned;
        return new(integrity, length, signatures, store);
    }

    /// <summary>The name of a signature in the store: of its whole value, which stands between the bytes it covers.</summary>
    private static string KeyOf(PdfSignatureRevision signature, ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> token = file.Span[signature.Before.Length..];
        int end = token.IndexOf((byte)'>');
        return PdfSecurityStore.KeyOf(Convert.FromHexString(token[1..end]));
    }
}
