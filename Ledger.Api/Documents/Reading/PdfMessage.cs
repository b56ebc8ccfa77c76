using System.Formats.Asn1;

namespace Ledger.Api.Documents.Reading;

/// <summary>Finds the end of a signature's value in the room that was kept for it.</summary>
internal static class PdfMessage
{
    /// <summary>The message ends where its DER says; only zeros may follow.</summary>
    /// <exception cref="PdfRejectedException">The room is empty, or holds something else than one DER sequence and zeros.</exception>
    public static ReadOnlyMemory<byte> Of(byte[] contents)
    {
        if (contents.AsSpan().IndexOfAnyExcept((byte)0) < 0)
        {
            throw new PdfRejectedException(PdfRejection.Unsigned, "The signature is empty.");
        }

        bool isValue = AsnDecoder.TryReadEncodedValue(
            contents, AsnEncodingRules.DER, out Asn1Tag tag, out _, out _, out int length);
        if (!isValue || tag != Asn1Tag.Sequence || contents.AsSpan(length).IndexOfAnyExcept((byte)0) >= 0)
        {
            throw new PdfRejectedException(PdfRejection.Malformed, "The signature's value is not one DER structure padded with zeros.");
        }

        return contents.AsMemory(0, length);
    }
}
