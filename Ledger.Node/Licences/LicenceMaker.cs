using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Seals;

namespace Ledger.Node.Licences;

/// <summary>
/// Makes the signed document of a licence: every field salted, their root in a statement, the statement sealed (SM2) and signed (ES256)
/// with the authority's keys. Slow, and outside the writer's turn.
/// </summary>
internal sealed class LicenceMaker(string origin, TimeProvider time)
{
    private const int SaltLength = 16;
    private const string StatementProperty = "licence-statement/v1";

    /// <summary>A licence's key in the status map of this log.</summary>
    public Digest MapKeyOf(ByteString handle) => MapKey.For(origin, MapNamespace.Licence, handle.Span);

    /// <summary>The document for a checked request.</summary>
    /// <param name="request">What to issue; its fields have been checked against the type.</param>
    /// <param name="type">The type.</param>
    /// <param name="identifier">The identifier.</param>
    /// <param name="handle">The licence's new random name in the log.</param>
    /// <param name="authority">The authority's keys and seal.</param>
    public LicenceDocument Make(
        IssueLicence request, LicenceType type, LicenceIdentifier identifier, ByteString handle, AuthorityKeys authority)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateOnly today = LicenceDate.InChina(now);
        FaceField[] fields = Salted([.. LicenceFace.Of(request, type, identifier, authority.Name, today)]);
        LicenceStatement statement = new(
            identifier.ToString(),
            type.Code,
            request.Issuer,
            Convert.ToHexStringLower(handle.Span),
            origin,
            LicenceDocument.RootOf(fields),
            fields.Length,
            identifier.Version,
            today,
            request.Validity.From,
            request.Validity.To,
            request.Continues?.Identifier.ToString() ?? request.TakesOver,
            authority.SealCertificate.Thumbprint,
            authority.SigningCertificate.Thumbprint);
        byte[] signed = statement.ToBytes();
        return new LicenceDocument(
            statement,
            fields,
            ESealSignature.Create(authority.Seal, authority.SealKey, authority.SealCertificate, signed, StatementProperty, now),
            authority.SigningKey.Sign(signed),
            [authority.SigningCertificate]);
    }

    private static FaceField[] Salted((string Name, string Value)[] printed)
    {
        byte[] salts = RandomNumberGenerator.GetBytes(printed.Length * SaltLength); // each call costs as much as hundreds of bytes
        return [.. printed.Select((field, i) => new FaceField(
            field.Name, field.Value, Convert.ToHexStringLower(salts.AsSpan(i * SaltLength, SaltLength))))];
    }
}
