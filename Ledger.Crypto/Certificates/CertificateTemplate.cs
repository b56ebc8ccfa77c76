using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>What a kind of certificate allows: the extensions an authority writes into it.</summary>
public sealed record CertificateTemplate
{
    private const CertificateKeyUsages Signing = CertificateKeyUsages.DigitalSignature | CertificateKeyUsages.NonRepudiation;

    internal CertificateTemplate()
    {
    }

    /// <summary>An authority under the root that issues end certificates only.</summary>
    public static CertificateTemplate Authority { get; } = ForAuthority(pathLength: 0);

    /// <summary>A department's key that applies its seals; SM2.</summary>
    public static CertificateTemplate SealSigning { get; } =
        new() { Algorithm = SignatureAlgorithm.Sm2Sm3, KeyUsages = Signing };

    /// <summary>A department's key that signs documents for readers abroad; P-256.</summary>
    public static CertificateTemplate DocumentSigning { get; } = new()
    {
        Algorithm = SignatureAlgorithm.EcdsaP256Sha256,
        KeyUsages = Signing,
        // What NSS, and so pdfsig, accepts for a document's signer.
        Purposes = [Oids.EmailProtection],
    };

    /// <summary>The seal maker's key (制章人); SM2.</summary>
    public static CertificateTemplate SealMaking { get; } = new()
    {
        Algorithm = SignatureAlgorithm.Sm2Sm3,
        KeyUsages = Signing,
        Purposes = [Oids.SealMaking],
    };

    /// <summary>
    /// The encryption certificate of a holder's two (GB/T 20518, double certificates): its key, which the holder's authority may keep as
    /// well, takes keys and data in and never signs; SM2.
    /// </summary>
    public static CertificateTemplate Encryption { get; } = new()
    {
        Algorithm = SignatureAlgorithm.Sm2Sm3,
        KeyUsages = CertificateKeyUsages.KeyEncipherment | CertificateKeyUsages.DataEncipherment | CertificateKeyUsages.KeyAgreement,
    };

    /// <summary>A node's keys that sign verification receipts (核验回执): one SM2, one P-256.</summary>
    public static CertificateTemplate ReceiptSigning { get; } =
        new() { KeyUsages = Signing, Purposes = [Oids.ReceiptSigning, Oids.EmailProtection] };

    /// <summary>A log's key that signs checkpoints; SM2.</summary>
    public static CertificateTemplate LogKey { get; } =
        new() { Algorithm = SignatureAlgorithm.Sm2Sm3, KeyUsages = CertificateKeyUsages.DigitalSignature };

    /// <summary>A time-stamping authority's key; SM2 or P-256. Its one purpose is marked critical (RFC 3161, 2.3).</summary>
    public static CertificateTemplate TimeStamping { get; } = new()
    {
        KeyUsages = Signing,
        Purposes = [Oids.TimeStamping],
        ArePurposesCritical = true,
    };

    /// <summary>The scheme of the certified key, or null for either.</summary>
    internal SignatureAlgorithm? Algorithm { get; init; }

    internal bool IsAuthority { get; init; }

    internal int? PathLength { get; init; }

    internal CertificateKeyUsages KeyUsages { get; init; }

    internal IReadOnlyList<string> Purposes { get; init; } = [];

    internal bool ArePurposesCritical { get; init; }

    /// <summary>Host names and IP addresses of a server.</summary>
    internal IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>A TLS server's key; P-256.</summary>
    /// <param name="hosts">Its host names and IP addresses, at least one, e.g. <c>localhost</c>, <c>127.0.0.1</c>.</param>
    /// <exception cref="ArgumentException">No host.</exception>
    public static CertificateTemplate TlsServer(params IReadOnlyList<string> hosts)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        return hosts.Count > 0
            ? new CertificateTemplate
            {
                Algorithm = SignatureAlgorithm.EcdsaP256Sha256,
                KeyUsages = CertificateKeyUsages.DigitalSignature,
                Purposes = [Oids.ServerAuthentication],
                Hosts = hosts,
            }
            : throw new ArgumentException("A server has at least one name.", nameof(hosts));
    }

    internal static CertificateTemplate ForAuthority(int pathLength) => new()
    {
        IsAuthority = true,
        PathLength = pathLength,
        KeyUsages = CertificateKeyUsages.KeyCertSign | CertificateKeyUsages.CrlSign,
    };
}
