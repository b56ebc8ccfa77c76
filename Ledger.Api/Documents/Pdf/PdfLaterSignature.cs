namespace Ledger.Api.Documents.Pdf;

/// <summary>
/// A signature in a revision of its own: the field that the first revision keeps for it, filled in, and the signature's dictionary. It covers the
/// whole file so far, and the revision itself but its own value.
/// </summary>
internal static class PdfLaterSignature
{
    /// <summary>
    /// What the second signature's value is: a detached CMS of GB/T 35275. No registered name means that, and to call it CAdES would make readers
    /// say that it failed; so they list it as one of a kind that they do not judge.
    /// </summary>
    private const string NationalFilter = "GBT.35275.detached";

    /// <summary>The revision of a second signature, its value still empty.</summary>
    public static (PdfTail Tail, PdfContents Contents) WriteSecond(PdfBase on, PdfPlaces places, PdfSignatureFace face, int maximumLength) => Write(
        on, places.SecondField, PdfPlaces.SecondName, places.Page,
        $"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/{NationalFilter}{face.Entries()}{PdfContents.Empty(maximumLength)}>>", maximumLength);

    /// <summary>The revision of a document time stamp (ETSI EN 319 142-1 §5.4.3), its value still empty.</summary>
    public static (PdfTail Tail, PdfContents Contents) WriteStamp(PdfBase on, PdfPlaces places, int maximumLength) => Write(
        on, places.StampField, PdfPlaces.StampName, places.Page,
        $"<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161{PdfContents.Empty(maximumLength)}>>", maximumLength);

    private static (PdfTail Tail, PdfContents Contents) Write(PdfBase on, int field, string name, int page, string dictionary, int maximumLength)
    {
        using PdfRevision revision = new(on);
        revision.Replace(field, PdfSigner.Field(name, page, on.Objects));
        int position = revision.Position;
        revision.Add(dictionary);
        PdfTail tail = revision.Finish();
        return (tail, PdfContents.Complete(tail.Bytes, on.Length, position, maximumLength));
    }
}
