using Ledger.Api.Documents;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Ofd;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Tests.Documents.Ofd;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Verification;

/// <summary>A licence's OFD made again with the attachments of another, as somebody could who has a seal.</summary>
internal static class RewrittenOfd
{
    /// <summary>The file.</summary>
    /// <param name="ofd">Where the attachments come from.</param>
    /// <param name="sealer">Who seals it.</param>
    /// <param name="change">Changes what is printed; null for nothing.</param>
    /// <param name="replace">Attachments instead of others, by name.</param>
    /// <param name="draw">Draws something more on the last page; null for nothing.</param>
    public static byte[] Of(
        byte[] ofd,
        OfdSealer sealer,
        Func<LicencePicture, LicencePicture>? change = null,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? replace = null,
        Action<OfdCanvas>? draw = null)
    {
        Dictionary<string, ReadOnlyMemory<byte>> carried = new(OfdReader.Read(ofd, CancellationToken.None).Attachments);
        foreach ((string name, ReadOnlyMemory<byte> content) in replace ?? new Dictionary<string, ReadOnlyMemory<byte>>())
        {
            carried[name] = content;
        }

        LicencePicture picture = FacePicture.Of(
            LicenceDocument.Parse(carried[AttachedNames.Document].Span), LicenceTypes.Read(carried[AttachedNames.Type].Span),
            bilingual: false, "7Q3K-9TXW-4M2B-H6ZR", "https://licence.example/") with
        {
            Photo = carried.TryGetValue(AttachedNames.Photo, out ReadOnlyMemory<byte> photo) ? JpegPhoto.Parse(photo) : null,
        };
        OfdCanvas canvas = new(sealer.IsShown);
        LicenceDesign.Draw(canvas, SampleLicence.Fonts, change?.Invoke(picture) ?? picture);
        draw?.Invoke(canvas);
        return OfdWriter.Write(
            canvas, SampleOfd.Properties, [.. carried.Select(file => new OfdAttachment(file.Key, file.Value))], sealer);
    }
}
