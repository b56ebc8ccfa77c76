using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Ledger.Api.Documents.Ofd;

namespace Ledger.Api.Documents.Reading;

/// <summary>Reads what the pages of a licence of this system show. A page that is drawn in another way than our writer's is a fault, not an exception.</summary>
internal sealed class OfdFaceReader
{
    private const int LastOfBasicPlane = 0xFFFF;
    private const string Folder = "Doc_0/";
    private const string ResourceFolder = "Doc_0/Res/";
    private const int MostPhotos = 64;

    private readonly OfdArchive _archive;
    private readonly List<string> _drawn = [];

    private OfdFaceReader(OfdArchive archive) => _archive = archive;

    /// <summary>The face.</summary>
    /// <param name="archive">The package.</param>
    /// <param name="entry">The root of OFD.xml.</param>
    public static OfdFace Read(OfdArchive archive, XElement entry)
    {
        OfdFaceReader reader = new(archive);
        try
        {
            return reader.Read(entry);
        }
        catch (OtherWayException e)
        {
            return new OfdFace([], $"A page is drawn in another way: {e.Message}.", []);
        }
    }

    private OfdFace Read(XElement entry)
    {
        Check(entry);
        XElement[] bodies = [.. entry.Children("DocBody")];
        if (bodies is not [{ } body] || body.Text("DocRoot") != OfdNames.Document)
        {
            throw new OtherWayException("the package has another document");
        }

        XElement document = Open(OfdNames.Document, "Document");
        if (document.Child("CommonData").Text("PublicRes") != "PublicRes.xml" || document.Children("Pages").Count() != 1)
        {
            throw new OtherWayException("the document's parts lie elsewhere");
        }

        Dictionary<string, string> photos = PhotosIn(Open(OfdNames.Resources, "Res"));
        List<IReadOnlyList<OfdPiece>> pages = [];
        foreach (XElement page in document.Child("Pages").Children("Page"))
        {
            _archive.CheckTime();
            string name = OfdNames.Page(pages.Count);
            if (page.Attribute("BaseLoc")?.Value != name[Folder.Length..])
            {
                throw new OtherWayException("a page lies elsewhere");
            }

            pages.Add(PiecesOf(Open(name, "Page")));
        }

        return new OfdFace(pages, null, [.. _drawn.Select(id => ContentOf(photos, id))]);
    }

    private XElement Open(string name, string root)
    {
        XElement? read = _archive.Find(name) is { } content ? OfdXml.Parse(content) : null;
        if (read?.Name.LocalName != root)
        {
            throw new OtherWayException("a part is absent");
        }

        Check(read);
        return read;
    }

    private static void Check(XElement root)
    {
        if (OfdForms.FaultOf(root) is string fault)
        {
            throw new OtherWayException(fault);
        }
    }

    private static Dictionary<string, string> PhotosIn(XElement resources)
    {
        Dictionary<string, string> photos = new(StringComparer.Ordinal);
        foreach (XElement media in resources.Children("MultiMedias").SelectMany(list => list.Children("MultiMedia")))
        {
            if (media.Attribute("ID")?.Value is not string id || media.Text("MediaFile") is not string file || !photos.TryAdd(id, file))
            {
                throw new OtherWayException("a picture has no place of its own");
            }
        }

        return resources.Attribute("BaseLoc")?.Value == "Res" ? photos : throw new OtherWayException("resources lie elsewhere");
    }

    private ReadOnlyMemory<byte> ContentOf(Dictionary<string, string> photos, string id) =>
        (photos.TryGetValue(id, out string? file) ? _archive.Find(ResourceFolder + file) : null)
        ?? throw new OtherWayException("a picture is absent");

    private List<OfdPiece> PiecesOf(XElement page)
    {
        List<OfdPiece> pieces = [];
        foreach (XElement item in page.Children("Content").SelectMany(content => content.Children("Layer")).SelectMany(layer => layer.Elements()))
        {
            if (item.Name.LocalName == "ImageObject")
            {
                if (_drawn.Count == MostPhotos)
                {
                    throw new OtherWayException("there are more pictures than any licence has");
                }

                _drawn.Add(item.Attribute("ResourceID")?.Value ?? "");
            }
            else if (item.Name.LocalName == "TextObject" && PieceOf(item) is { Text.Length: > 0 } piece)
            {
                pieces.Add(piece);
            }
        }

        return pieces;
    }

    private static OfdPiece PieceOf(XElement item)
    {
        string[] box = item.Attribute("Boundary")?.Value.Split(' ') ?? [];
        XElement? code = item.Child("TextCode");
        if (box.Length != 4 || item.Children("TextCode").Count() != 1 || item.Children("FillColor").Count() != 1
            || !TryNumber(box[1], out double top) || !TryNumber(code!.Attribute("Y")?.Value, out double down))
        {
            throw new OtherWayException("a text is written in another way");
        }

        string text = PdfTextElement.Squeezed(code.Value);

        // Seen through are only characters that are drawn as shapes beneath: those that programs tear apart.
        bool isRare = Rune.TryGetRuneAt(text.Length > 0 ? text : " ", 0, out Rune first) && first.Value > LastOfBasicPlane && text.Length == first.Utf16SequenceLength;
        string? alpha = item.Child("FillColor")!.Attribute("Alpha")?.Value;
        return alpha is null || (alpha == "0" && isRare) ? new(text, top + down) : throw new OtherWayException("a text is seen through");
    }

    private static bool TryNumber(string? text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>What ends the reading of a face.</summary>
    private sealed class OtherWayException(string message) : Exception(message);
}
