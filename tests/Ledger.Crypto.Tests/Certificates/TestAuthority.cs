using System.Security.Cryptography.X509Certificates;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Certificates;

/// <summary>A root of one scheme that hands out keys with certificates, valid through 2026.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string Code = "11310115MB2F30046K";

    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2026, 12, 31, 23, 59, 59, TimeSpan.Zero);
    public static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly List<SigningKey> _keys = [];

    public TestAuthority(SignatureAlgorithm algorithm, int pathLength = 1)
    {
        Key = NewKey(algorithm);
        Authority = CertificateAuthority.CreateRoot(Key, Subject("Root"), Start, End, pathLength);
    }

    public SigningKey Key { get; }

    public CertificateAuthority Authority { get; }

    public Certificate Root => Authority.Certificate;

    public static CertificateSubject Subject(string name) => new("上海市浦东新区市场监督管理局", Code, name);

    public static VerifyingKey Public(SigningKey key) => new(key.Algorithm, key.PublicKey.Span);

    /// <summary>A key that lives as long as this.</summary>
    public SigningKey NewKey(SignatureAlgorithm algorithm)
    {
        SigningKey key = algorithm is SignatureAlgorithm.Sm2Sm3 ? Sm2PrivateKey.Generate() : P256PrivateKey.Generate();
        _keys.Add(key);
        return key;
    }

    /// <summary>A key of the template's scheme, or of the root's, with its certificate.</summary>
    public (SigningKey Key, Certificate Certificate) Issue(CertificateTemplate template, string name = "电子证照签章")
    {
        SigningKey key = NewKey(template.Algorithm ?? Key.Algorithm);
        return (key, Authority.Issue(template, Subject(name), Public(key), Start, End));
    }

    /// <summary>A certificate that breaks the rules of issuing, signed by any key in any name.</summary>
    public static Certificate Forge(
        CertificateTemplate template,
        string name,
        SigningKey key,
        SigningKey issuerKey,
        Certificate issuer,
        DateTimeOffset? notBefore = null,
        DateTimeOffset? notAfter = null)
    {
        PublicKey publicKey = KeyIdentifiers.ToPublicKey(key.Algorithm, key.PublicKey);
        return new CertificateBuilder(template, Subject(name).Encode(), publicKey) { IssuerName = issuer.SubjectNameRaw }
            .Sign(issuerKey, notBefore ?? Start, notAfter ?? End);
    }

    public void Dispose() => _keys.ForEach(key => key.Dispose());
}
