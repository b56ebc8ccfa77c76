using System.Formats.Asn1;
using System.Numerics;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>Writes a revocation list; <see cref="CertificateAuthority"/> holds the rules.</summary>
internal static class RevocationListWriter
{
    private const int Version2 = 1;

    public static RevocationList Write(
        SigningKey key, Certificate issuer, long number, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, IReadOnlyList<RevokedCertificate> revoked)
    {
        AsnWriter body = new(AsnEncodingRules.DER);
        using (body.PushSequence())
        {
            body.WriteInteger(Version2);
            KeyIdentifiers.WriteAlgorithm(body, KeyIdentifiers.SignatureOid(key.Algorithm));
            body.WriteEncodedValue(issuer.SubjectNameRaw.Span);
            Der.WriteEitherTime(body, thisUpdate);
            Der.WriteEitherTime(body, nextUpdate);
            if (revoked.Count > 0)
            {
                using (body.PushSequence())
                {
                    foreach (RevokedCertificate entry in revoked)
                    {
                        WriteEntry(body, entry);
                    }
                }
            }

            using (body.PushSequence(Der.Tag(0)))
            using (body.PushSequence())
            {
                WriteExtensions(body, issuer, number);
            }
        }

        return RevocationList.Parse(KeyIdentifiers.Sign(body.Encode(), key));
    }

    private static void WriteEntry(AsnWriter body, RevokedCertificate entry)
    {
        using (body.PushSequence())
        {
            body.WriteInteger(new BigInteger(Convert.FromHexString(entry.SerialNumber), isUnsigned: true, isBigEndian: true));
            Der.WriteEitherTime(body, entry.At);

            // RFC 5280, 5.3.1: unspecified is said by leaving the reason out.
            if (entry.Reason == CertificateRevocationReason.Unspecified && entry.InvalidSince is null)
            {
                return;
            }

            using (body.PushSequence())
            {
                if (entry.Reason != CertificateRevocationReason.Unspecified)
                {
                    WriteExtension(body, Oids.RevocationReason, value => value.WriteEnumeratedValue(entry.Reason));
                }

                if (entry.InvalidSince is DateTimeOffset since)
                {
                    DateTimeOffset whole = DateTimeOffset.FromUnixTimeSeconds(since.ToUnixTimeSeconds());
                    WriteExtension(body, Oids.InvalidityDate, value => value.WriteGeneralizedTime(whole, omitFractionalSeconds: true));
                }
            }
        }
    }

    // RFC 5280, 5.2.1 and 5.2.3: both always.
    private static void WriteExtensions(AsnWriter body, Certificate issuer, long number)
    {
        if (issuer.SubjectKeyIdentifier is byte[] identifier)
        {
            WriteExtension(body, Oids.AuthorityKeyIdentifier, value =>
            {
                using (value.PushSequence())
                {
                    value.WriteOctetString(identifier, new Asn1Tag(TagClass.ContextSpecific, 0));
                }
            });
        }

        WriteExtension(body, Oids.RevocationListNumber, value => value.WriteInteger(number));
    }

    private static void WriteExtension(AsnWriter body, string oid, Action<AsnWriter> write)
    {
        AsnWriter value = new(AsnEncodingRules.DER);
        write(value);
        using (body.PushSequence())
        {
            body.WriteObjectIdentifier(oid);
            body.WriteOctetString(value.Encode());
        }
    }
}
