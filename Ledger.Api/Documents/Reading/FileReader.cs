using System.Text;
using Ledger.Api.Documents.Ofd;

namespace Ledger.Api.Documents.Reading;

/// <summary>Reads any untrusted file: finds out what it is, and what lies in it. Bytes in, a reading out; never an exception for what the bytes are.</summary>
internal static class FileReader
{
    // One would do, if no byte of it could be changed.
    private static readonly byte[] Mark = Encoding.ASCII.GetBytes(AttachedNames.Document);
    private static readonly byte[] OtherMark = Encoding.ASCII.GetBytes(AttachedNames.Proof);
    private static readonly byte[] OfdMark = Encoding.ASCII.GetBytes(OfdNames.AttachmentFolder + AttachedNames.Document);

    /// <summary>Reads a file.</summary>
    /// <param name="file">Anything at all.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static FileReading Read(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        return OfdReader.IsPackage(file.Span) ? ReadOfd(file, cancel) : ReadPdf(file, cancel);
    }

    private static FileReading ReadOfd(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        try
        {
            return new FileReading { Ofd = OfdReader.Read(file, cancel) };
        }
        catch (OfdRejectedException e)
        {
            // A package that holds the name of a licence's data was one of ours before something happened to it.
            return FileReading.Refused(file.Span.IndexOf(OfdMark) < 0 ? FileRefusalReason.ForeignPackage : FileRefusalReason.Damaged, e.Message);
        }
    }

    private static FileReading ReadPdf(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        try
        {
            return new FileReading { Pdf = PdfReader.Read(file, cancel) };
        }
        catch (PdfRejectedException e)
        {
            if (IsOthers(file.Span, e.Reason) && OthersPdfReader.Find(file) is OthersPdf others)
            {
                return new FileReading { Others = others };
            }

            return FileReading.Refused(e.Reason == PdfRejection.Foreign ? FileRefusalReason.Foreign : FileRefusalReason.Damaged, e.Message);
        }
    }

    /// <summary>
    /// Many programs begin their files as ours do. A whole one that nowhere names a licence's data or proof is another system's; one that names
    /// either, or ends before its end mark, was ours and is damaged.
    /// </summary>
    private static bool IsOthers(ReadOnlySpan<byte> file, PdfRejection reason) =>
        file.IndexOf(Mark) < 0 && file.IndexOf(OtherMark) < 0 && (reason == PdfRejection.Foreign || file.IndexOf("%%EOF"u8) >= 0);
}
