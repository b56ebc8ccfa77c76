using System.Diagnostics;
using System.Text;

namespace Ledger.Api.Documents.Reading;

/// <summary>
/// Reads an uploaded PDF for verification. Only what <see cref="Pdf.PdfWriter"/> writes is accepted, so none of the
/// known ways to make a viewer show something else than was signed has a place to be.
/// </summary>
internal static class PdfReader
{
    /// <summary>Finds the signature and the attachments.</summary>
    /// <exception cref="PdfRejectedException">It is no signed licence PDF of this system, or too large to be one.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static PdfReading Read(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        if (file.Length > PdfLimits.FileLength)
        {
            throw new PdfRejectedException(PdfRejection.TooLarge, "A PDF may have at most 20 MiB.");
        }

        PdfLayout layout = new(file, cancel);
        PdfDictionary catalogue = layout.Objects.Get<PdfDictionary>(layout.Trailer, "Root");
        PdfDictionary form = layout.Objects.Optional<PdfDictionary>(catalogue, "AcroForm")
            ?? throw new PdfRejectedException(PdfRejection.Unsigned, "The PDF is not signed.");
        PdfSignatureRevision signature = ReadSignature(layout, catalogue, form, file[..layout.Length], layout.Length == file.Length);
        PdfRevisions following = PdfRevisions.Read(file, layout, signature, PdfPlacesReader.Read(layout.Objects, catalogue, form));
        return new(
            following.Integrity,
            following.Length,
            ReadAttachments(layout.Objects, catalogue, cancel),
            [signature, .. following.Signatures],
            following.Store)
        {
            Objects = layout.Objects,
            Catalogue = catalogue,
        };
    }

    private static PdfRejectedException Malformed(string message) => new(PdfRejection.Malformed, message);

    private static PdfSignatureRevision ReadSignature(
        PdfLayout layout, PdfDictionary catalogue, PdfDictionary form, ReadOnlyMemory<byte> file, bool whole)
    {
        PdfObjects objects = layout.Objects;
        List<object> fields = objects.Get<List<object>>(form, "Fields");
        if (fields.Count is 0 or > 3 || objects.Count("Sig") != 1 || objects.Resolve(fields[0]) is not PdfDictionary field)
        {
            throw Malformed("A licence PDF has exactly one signature.");
        }

        PdfDictionary signature = objects.Get<PdfDictionary>(field, "V");
        PdfDictionary permissions = objects.Get<PdfDictionary>(catalogue, "Perms");
        bool certified = ReferenceEquals(objects.Get<PdfDictionary>(permissions, "DocMDP"), signature);
        if (!certified || objects.Get<PdfName>(signature, "SubFilter").Value != "ETSI.CAdES.detached"
            || objects.Get<PdfName>(field, "FT").Value != "Sig")
        {
            throw Malformed("The signature is not a certifying PAdES signature.");
        }

        PdfString contents = objects.Get<PdfString>(signature, "Contents");
        List<object> range = objects.Get<List<object>>(signature, "ByteRange");

        // The range must leave out the token of Contents, its angle brackets included, and nothing else.
        long[] expected = [0, contents.Start, contents.End, file.Length - contents.End];
        if (!contents.IsHexadecimal || !range.SequenceEqual(expected.Cast<object>()))
        {
            throw Malformed("The signature's byte range does not cover the whole file.");
        }

        return new(PdfSignatureKind.Certifying, PdfMessage.Of(contents.Value), file[..contents.Start], file[contents.End..], whole);
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> ReadAttachments(
        PdfObjects objects, PdfDictionary catalogue, CancellationToken cancel)
    {
        Dictionary<string, ReadOnlyMemory<byte>> attachments = new(StringComparer.Ordinal);
        if (objects.Optional<PdfDictionary>(catalogue, "Names") is not PdfDictionary names)
        {
            return attachments;
        }

        List<object> pairs = objects.Get<List<object>>(objects.Get<PdfDictionary>(names, "EmbeddedFiles"), "Names");
        if (pairs.Count > 2 * PdfLimits.Attachments || pairs.Count % 2 != 0)
        {
            throw new PdfRejectedException(PdfRejection.TooLarge, "The PDF has too many attachments.");
        }

        Stopwatch clock = Stopwatch.StartNew();
        long room = PdfLimits.InflatedLength;
        for (int i = 0; i < pairs.Count; i += 2)
        {
            if (pairs[i] is not PdfString { IsHexadecimal: false } name
                || objects.Resolve(pairs[i + 1]) is not PdfDictionary specification)
            {
                throw Malformed("An attachment is written in another way.");
            }

            PdfStream stream = objects.Get<PdfStream>(objects.Get<PdfDictionary>(specification, "EF"), "F");
            byte[] data = Inflate(objects, stream, room, clock, cancel);
            room -= data.Length;
            if (!attachments.TryAdd(Encoding.ASCII.GetString(name.Value), data))
            {
                throw Malformed("Two attachments have one name.");
            }
        }

        return attachments;
    }

    private static byte[] Inflate(PdfObjects objects, PdfStream stream, long room, Stopwatch clock, CancellationToken cancel)
    {
        byte[] data = PdfInflater.Inflate(stream.Data, room, clock, cancel);
        PdfDictionary parameters = objects.Get<PdfDictionary>(stream.Dictionary, "Params");
        return parameters.Entries.GetValueOrDefault("Size") is long size && size == data.Length
            ? data
            : throw Malformed("An attachment has another length than it says.");
    }
}
