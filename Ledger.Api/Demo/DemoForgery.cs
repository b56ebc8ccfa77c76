using Ledger.Api.Documents;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Fonts;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Verification;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Demo;

/// <summary>
/// Forges a licence's file as somebody without the authority's keys may: one value on the page is another, the rest, data and proof included, is the
/// genuine file's, and its signature is pasted in.
/// </summary>
internal static class DemoForgery
{
    private const int IdentifierLength = 16;

    /// <summary>The forged file.</summary>
    /// <param name="file">The genuine one.</param>
    /// <param name="fonts">What it is drawn with.</param>
    /// <param name="value">A value that is printed on it.</param>
    /// <param name="forged">What is printed instead.</param>
    /// <exception cref="ArgumentException">The genuine file does not print the value.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> file, FontCatalogue fonts, string value, string forged)
    {
        PdfReading genuine = PdfReader.Read(file, CancellationToken.None);
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attachments = genuine.Attachments;
        LicenceDocument document = LicenceDocument.Parse(attachments[AttachedNames.Document].Span);
        LicencePicture picture = FacePicture.Of(
            document, LicenceTypes.Read(attachments[AttachedNames.Type].Span), bilingual: false, CheckCodeOf(genuine), document.Statement.Identifier,
            StatusBundle.Parse(attachments[AttachedNames.Proof].Span));
        if (!picture.Fields.Any(field => field.Value == value))
        {
            throw new ArgumentException("The file does not print this value.", nameof(value));
        }

        ReadOnlyMemory<byte> message = genuine.Signatures[0].Message;
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return LicencePdf.Write(
            fonts,
            picture with { Fields = [.. picture.Fields.Select(field => field.Value == value ? field with { Value = forged } : field)] },
            new PdfProperties(picture.Title, picture.Issuer, now, Sm3.Hash(message.Span).ToArray().AsMemory(0, IdentifierLength), []),
            [.. attachments.Select(attached => new PdfAttachment(
                attached.Key, "application/json", attached.Value, PdfRelationship.Supplement, attached.Key))],
            new PdfSigner(picture.Issuer, "电子证照签发", "", now, message.Length, _ => message.ToArray()));
    }

    /// <summary>The check code as the genuine pages print it.</summary>
    private static string CheckCodeOf(PdfReading genuine)
    {
        string label = Furniture.Of(Furniture.CheckCode, bilingual: false);
        return PdfFace.Read(genuine, CancellationToken.None).Elements.Select(element => PdfTextElement.Squeezed(element.Text))
            .Single(text => FaceForms.IsCheckCode(text, bilingual: false))[label.Length..];
    }
}
