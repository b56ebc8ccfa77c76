using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Seals;

/// <summary>The keys, certificates and seal of one issuing authority, from a folder <c>keys/authorities/CODE</c> or <c>keys/seals/HANDLE</c>.</summary>
internal sealed class AuthorityKeys : IDisposable
{
    // The keys come last: what cannot be read before them leaves none in memory.
    private AuthorityKeys(string folder, string? code, KeyPassphrase? passphrase)
    {
        SealCertificate = Read(folder, "seal.crt");
        Code = code ?? SealCertificate.SubjectCode ?? throw new FormatException("The seal's certificate names no authority.");
        SigningCertificate = Read(folder, "signing.crt");
        SealMaker = Read(folder, "seal-maker.crt");
        Seal = ESeal.Parse(File.ReadAllBytes(Path.Combine(folder, "seal.esl")));
        SealSm3 = Sm3.Hash(Seal.Raw.Span);
        Signatory = Signatory.Of(Seal, SealCertificate, SigningCertificate);
        SealKey = KeyFile.Load(folder, "seal", passphrase);
        SigningKey = KeyFile.Load(folder, "signing", passphrase);
    }

    /// <summary>Unified social credit code of the authority.</summary>
    public string Code { get; }

    /// <summary>Name of the authority, as certified.</summary>
    public string Name => SealCertificate.SubjectOrganisation ?? Code;

    /// <summary>SM2 key that applies the seal.</summary>
    public SigningKey SealKey { get; }

    /// <summary>Its certificate, named in the seal.</summary>
    public Certificate SealCertificate { get; }

    /// <summary>P-256 key that signs beside the seal, and signs PDF files.</summary>
    public SigningKey SigningKey { get; }

    /// <summary>Its certificate.</summary>
    public Certificate SigningCertificate { get; }

    /// <summary>Certificate of the seal maker (制章人).</summary>
    public Certificate SealMaker { get; }

    /// <summary>The electronic seal (GB/T 38540).</summary>
    public ESeal Seal { get; }

    /// <summary>SM3 of the seal's DER: what the log knows it by.</summary>
    public Digest SealSm3 { get; }

    /// <summary>Seal and certificates, as documents bear them.</summary>
    public Signatory Signatory { get; }

    /// <summary>Loads the keys of an authority, whose code is the folder's name, and checks that they belong together and to it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="passphrase">For encrypted keys; null where none is.</param>
    /// <exception cref="FormatException">A file is absent or malformed, or keys, certificates and folder name do not belong together.</exception>
    public static AuthorityKeys Load(string folder, KeyPassphrase? passphrase = null) =>
        Load(folder, Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), passphrase);

    /// <summary>Loads the keys of a seal that this node made; the certificate says of which authority.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="passphrase">For encrypted keys; null where none is.</param>
    /// <exception cref="FormatException">A file is absent or malformed, or keys and certificates do not belong together.</exception>
    public static AuthorityKeys LoadMade(string folder, KeyPassphrase? passphrase = null) => Load(folder, code: null, passphrase);

    private static AuthorityKeys Load(string folder, string? code, KeyPassphrase? passphrase)
    {
        AuthorityKeys keys;
        try
        {
            keys = new AuthorityKeys(folder, code, passphrase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or CryptographicException)
        {
            throw new FormatException($"{folder}: {e.Message}", e);
        }

        if (keys.Belong())
        {
            return keys;
        }

        keys.Dispose();
        throw new FormatException($"{folder}: keys, certificates and the folder's name do not belong together.");
    }

    /// <summary>Whether seal and certificates are valid at a moment: with others nothing may be signed.</summary>
    public bool AreValidAt(DateTimeOffset moment) => Seal.Info.IsValidAt(moment) && HaveValidCertificatesAt(moment);

    /// <summary>Whether the certificates are valid at a moment, whatever the seal is: that is enough for a signature that is no seal.</summary>
    public bool HaveValidCertificatesAt(DateTimeOffset moment) => SealCertificate.IsValidAt(moment) && SigningCertificate.IsValidAt(moment);

    /// <inheritdoc/>
    public void Dispose()
    {
        SealKey.Dispose();
        SigningKey.Dispose();
    }

    private static Certificate Read(string folder, string name) => Certificate.ParsePem(File.ReadAllText(Path.Combine(folder, name)));

    private bool Belong() =>
        SealCertificate.SubjectCode == Code
        && SigningCertificate.SubjectCode == Code
        && SealKey.Algorithm == SignatureAlgorithm.Sm2Sm3
        && SigningKey.Algorithm == SignatureAlgorithm.EcdsaP256Sha256
        && IsOf(SealKey, SealCertificate)
        && IsOf(SigningKey, SigningCertificate)
        && Seal.Maker.Equals(SealMaker)
        && Seal.Info.Signers.Contains(SealCertificate);

    private static bool IsOf(SigningKey key, Certificate certificate) =>
        certificate.MaySignDocuments && certificate.PublicKey.IsOf(key);
}
