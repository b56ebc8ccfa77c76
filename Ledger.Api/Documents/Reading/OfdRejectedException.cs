namespace Ledger.Api.Documents.Reading;

/// <summary>An uploaded file cannot be read as OFD. The only exception reading one throws.</summary>
internal sealed class OfdRejectedException(OfdRejection reason, string message, Exception? inner = null)
    : FormatException(message, inner)
{
    public OfdRejection Reason => reason;
}
