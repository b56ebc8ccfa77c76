namespace Ledger.Api.Documents.Reading;

/// <summary>An uploaded file is not a signed licence PDF of this system. The only exception reading one throws.</summary>
internal sealed class PdfRejectedException(PdfRejection reason, string message, Exception? inner = null)
    : FormatException(message, inner)
{
    public PdfRejection Reason => reason;
}
