using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>
/// Signs and certifies a PDF while it is written: one PAdES signature (ETSI EN 319 142-1) over every byte of the
/// file but its own Contents token (DocMDP; ISO 32000-1 §12.8.2.2).
/// </summary>
/// <param name="Name">Who signs.</param>
/// <param name="Reason">Why.</param>
/// <param name="Location">Where.</param>
/// <param name="Time">When, as the signer claims.</param>
/// <param name="MaximumLength">Room for the CMS message in bytes; what is not used is filled with zeros.</param>
/// <param name="Sign">Turns the signed bytes into a detached CMS message in DER.</param>
internal sealed record PdfSigner(
    string Name,
    string Reason,
    string Location,
    DateTimeOffset Time,
    int MaximumLength,
    Func<byte[], byte[]> Sign)
{
    private const string FieldName = "Signature1";

    /// <summary>Whether revisions follow: a second signature and the security store. Otherwise no change is allowed afterwards (P 1).</summary>
    public bool AllowsRevisions { get; init; }

    /// <summary>With <see cref="AllowsRevisions"/>: whether a document time stamp is meant to come last.</summary>
    public bool AllowsStamp { get; init; }

    /// <summary>Writes the signature with empty space for its value; the number of the signature's dictionary.</summary>
    public int WriteSignature(PdfOutput output)
    {
        StringBuilder body = new();
        body.Append("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached");
        body.Append(new PdfSignatureFace(Name, Reason, Location, Time).Entries());
        body.Append("/Reference[<</Type/SigRef/TransformMethod/DocMDP");

        // P 2 (table 254): signature fields that are there may be filled in, nothing else.
        body.Append("/TransformParams<</Type/TransformParams/P ").Append(AllowsRevisions ? '2' : '1').Append("/V/1.2>>>>]");
        return output.Object(body.Append(PdfContents.Empty(MaximumLength)).Append(">>").ToString());
    }

    /// <summary>Writes the signature's field; the field's number.</summary>
    public static int WriteField(PdfOutput output, int signature, int page) => output.Object(Field(FieldName, page, signature));

    /// <summary>Writes the empty fields and the empty store that later revisions fill in; null where none may follow.</summary>
    public PdfPlaces? WritePlaces(PdfOutput output, int page) => !AllowsRevisions ? null : new PdfPlaces(
        page,
        output.Object(Field(PdfPlaces.SecondName, page, signature: 0)),
        AllowsStamp ? output.Object(Field(PdfPlaces.StampName, page, signature: 0)) : 0,
        output.Object(PdfPlaces.EmptyStore));

    /// <summary>A signature's field, which is its own invisible annotation.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="page">Number of the page that it is on.</param>
    /// <param name="signature">Number of the signature's dictionary; 0 while it is empty.</param>
    public static string Field(string name, int page, int signature) =>
        $"<</Type/Annot/Subtype/Widget/FT/Sig/T({name})/F 132/Rect[0 0 0 0]/P {PdfText.Reference(page)}"
        + (signature == 0 ? ">>" : $"/V {PdfText.Reference(signature)}>>");

    /// <summary>Fills in the byte range and the value.</summary>
    /// <exception cref="ArgumentException">The CMS message is longer than the room kept for it.</exception>
    public PdfContents Complete(byte[] file, int signaturePosition)
    {
        PdfContents contents = PdfContents.Complete(file, offset: 0, signaturePosition, MaximumLength);
        contents.Fill(file, Sign(contents.SignedBytes([], file)));
        return contents;
    }
}
