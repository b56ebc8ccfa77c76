using Ledger.Api.Tests.Documents;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Verification;

/// <summary>A photograph as a department sends it: a real JPEG file, made by a program that is not ours.</summary>
internal static class SamplePhoto
{
    /// <summary>Makes one, 260 × 364 pixels.</summary>
    public static JpegPhoto Make(TemporaryFolder folder)
    {
        string pdf = folder["face.pdf"];
        File.WriteAllBytes(pdf, SampleLicence.Write(SampleLicence.Food));
        Tool.Run(
            "pdftoppm", "poppler-utils", "-jpeg", "-jpegopt", "quality=70,progressive=n", "-scale-to-x", "260", "-scale-to-y", "364", "-singlefile",
            pdf, folder["photo"]);
        return JpegPhoto.Parse(File.ReadAllBytes(folder["photo.jpg"]));
    }
}
