using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Ofd;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Tests.Documents.Ofd;

/// <summary>What another program shows and says of our files.</summary>
public sealed class OfdViewerTests(OfdViewer viewer) : IClassFixture<OfdViewer>
{
    /// <summary>Above what two programs' letters differ by, below what a missing character makes.</summary>
    private const double MostDifference = 40;

    [Fact]
    public async Task The_viewer_finds_the_seal_and_the_digests_right()
    {
        await using OpenedOfd opened = await viewer.OpenAsync(SampleOfd.Write(SampleLicence.Business), compareDigests: true);
        Assert.Equal(1, opened.Stamps);
        Assert.True(opened.SealVerifies);
        Assert.True(opened.DigestsAgree);
        foreach (LicenceField field in SampleLicence.Business.Fields.Where(field => !field.Value.Contains("𬭎", StringComparison.Ordinal)))
        {
            Assert.Contains(field.Value, opened.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_viewer_sees_a_changed_file_and_a_changed_seal()
    {
        byte[] ofd = SampleOfd.Write(SampleLicence.Food);
        await using OpenedOfd file = await viewer.OpenAsync(Changed(ofd, OfdNames.AttachmentFolder + "licence.json"), compareDigests: true);
        Assert.True(file.SealVerifies);
        Assert.False(file.DigestsAgree);
        await using OpenedOfd seal = await viewer.OpenAsync(Changed(ofd, OfdNames.SignedValue));
        Assert.False(seal.SealVerifies);
    }

    [Fact]
    public async Task The_viewer_shows_what_the_PDF_shows()
    {
        foreach ((string name, LicencePicture picture) in new[] { ("business", SampleLicence.Business), ("food", SampleLicence.Food) })
        {
            byte[] pdf = PictureOfPdf(picture, name);
            byte[] ofd = SampleOfd.Write(picture);
            await File.WriteAllBytesAsync(Path.Combine(OfdViewer.Pictures, name + ".ofd"), ofd);
            await using OpenedOfd opened = await viewer.OpenAsync(ofd);
            double difference = await opened.DifferenceAsync(pdf, await opened.ScreenshotAsync(name));
            Assert.True(difference < MostDifference, $"{name}: {difference}");

            // The measure must see a field that is not there.
            LicencePicture lacking = picture with { Fields = [.. picture.Fields.Select((field, i) => i == 4 ? field with { Value = "" } : field)] };
            await using OpenedOfd other = await viewer.OpenAsync(SampleOfd.Write(lacking));
            double hole = await other.DifferenceAsync(pdf, await other.ScreenshotAsync(name + "-lacking"));
            Assert.True(hole > MostDifference, $"{name}: {hole}");
        }
    }

    private static byte[] Changed(byte[] ofd, string name) => OfdPackage.Write(
        [.. OfdArchive.Open(ofd, CancellationToken.None).Parts.Select(part => part.Name == name ? Changed(ofd, part) : part)]);

    private static OfdPart Changed(byte[] ofd, OfdPart part)
    {
        byte[] content = SampleOfd.File(ofd, part.Name);
        content[^1] ^= 1;
        return OfdPart.Store(part.Name, content);
    }

    private static byte[] PictureOfPdf(LicencePicture picture, string name)
    {
        string path = Path.Combine(OfdViewer.Pictures, name + "-pdf");
        File.WriteAllBytes(path + ".pdf", SampleLicence.Write(picture));
        Tool.Run("pdftoppm", "poppler-utils", "-png", "-r", "108", "-f", "1", "-singlefile", path + ".pdf", path);
        return File.ReadAllBytes(path + ".png");
    }
}
