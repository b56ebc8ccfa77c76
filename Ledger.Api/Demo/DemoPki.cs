using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Fonts;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Demo;

/// <summary>
/// The demonstration's certificates: one SM2 and one P-256 root, a seal maker, and per authority a sealing and a signing certificate.
/// Private keys are written to the data folder, mode 0600, and nowhere else. certs/README.md says what each file is for.
/// </summary>
internal sealed class DemoPki : IDisposable
{
    private const string Maker = "长三角电子印章制作中心（演示）";
    private const string VendorId = "LedgerDemo";
    private const int SealType = 1;
    private const int SealMillimetres = 42;
    private const string SealPurpose = "电子证照专用章";

    // Programs that show OFD files show a seal's PNG; a drawing (SVG) they leave out.
    private static readonly FontCatalogue Fonts = FontCatalogue.Discover();

    private static readonly TimeSpan Validity = TimeSpan.FromDays(5 * 365);

    private readonly CertificateAuthority _sm2;
    private readonly CertificateAuthority _p256;
    private readonly SigningKey _sealMaker;
    private readonly Certificate _sealMakerCertificate;
    private readonly List<SigningKey> _keys = [];
    private readonly string _folder;
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _to;
    private readonly KeyPassphrase? _passphrase;

    private DemoPki(string folder, DateTimeOffset now, KeyPassphrase? passphrase)
    {
        (_folder, _passphrase) = (folder, passphrase);

        // A day back, so that a verifier whose clock is a little behind does not find them not yet valid.
        (_from, _to) = (now.AddDays(-1), now + Validity);
        Directory.CreateDirectory(folder);
        _sm2 = Root(folder, "sm2-root", Sm2PrivateKey.Generate(), "长三角电子证照根（SM2，演示）");
        _p256 = Root(folder, "p256-root", P256PrivateKey.Generate(), "长三角电子证照根（P-256，演示）");
        _sealMaker = Keep(Sm2PrivateKey.Generate());
        _sealMakerCertificate = Issue(
            _sm2, CertificateTemplate.SealMaking, new CertificateSubject(Maker, null, "电子印章制作"), _sealMaker, folder, "seal-maker");
    }

    /// <summary>The roots that verifiers trust.</summary>
    public IReadOnlyList<Certificate> Roots => [_sm2.Certificate, _p256.Certificate];

    /// <summary>Makes new roots and a seal maker in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="now">The certificates are valid from the day before.</param>
    /// <param name="passphrase">To encrypt every key file; null to write them in the clear.</param>
    public static DemoPki Create(string folder, DateTimeOffset now, KeyPassphrase? passphrase = null) => new(folder, now, passphrase);

    /// <summary>Makes a node's keys: both log keys, those of witness, map auditor, time-stamping authority and receipts, and a TLS certificate for the loopback.</summary>
    /// <param name="folder">The node's key folder.</param>
    /// <param name="origin">The log's origin.</param>
    /// <param name="operatorName">Who runs the node.</param>
    public void WriteNodeKeys(string folder, string origin, string operatorName)
    {
        Directory.CreateDirectory(folder);
        SigningKeyFile.Save(Path.Combine(folder, "log-ed25519.key"), Keep(Ed25519PrivateKey.Generate()), _passphrase);
        SigningKeyFile.Save(Path.Combine(folder, "witness-ed25519.key"), Keep(Ed25519PrivateKey.Generate()), _passphrase);
        SigningKeyFile.Save(Path.Combine(folder, "map-auditor-ed25519.key"), Keep(Ed25519PrivateKey.Generate()), _passphrase);
        CertificateSubject subject = new(operatorName, null, origin);
        Issue(_sm2, CertificateTemplate.LogKey, subject, Keep(Sm2PrivateKey.Generate()), folder, "log-sm2");
        CertificateSubject stamps = new(operatorName, null, "时间戳服务");
        Issue(_p256, CertificateTemplate.TimeStamping, stamps, Keep(P256PrivateKey.Generate()), folder, "tsa-p256");
        Issue(_sm2, CertificateTemplate.TimeStamping, stamps, Keep(Sm2PrivateKey.Generate()), folder, "tsa-sm2");
        Issue(_p256, CertificateTemplate.TlsServer("127.0.0.1", "localhost"), subject, Keep(P256PrivateKey.Generate()), folder, "tls");
        Issue(_p256, CertificateTemplate.ReceiptSigning, subject, Keep(P256PrivateKey.Generate()), folder, "receipt-p256");
        Issue(_sm2, CertificateTemplate.ReceiptSigning, subject, Keep(Sm2PrivateKey.Generate()), folder, "receipt-sm2");
    }

    /// <summary>Makes an authority's sealing key, signing key and seal.</summary>
    /// <param name="folder">The node's key folder; the files go to <c>authorities/CODE</c> below it.</param>
    /// <param name="authority">The authority.</param>
    public void WriteAuthorityKeys(string folder, DemoAuthority authority)
    {
        string own = Path.Combine(folder, "authorities", authority.Code);
        Directory.CreateDirectory(own);
        CertificateSubject subject = new(authority.Name, authority.Code, "电子证照专用章");
        Certificate sealing = Issue(_sm2, CertificateTemplate.SealSigning, subject, Keep(Sm2PrivateKey.Generate()), own, "seal");
        Issue(_p256, CertificateTemplate.DocumentSigning, subject, Keep(P256PrivateKey.Generate()), own, "signing");
        ESeal seal = ESeal.Make(
            new ESealInfo(
                VendorId, $"{authority.Code}-1", SealType, authority.Name + "电子证照专用章", ESealSignerList.OfCertificates(sealing), _from, _from, _to,
                ESealPicture.FromFile(SealImage.Png(Fonts, authority.Name, SealPurpose, SealMillimetres), SealMillimetres, SealMillimetres)),
            _sealMaker,
            _sealMakerCertificate);
        File.WriteAllBytes(Path.Combine(own, "seal.esl"), seal.Raw.ToArray());
        File.WriteAllText(Path.Combine(own, "seal-maker.crt"), _sealMakerCertificate.ToPem());
    }

    /// <summary>Gives a node what makes seals: it makes those that are approved itself.</summary>
    /// <param name="folder">The node's key folder.</param>
    public void WriteSealMaker(string folder)
    {
        string maker = Directory.CreateDirectory(Path.Combine(folder, "seal-maker")).FullName;
        foreach ((string from, string to) in new[] { ("sm2-root", "sm2-ca"), ("p256-root", "p256-ca"), ("seal-maker", "maker") })
        {
            File.Copy(Path.Combine(_folder, from + ".key"), Path.Combine(maker, to + ".key"));
            File.Copy(Path.Combine(_folder, from + ".crt"), Path.Combine(maker, to + ".crt"));
        }
    }

    /// <summary>Forgets the private keys in this process.</summary>
    public void Dispose()
    {
        _sealMaker.Dispose();
        _keys.ForEach(key => key.Dispose());
    }

    private CertificateAuthority Root(string folder, string name, SigningKey key, string commonName)
    {
        CertificateAuthority root = CertificateAuthority.CreateRoot(
            Keep(key), new CertificateSubject("长三角电子证照（演示）", null, commonName), _from, _to.AddDays(1));
        SigningKeyFile.Save(Path.Combine(folder, name + ".key"), key, _passphrase);
        File.WriteAllText(Path.Combine(folder, name + ".crt"), root.Certificate.ToPem());
        return root;
    }

    private Certificate Issue(
        CertificateAuthority issuer, CertificateTemplate template, CertificateSubject subject, SigningKey key, string folder, string name)
    {
        Certificate certificate = issuer.Issue(template, subject, new VerifyingKey(key.Algorithm, key.PublicKey.Span), _from, _to);
        SigningKeyFile.Save(Path.Combine(folder, name + ".key"), key, _passphrase);
        File.WriteAllText(Path.Combine(folder, name + ".crt"), certificate.ToPem());
        return certificate;
    }

    private SigningKey Keep(SigningKey key)
    {
        _keys.Add(key);
        return key;
    }
}
