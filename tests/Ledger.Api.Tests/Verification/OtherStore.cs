using System.Text;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Documents.Reading;
using Ledger.Crypto.TimeStamps;

namespace Ledger.Api.Tests.Verification;

/// <summary>A licence's file with another security store, stamped as if it were its own.</summary>
internal static class OtherStore
{
    /// <summary>What the first revision keeps for the others.</summary>
    public static PdfPlaces PlacesOf(PdfLayout layout)
    {
        PdfDictionary catalogue = layout.Objects.Get<PdfDictionary>(layout.Trailer, "Root");
        return PdfPlacesReader.Read(layout.Objects, catalogue, layout.Objects.Get<PdfDictionary>(catalogue, "AcroForm"))!;
    }

    /// <summary>The file as a revision behind it would stand on it.</summary>
    public static PdfBase LastOf(byte[] file)
    {
        string text = Encoding.Latin1.GetString(file);
        string trailer = text[text.LastIndexOf("trailer\n<<", StringComparison.Ordinal)..];
        string After(string key, char end) => trailer[(trailer.IndexOf(key, StringComparison.Ordinal) + key.Length)..].Split(end)[0];
        return new PdfBase(
            file.Length, int.Parse(After("/Size ", '/'), null), int.Parse(After("startxref\n", '\n'), null),
            trailer["trailer\n<<".Length..trailer.IndexOf("/ID", StringComparison.Ordinal)][$"/Size {After("/Size ", '/')}".Length..],
            After("/ID[<", '>'), After("><", '>'));
    }

    /// <summary>The two signatures with another store, stamped by the genuine authority, which stamps whatever it is asked to.</summary>
    public static async Task<byte[]> StampAsync(Province province, byte[] pdf, PdfSecurityStore store)
    {
        FileParts parts = new(pdf);
        PdfPlaces places = PlacesOf(new PdfLayout(parts[1], CancellationToken.None));
        PdfTail filled = store.Write(LastOf(parts.File(1, 2)), places);
        byte[] file = [.. parts.File(1, 2), .. filled.Bytes];
        (PdfTail tail, PdfContents contents) = PdfLaterSignature.WriteStamp(filled.Base, places, 3_000);
        TimeStampToken token = (await province.Node.TimeStamps.StampAsync(MessageImprint.Sha256(contents.SignedBytes(file, tail.Bytes)), CancellationToken.None))!;
        contents.Fill(tail.Bytes, token.Raw.Span);
        return [.. file, .. tail.Bytes];
    }
}
