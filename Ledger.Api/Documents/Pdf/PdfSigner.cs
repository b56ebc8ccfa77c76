using System.Globalization;
using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>
/// Signs and certifies a PDF while it is written: one PAdES signature (ETSI EN 319 142-1) over every byte of the
/// file but its own Contents token, which allows no change afterwards (DocMDP, P 1; ISO 32000-1 §12.8.2.2).
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
    private const string RangeToken = "/ByteRange[";
    private const string ContentsToken = "/Contents<";

    // "0 a b c" with three numbers of at most eight digits: files are at most 20 MiB.
    private const int RangeLength = 28;

    /// <summary>Writes the signature with empty space for its value; the number of the signature's dictionary.</summary>
    public int WriteSignature(PdfOutput output)
    {
        StringBuilder body = new();
        body.Append("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached");
        body.Append(CultureInfo.InvariantCulture, $"/Name{PdfText.String(Name)}/Reason{PdfText.String(Reason)}/Location{PdfText.String(Location)}");
        body.Append(CultureInfo.InvariantCulture, $"/M{PdfText.Date(Time)}");
        body.Append("/Reference[<</Type/SigRef/TransformMethod/DocMDP");
        body.Append("/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>]");
        body.Append(RangeToken).Append(' ', RangeLength).Append(']');
        body.Append(ContentsToken).Append('0', 2 * MaximumLength).Append(">>>");
        return output.Object(body.ToString());
    }

    /// <summary>Writes the signature's field, which is its own invisible annotation; the field's number.</summary>
    public static int WriteField(PdfOutput output, int signature, int page) => output.Object(
        $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature1)/F 132/Rect[0 0 0 0]"
        + $"/P {PdfText.Reference(page)}/V {PdfText.Reference(signature)}>>");

    /// <summary>Fills in the byte range and the value.</summary>
    /// <exception cref="ArgumentException">The CMS message is longer than the room kept for it.</exception>
    public void Complete(byte[] file, int signaturePosition)
    {
        Span<byte> signature = file.AsSpan(signaturePosition);
        int range = signaturePosition + signature.IndexOf(Encoding.ASCII.GetBytes(RangeToken)) + RangeToken.Length;

        // The token includes its angle brackets, so the range stops before the first of them.
        int start = signaturePosition + signature.IndexOf(Encoding.ASCII.GetBytes(ContentsToken)) + ContentsToken.Length - 1;
        int end = start + (2 * MaximumLength) + 2;
        string numbers = string.Create(CultureInfo.InvariantCulture, $"0 {start} {end} {file.Length - end}");
        Encoding.ASCII.GetBytes(numbers, file.AsSpan(range, RangeLength));
        byte[] message = Sign([.. file.AsSpan(0, start), .. file.AsSpan(end)]);
        if (message.Length > MaximumLength)
        {
            throw new ArgumentException(
                $"The CMS message has {message.Length} bytes, room was kept for {MaximumLength}.", nameof(file));
        }

        Encoding.ASCII.GetBytes(Convert.ToHexString(message), file.AsSpan(start + 1));
    }
}
