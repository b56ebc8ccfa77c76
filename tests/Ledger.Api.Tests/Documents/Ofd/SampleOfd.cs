using System.Text;
using System.Xml.Linq;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Ofd;
using Ledger.Api.Documents.Reading;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Tests.Documents.Ofd;

/// <summary>Invented licences as OFD files, and a seal made for one run of the tests.</summary>
internal static class SampleOfd
{
    private const int SealMillimetres = 42;
    private const string Authority = "长宁区市场监督管理局（演示）";

    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Sm2PrivateKey RootKey = Sm2PrivateKey.Generate();

    private static readonly CertificateAuthority RootAuthority =
        CertificateAuthority.CreateRoot(RootKey, new CertificateSubject("测试根", null, "SM2"), From, From.AddYears(10));

    public static XNamespace Namespace { get; } = OfdNames.Namespace;

    public static Certificate Root => RootAuthority.Certificate;

    /// <summary>A seal whose picture programs show.</summary>
    public static OfdSealer Sealer { get; } = MakeSealer(ESealPicture.FromFile(
        SealImage.Png(SampleLicence.Fonts, Authority, "电子证照专用章", SealMillimetres), SealMillimetres, SealMillimetres));

    /// <summary>A seal whose picture they do not show.</summary>
    public static OfdSealer DrawnSealer { get; } = MakeSealer(ESealPicture.FromFile(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray(), SealMillimetres, SealMillimetres));

    public static OfdProperties Properties { get; } = new(
        SampleLicence.Properties.Title, SampleLicence.Properties.Author, SampleLicence.Properties.Time,
        SampleLicence.Properties.FileIdentifier, SampleLicence.Properties.Metadata);

    public static IReadOnlyList<OfdAttachment> Attachments { get; } =
    [
        new("licence.json", Encoding.UTF8.GetBytes("{\"name\":\"证照\"}")),
        new("proof.json", Encoding.UTF8.GetBytes("{\"v\":1}")),
    ];

    public static byte[] Write(LicencePicture picture, OfdSealer? sealer = null)
    {
        OfdCanvas canvas = new((sealer ?? Sealer).IsShown);
        LicenceDesign.Draw(canvas, SampleLicence.Fonts, picture);
        return OfdWriter.Write(canvas, Properties, Attachments, sealer ?? Sealer);
    }

    /// <summary>One of the package's files.</summary>
    public static byte[] File(byte[] ofd, string name) => OfdArchive.Open(ofd, CancellationToken.None).Find(name)!.Value.ToArray();

    /// <summary>One of the package's files as XML.</summary>
    public static XElement Xml(byte[] ofd, string name) => XElement.Parse(Encoding.UTF8.GetString(File(ofd, name)), LoadOptions.PreserveWhitespace);

    private static OfdSealer MakeSealer(ESealPicture picture)
    {
        (Certificate maker, SigningKey makerKey) = Issue(CertificateTemplate.SealMaking, new CertificateSubject("制章单位", null, "印章制作"));
        (Certificate signer, SigningKey key) = Issue(
            CertificateTemplate.SealSigning, new CertificateSubject(Authority, "11310105MBDEM0015E", "电子证照专用章"));
        ESealInfo info = new(
            "Ledger", "11310105MBDEM0015E-1", 1, Authority, ESealSignerList.OfCertificates(signer), From, From, From.AddYears(9), picture);
        return new OfdSealer(ESeal.Make(info, makerKey, maker), key, signer, SampleLicence.Properties.Time);
    }

    private static (Certificate Certificate, SigningKey Key) Issue(CertificateTemplate template, CertificateSubject subject)
    {
        Sm2PrivateKey key = Sm2PrivateKey.Generate();
        Certificate certificate = RootAuthority.Issue(
            template, subject, new VerifyingKey(key.Algorithm, key.PublicKey.Span), From, From.AddYears(9));
        return (certificate, key);
    }
}
