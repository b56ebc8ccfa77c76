using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Fonts;
using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Documents;

/// <summary>Makes the PDF of a licence.</summary>
internal static class LicencePdf
{
    /// <summary>Draws, attaches and, with a signer, signs. Takes some tens of milliseconds; safe from several threads.</summary>
    /// <exception cref="ArgumentException">A text cannot be drawn, or a name cannot be written; nothing was signed.</exception>
    /// <exception cref="FileNotFoundException">A font is not installed; the message names what to install.</exception>
    public static byte[] Write(
        FontCatalogue fonts,
        LicencePicture picture,
        PdfProperties properties,
        IReadOnlyList<PdfAttachment> attachments,
        PdfSigner? signer = null) =>
        WriteDraft(fonts, picture, properties, attachments, signer).File;

    /// <summary>The same, with what later revisions must know.</summary>
    /// <exception cref="ArgumentException">As of <see cref="Write"/>.</exception>
    /// <exception cref="FileNotFoundException">As of <see cref="Write"/>.</exception>
    public static PdfDraft WriteDraft(
        FontCatalogue fonts,
        LicencePicture picture,
        PdfProperties properties,
        IReadOnlyList<PdfAttachment> attachments,
        PdfSigner? signer)
    {
        PdfCanvas canvas = new();
        LicenceDesign.Draw(canvas, fonts, picture);
        return PdfWriter.WriteDraft(canvas, properties, attachments, signer);
    }
}
