using Google.Protobuf;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Native;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Seals;

/// <summary>
/// 制章 on the node itself, where its key folder has <c>seal-maker</c>: a seal maker's key and two authorities' keys, SM2 and P-256, that
/// issue certificates. Most sites keep these elsewhere and install what comes from there.
/// </summary>
internal sealed class SealWorkshop : IDisposable
{
    private const string Unfinished = ".unfinished";
    private const string VendorId = "Ledger";
    private const int SealType = 1;
    private const string Purpose = "电子证照专用章";

    private readonly SigningKey _makerKey;
    private readonly Certificate _maker;
    private readonly SigningKey _sm2Key;
    private readonly SigningKey _p256Key;
    private readonly CertificateAuthority _sm2;
    private readonly CertificateAuthority _p256;
    private readonly string _sealFolder;
    private readonly KeyPassphrase? _passphrase;

    private SealWorkshop(string folder, string sealFolder, KeyPassphrase? passphrase)
    {
        _sealFolder = sealFolder;
        _passphrase = passphrase;
        _maker = Certificate.ParsePem(File.ReadAllText(Path.Combine(folder, "maker.crt")));
        _makerKey = SigningKeyFile.Load(Path.Combine(folder, "maker.key"), passphrase);
        _sm2Key = SigningKeyFile.Load(Path.Combine(folder, "sm2-ca.key"), passphrase);
        _p256Key = SigningKeyFile.Load(Path.Combine(folder, "p256-ca.key"), passphrase);
        _sm2 = new CertificateAuthority(_sm2Key, Certificate.ParsePem(File.ReadAllText(Path.Combine(folder, "sm2-ca.crt"))));
        _p256 = new CertificateAuthority(_p256Key, Certificate.ParsePem(File.ReadAllText(Path.Combine(folder, "p256-ca.crt"))));
    }

    /// <summary>Opens the workshop of a key folder; null where it has none.</summary>
    /// <param name="keyFolder">The node's key folder.</param>
    /// <param name="passphrase">For encrypted keys, and to encrypt those it makes; null where none is. Stays the caller's.</param>
    /// <exception cref="FormatException">A file of it is missing or malformed, or key and certificate do not belong together.</exception>
    public static SealWorkshop? Find(string keyFolder, KeyPassphrase? passphrase = null)
    {
        string folder = Path.Combine(keyFolder, "seal-maker");
        if (!Directory.Exists(folder))
        {
            return null;
        }

        try
        {
            return new SealWorkshop(folder, Path.Combine(keyFolder, "seals"), passphrase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            throw new FormatException($"{folder}: {e.Message}", e);
        }
    }

    /// <summary>Whether a folder below <c>seals</c> is one whose making was broken off.</summary>
    public static bool IsUnfinished(string folder) => folder.EndsWith(Unfinished, StringComparison.Ordinal);

    /// <summary>
    /// Makes a seal: keys, certificates and the seal itself, each file for its owner's eyes only, on the disk when this returns. One that was
    /// made before for the same handle, and that no event tells of, is taken as it is.
    /// </summary>
    /// <param name="seal">What was applied for.</param>
    /// <param name="picture">What it is to show; null to have it drawn.</param>
    /// <param name="now">First moment of its validity.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.Unavailable"/>: the files cannot be written, or the certificates of the workshop are over.</exception>
    public AuthorityKeys Make(Seal seal, ESealPicture? picture, DateTimeOffset now)
    {
        string folder = Path.Combine(_sealFolder, NameOf(seal.Handle));
        try
        {
            if (!Directory.Exists(folder))
            {
                MakeFiles(folder, seal, picture, now);
            }

            return AuthorityKeys.LoadMade(folder, _passphrase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new LedgerException(
                LedgerError.Unavailable, "印章未能制作，请联系系统管理员。", "The seal could not be made; the operator of the node has to look.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _makerKey.Dispose();
        _sm2Key.Dispose();
        _p256Key.Dispose();
    }

    private static string NameOf(ByteString handle) => Convert.ToHexStringLower(handle.Span);

    private void MakeFiles(string folder, Seal seal, ESealPicture? picture, DateTimeOffset now)
    {
        string unfinished = folder + Unfinished;
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        Directory.CreateDirectory(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        DateTimeOffset from = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        DateTimeOffset[] ends = [from.AddYears(seal.Years ?? 1), _sm2.Certificate.NotAfter, _p256.Certificate.NotAfter];
        DateTimeOffset until = ends.Min();
        CertificateSubject subject = new(seal.AuthorityName!, seal.Authority, Purpose);
        Certificate sealing = Issue(_sm2, CertificateTemplate.SealSigning, subject, Sm2PrivateKey.Generate(), unfinished, "seal", from, until);
        Issue(_p256, CertificateTemplate.DocumentSigning, subject, P256PrivateKey.Generate(), unfinished, "signing", from, until);
        ESealInfo info = new(
            VendorId, NameOf(seal.Handle), SealType, seal.Name, ESealSignerList.OfCertificates(sealing), from, from, until,
            picture ?? ESealPicture.FromFile(SealDrawing.Svg(seal.AuthorityName!), SealDrawing.Millimetres, SealDrawing.Millimetres));
        Write(unfinished, "seal.esl", ESeal.Make(info, _makerKey, _maker).Raw.ToArray());
        Write(unfinished, "seal-maker.crt", System.Text.Encoding.ASCII.GetBytes(_maker.ToPem()));
        FolderSync.Flush(unfinished);
        Directory.Move(unfinished, folder);
        FolderSync.Flush(_sealFolder);
    }

    private Certificate Issue(
        CertificateAuthority issuer,
        CertificateTemplate template,
        CertificateSubject subject,
        SigningKey key,
        string folder,
        string name,
        DateTimeOffset from,
        DateTimeOffset until)
    {
        using (key)
        {
            Certificate certificate = issuer.Issue(template, subject, new VerifyingKey(key.Algorithm, key.PublicKey.Span), from, until);
            SigningKeyFile.Save(Path.Combine(folder, name + ".key"), key, _passphrase);
            Write(folder, name + ".crt", System.Text.Encoding.ASCII.GetBytes(certificate.ToPem()));
            return certificate;
        }
    }

    private static void Write(string folder, string name, byte[] content)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using FileStream file = new(Path.Combine(folder, name), options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
