using Google.Protobuf;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node.Seals;

namespace Ledger.Node.Licences;

/// <summary>A licence as it was signed. It is stored in parts: what others have as well, the seal above all, its signatory brings.</summary>
/// <param name="Draft">What was signed.</param>
/// <param name="StatementSm3">SM3 of its statement's bytes.</param>
/// <param name="SealSignature">SM2: 64 bytes <c>r‖s</c>.</param>
/// <param name="Signature">ES256: 64 bytes <c>r‖s</c>.</param>
internal sealed record SignedLicence(UnsignedLicence Draft, Digest StatementSm3, byte[] SealSignature, byte[] Signature)
{
    /// <summary>What a seal's signature says it is of.</summary>
    public const string StatementProperty = "licence-statement/v1";

    /// <summary>Bytes of a field's salt.</summary>
    public const int SaltLength = 16;

    /// <summary>What is stored of it.</summary>
    public LicenceParts ToParts()
    {
        byte[] salts = new byte[Draft.Fields.Count * SaltLength];
        LicenceParts parts = new()
        {
            SignatorySm3 = ByteString.CopyFrom(Draft.Authority.Signatory.Sm3.Span),
            Statement = UnsafeByteOperations.UnsafeWrap(Draft.Bytes),
            SealedAt = Draft.At.ToUnixTimeSeconds(),
            SealSignature = UnsafeByteOperations.UnsafeWrap(SealSignature),
            Signature = UnsafeByteOperations.UnsafeWrap(Signature),
        };
        parts.Names.Capacity = parts.Values.Capacity = Draft.Fields.Count;
        for (int place = 0; place < Draft.Fields.Count; place++)
        {
            FaceField field = Draft.Fields[place];
            parts.Names.Add(field.Name);
            parts.Values.Add(field.Value);
            Convert.FromHexString(field.Salt, salts.AsSpan(place * SaltLength, SaltLength), out _, out _);
        }

        parts.Salts = UnsafeByteOperations.UnsafeWrap(salts);
        return parts;
    }

    /// <summary>The document of stored parts, byte for byte the one that was signed.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="signatory">The one that they name.</param>
    public static LicenceDocument DocumentOf(LicenceParts parts, Signatory signatory)
    {
        ReadOnlyMemory<byte> salts = parts.Salts.Memory;
        return new LicenceDocument(
            LicenceStatement.Parse(parts.Statement.Span),
            [.. parts.Names.Select((name, place) => new FaceField(
                name, parts.Values[place], Convert.ToHexStringLower(salts.Span.Slice(place * SaltLength, SaltLength))))],
            ESealSignature.Assemble(
                signatory.Seal,
                signatory.SealCertificate,
                Sm3.Hash(parts.Statement.Span),
                StatementProperty,
                DateTimeOffset.FromUnixTimeSeconds(parts.SealedAt),
                parts.SealSignature.Span),
            parts.Signature.Memory,
            [signatory.SigningCertificate]);
    }

    /// <summary>The identifier alone: it may end up in a log, and what is printed may not.</summary>
    public override string ToString() => $"{nameof(SignedLicence)} {Draft.Statement.Identifier}";
}
