using System.Xml.Linq;
using Ledger.Api.Documents.Ofd;

namespace Ledger.Api.Documents.Reading;

/// <summary>
/// Reads an uploaded OFD for verification: tolerant of how other programs lay files and paths, but every file that is told of here was
/// found in one way only. Bytes in, a reading out; no file, no network, no clock but the one that ends it.
/// </summary>
internal static class OfdReader
{
    /// <summary>Whether a file begins as ZIP packages do.</summary>
    public static bool IsPackage(ReadOnlySpan<byte> file) => file is [(byte)'P', (byte)'K', 3, 4, ..];

    /// <summary>Finds signatures and attachments.</summary>
    /// <exception cref="OfdRejectedException">It is no OFD, an ambiguous or damaged one, or too large to be a licence.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static OfdReading Read(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        OfdArchive archive = OfdArchive.Open(file, cancel);
        XElement? entry = archive.Find(OfdNames.Entry) is ReadOnlyMemory<byte> content ? OfdXml.Parse(content) : null;
        if (entry?.Name.LocalName != "OFD")
        {
            throw new OfdRejectedException(OfdRejection.Foreign, "The package has no OFD.xml that can be read.");
        }

        Dictionary<string, ReadOnlyMemory<byte>> attachments = archive.Parts.Where(part => IsAttachment(part.Name)).ToDictionary(
            part => part.Name[OfdNames.AttachmentFolder.Length..], part => archive.Find(part.Name)!.Value, StringComparer.Ordinal);
        return new(
            IsExact(file.Span, archive, entry),
            attachments,
            [.. new OfdSignatureReader(archive).Read(entry)],
            attachments.ContainsKey(AttachedNames.Document) ? OfdFaceReader.Read(archive, entry) : null)
        {
            AnnouncesStamp = Custom(entry, OfdNames.StampMark) == OfdNames.Stamped,
        };
    }

    private static bool IsAttachment(string name) =>
        name.StartsWith(OfdNames.AttachmentFolder, StringComparison.Ordinal) && name != OfdNames.Attachments;

    /// <summary>
    /// Written again, the package is the same; what is compressed in it has the digest that OFD.xml names; and what comes after that is
    /// OFD.xml, the seal's description and its value, not compressed. So the seal decides every byte.
    /// </summary>
    private static bool IsExact(ReadOnlySpan<byte> file, OfdArchive archive, XElement entry)
    {
        string[] last = [OfdNames.Entry, OfdNames.Signature, OfdNames.SignedValue];
        OfdPart[] tail = [.. archive.Parts.TakeLast(last.Length)];
        return tail.Select(part => part.Name).SequenceEqual(last)
            && tail.All(part => !part.IsDeflated)
            && Custom(entry, OfdNames.PackageDigest) == OfdPackage.DigestOf(archive.Parts.SkipLast(last.Length)).ToHex()
            && OfdPackage.Write(archive.Parts).AsSpan().SequenceEqual(file);
    }

    /// <summary>A metadata item; null where there is none of this name.</summary>
    private static string? Custom(XElement entry, string name) => entry.Child("DocBody").Child("DocInfo").Child("CustomDatas").Children("CustomData")
        .FirstOrDefault(item => item.Attribute("Name")?.Value == name)?.Value;
}
