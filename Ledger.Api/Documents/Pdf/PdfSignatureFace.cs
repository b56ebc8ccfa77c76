using System.Globalization;

namespace Ledger.Api.Documents.Pdf;

/// <summary>What a signature says to people (ISO 32000-1 §12.8.1, table 252); the CMS message is what counts.</summary>
/// <param name="Name">Who signs.</param>
/// <param name="Reason">Why.</param>
/// <param name="Location">Where.</param>
/// <param name="Time">When, as the signer claims.</param>
internal sealed record PdfSignatureFace(string Name, string Reason, string Location, DateTimeOffset Time)
{
    /// <summary>The entries of a signature's dictionary.</summary>
    public string Entries() => string.Create(
        CultureInfo.InvariantCulture,
        $"/Name{PdfText.String(Name)}/Reason{PdfText.String(Reason)}/Location{PdfText.String(Location)}/M{PdfText.Date(Time)}");
}
