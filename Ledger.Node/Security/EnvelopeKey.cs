using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Envelopes;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Security;

/// <summary>
/// The node's SM2 key to which other provinces seal what they give to departments that have no encryption certificate of their own: <c>envelopes.key</c> and
/// <c>envelopes.crt</c> among its keys. Made where there is none: the certificate only carries the key, and the question that hands it over is signed.
/// </summary>
internal sealed class EnvelopeKey : IDisposable
{
    private const string Name = "envelopes";
    private const int Years = 30;

    private readonly Sm2PrivateKey _key;

    private EnvelopeKey(Sm2PrivateKey key, Certificate certificate) => (_key, Certificate) = (key, certificate);

    /// <summary>Its certificate.</summary>
    public Certificate Certificate { get; }

    /// <summary>Opens it, or makes one.</summary>
    /// <param name="folder">The node's key folder.</param>
    /// <param name="origin">The log's origin, which the certificate names.</param>
    /// <param name="passphrase">Of the private keys; null where they are not encrypted.</param>
    /// <param name="time">From when on a new certificate counts.</param>
    /// <exception cref="FormatException">The certificate is missing or malformed, or not that of the key.</exception>
    /// <exception cref="CryptographicException">The key is malformed or cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">Others than its owner have access to it.</exception>
    /// <exception cref="IOException">It cannot be read, or not be written.</exception>
    public static EnvelopeKey Open(string folder, string origin, KeyPassphrase? passphrase, TimeProvider time)
    {
        string file = Path.Combine(folder, Name + ".key");
        if (!File.Exists(file))
        {
            Make(folder, origin, passphrase, time);
        }

        SigningKey loaded = SigningKeyFile.Load(file, passphrase);
        try
        {
            Certificate certificate = Certificate.ParsePem(File.ReadAllText(Path.Combine(folder, Name + ".crt")));
            return loaded is Sm2PrivateKey key && certificate.PublicKey.IsOf(key) && Envelope.CanReceive(certificate)
                ? new EnvelopeKey(key, certificate)
                : throw new FormatException($"{file} is no SM2 key with an encryption certificate of its own beside it.");
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <summary>Opens an envelope; null where it is not sealed to this key, or not as it was sealed.</summary>
    public byte[]? TryOpen(Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return envelope.TryOpen(_key);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    // The certificate first: a key without one would be found incomplete, a certificate without a key is made anew.
    private static void Make(string folder, string origin, KeyPassphrase? passphrase, TimeProvider time)
    {
        using Sm2PrivateKey key = Sm2PrivateKey.Generate();
        using Sm2PrivateKey issuer = Sm2PrivateKey.Generate();
        (DateTimeOffset from, DateTimeOffset to) = (time.GetUtcNow().AddDays(-1), time.GetUtcNow().AddYears(Years));
        CertificateAuthority root = CertificateAuthority.CreateRoot(issuer, new CertificateSubject(origin, null, "跨省信封签发（本节点）"), from, to.AddDays(1));
        Certificate certificate = root.Issue(
            CertificateTemplate.Encryption, new CertificateSubject(origin, null, "跨省信封"), new VerifyingKey(key.Algorithm, key.PublicKey.Span), from, to);
        File.WriteAllText(Path.Combine(folder, Name + ".crt"), certificate.ToPem());
        SigningKeyFile.Save(Path.Combine(folder, Name + ".key"), key, passphrase);
    }
}
