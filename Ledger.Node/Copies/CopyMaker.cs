using Google.Protobuf;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node.Licences;
using Ledger.Node.Seals;

namespace Ledger.Node.Copies;

/// <summary>Makes the signed statement of a copy with the issuing authority's keys. Slow, and outside the writer's turn.</summary>
internal static class CopyMaker
{
    private const string StatementProperty = "copy-statement/v1";

    /// <summary>The signed copy.</summary>
    /// <param name="licence">The licence, with all its fields.</param>
    /// <param name="request">What was asked for; checked.</param>
    /// <param name="serial">The copy's new random name.</param>
    /// <param name="madeAt">When, to the second.</param>
    /// <param name="authority">The authority's keys and a seal in force.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/> where the licence has no field of a name.</exception>
    public static CopyDocument Make(
        OpenedLicence licence, CopyRequest request, ByteString serial, DateTimeOffset madeAt, AuthorityKeys authority)
    {
        ArgumentNullException.ThrowIfNull(licence);
        ArgumentNullException.ThrowIfNull(request);
        LicenceStatement of = licence.Document.Statement;
        LicenceDocument shown = ShownFields.Of(licence.Document, request.Fields);
        CopyStatement statement = new(
            Convert.ToHexStringLower(serial.Span),
            of.Identifier,
            of.Handle,
            of.Log,
            Sm3.Hash(of.ToBytes()),
            of.Issuer,
            request.Purpose,
            request.Recipient,
            authority.Name,
            madeAt,
            request.End,
            shown.Part is null ? null : [.. shown.Fields.Select(field => field.Name)],
            authority.SealCertificate.Thumbprint,
            authority.SigningCertificate.Thumbprint);
        byte[] signed = statement.ToBytes();
        return new CopyDocument(
            statement,
            ESealSignature.Create(authority.Seal, authority.SealKey, authority.SealCertificate, signed, StatementProperty, madeAt),
            authority.SigningKey.Sign(signed),
            [authority.SigningCertificate]);
    }
}
