using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>Issues certificates under its own. The key stays the caller's, who also disposes of it.</summary>
public sealed class CertificateAuthority
{
    private readonly SigningKey _key;

    /// <summary>An authority with its certificate.</summary>
    /// <exception cref="ArgumentException">The certificate is another key's, or may not issue certificates.</exception>
    public CertificateAuthority(SigningKey key, Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(certificate);
        if (!certificate.PublicKey.IsOf(key))
        {
            throw new ArgumentException("The certificate is another key's.", nameof(certificate));
        }

        if (!certificate.IsAuthority || !certificate.KeyUsages.HasFlag(CertificateKeyUsages.KeyCertSign))
        {
            throw new ArgumentException("The certificate may not issue others.", nameof(certificate));
        }

        _key = key;
        Certificate = certificate;
    }

    /// <summary>The authority's own certificate.</summary>
    public Certificate Certificate { get; }

    /// <summary>An authority with a new self-signed root certificate.</summary>
    /// <param name="key">SM2 or P-256.</param>
    /// <param name="subject">The authority's name.</param>
    /// <param name="notBefore">First second of validity; parts of a second are dropped.</param>
    /// <param name="notAfter">Last second of validity.</param>
    /// <param name="pathLength">How many authorities may stand between it and an end certificate.</param>
    /// <exception cref="ArgumentException">A wrong name, an empty validity, or an Ed25519 key.</exception>
    public static CertificateAuthority CreateRoot(
        SigningKey key, CertificateSubject subject, DateTimeOffset notBefore, DateTimeOffset notAfter, int pathLength = 1)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentOutOfRangeException.ThrowIfNegative(pathLength);
        CertificateBuilder builder = new(
            CertificateTemplate.ForAuthority(pathLength),
            subject.Encode(),
            KeyIdentifiers.ToPublicKey(key.Algorithm, key.PublicKey));
        return new CertificateAuthority(key, builder.Sign(key, notBefore, notAfter));
    }

    /// <summary>Issues a certificate. That the subject holds the private key is for the caller to have checked.</summary>
    /// <param name="template">What the key may do.</param>
    /// <param name="subject">Whose it is.</param>
    /// <param name="publicKey">The key, of the scheme the template asks for.</param>
    /// <param name="notBefore">First second of validity; parts of a second are dropped.</param>
    /// <param name="notAfter">Last second of validity.</param>
    /// <exception cref="ArgumentException">
    /// A wrong name or scheme, a validity beyond the authority's own, or an authority below one that allows none.
    /// </exception>
    public Certificate Issue(
        CertificateTemplate template,
        CertificateSubject subject,
        VerifyingKey publicKey,
        DateTimeOffset notBefore,
        DateTimeOffset notAfter)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return Issue(template, subject.Encode(), publicKey, notBefore, notAfter);
    }

    /// <summary>Issues a certificate for a request, in the name that stands in it. That the name is the requester's is for the caller to have checked.</summary>
    /// <param name="template">What the key may do; what the request asks for in extensions is not looked at.</param>
    /// <param name="request">The request, whose signature shows that the requester has the private key.</param>
    /// <param name="notBefore">First second of validity; parts of a second are dropped.</param>
    /// <param name="notAfter">Last second of validity.</param>
    /// <exception cref="ArgumentException">
    /// The request was not signed with its key, or is of a wrong scheme; a validity beyond the authority's own.
    /// </exception>
    public Certificate Issue(
        CertificateTemplate template, CertificationRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.IsSignedByItsKey
            ? Issue(template, request.SubjectNameRaw.ToArray(), request.PublicKey, notBefore, notAfter)
            : throw new ArgumentException("The request was not signed with the key that it names.", nameof(request));
    }

    /// <summary>Issues a list of what it revoked (RFC 5280, 5): all of it, each time.</summary>
    /// <param name="number">Number of the list, higher than every one before.</param>
    /// <param name="thisUpdate">When it is issued; parts of a second are dropped.</param>
    /// <param name="nextUpdate">When the next one is issued at the latest.</param>
    /// <param name="revoked">What is revoked, each certificate once.</param>
    /// <exception cref="ArgumentException">The certificate does not let its key sign lists, the times are the wrong way round, or a certificate stands twice.</exception>
    public RevocationList IssueRevocationList(
        long number, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, IReadOnlyList<RevokedCertificate> revoked)
    {
        ArgumentNullException.ThrowIfNull(revoked);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        if (!Certificate.KeyUsages.HasFlag(CertificateKeyUsages.CrlSign))
        {
            throw new InvalidOperationException("The certificate does not let its key sign revocation lists.");
        }

        if (nextUpdate <= thisUpdate || revoked.DistinctBy(entry => entry.SerialNumber).Count() != revoked.Count)
        {
            throw new ArgumentException("The next list comes before this one, or a certificate stands twice.", nameof(revoked));
        }

        return RevocationListWriter.Write(_key, Certificate, number, thisUpdate, nextUpdate, revoked);
    }

    private Certificate Issue(
        CertificateTemplate template, byte[] subjectName, VerifyingKey publicKey, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(publicKey);
        if (template.Algorithm is SignatureAlgorithm algorithm && publicKey.Algorithm != algorithm)
        {
            throw new ArgumentException($"This kind of certificate is for {algorithm} keys.", nameof(publicKey));
        }

        if (notBefore < Certificate.NotBefore || notAfter > Certificate.NotAfter)
        {
            throw new ArgumentException("The certificate would outlive its issuer's.", nameof(notAfter));
        }

        if (template.IsAuthority && Certificate.PathLength is int allowed && allowed <= (template.PathLength ?? int.MaxValue))
        {
            throw new ArgumentException("The authority may not issue such an authority.", nameof(template));
        }

        CertificateBuilder builder = new(
            template, subjectName, KeyIdentifiers.ToPublicKey(publicKey.Algorithm, publicKey.PublicKey))
        {
            IssuerName = Certificate.SubjectNameRaw,
            IssuerKeyIdentifier = Certificate.SubjectKeyIdentifier,
        };
        return builder.Sign(_key, notBefore, notAfter);
    }
}
