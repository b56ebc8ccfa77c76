namespace Ledger.Api.Documents.Pdf;

/// <summary>
/// What the first revision keeps for the later ones, so that they only ever fill in: empty signature fields and an empty document security
/// store. Numbers of objects.
/// </summary>
/// <param name="Page">The page that the invisible fields are on.</param>
/// <param name="SecondField">The field of the second signature.</param>
/// <param name="StampField">The field of the document time stamp; 0 where none is meant to follow.</param>
/// <param name="Store">The document security store (ETSI EN 319 142-1 §5.4.2).</param>
internal sealed record PdfPlaces(int Page, int SecondField, int StampField, int Store)
{
    /// <summary>Name of the second signature's field.</summary>
    public const string SecondName = "Signature2";

    /// <summary>Name of the time stamp's field.</summary>
    public const string StampName = "TimeStamp1";

    /// <summary>The store before anything is in it.</summary>
    public const string EmptyStore = "<</Type/DSS>>";
}
