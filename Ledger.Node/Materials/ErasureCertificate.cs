using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Seals;

namespace Ledger.Node.Materials;

/// <summary>销毁证明: what an authority signs when it has erased a material. Names nobody.</summary>
/// <param name="MapKey">The material's key in the status map, whose proof shows registration and erasure.</param>
/// <param name="Statement">The signed bytes: canonical JSON.</param>
/// <param name="Seal">SES_Signature (GB/T 38540) over them by the authority's seal.</param>
/// <param name="Signature">ECDSA (P-256, SHA-256) over them, r‖s of 64 bytes.</param>
/// <param name="SigningCertificate">DER of the certificate of that key.</param>
internal sealed record ErasureCertificate(
    Digest MapKey, ReadOnlyMemory<byte> Statement, ReadOnlyMemory<byte> Seal, ReadOnlyMemory<byte> Signature, ReadOnlyMemory<byte> SigningCertificate)
{
    private const string Kind = "ledger-erasure/v1";
    private const string Property = "erasure-statement/v1";

    /// <summary>Signs.</summary>
    /// <param name="material">An erased material.</param>
    /// <param name="log">Origin of the log.</param>
    /// <param name="authority">The authority's keys and a seal in force.</param>
    public static ErasureCertificate Make(Material material, string log, AuthorityKeys authority)
    {
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(authority);
        (long index, DateTimeOffset time) = material.Erased!.Value;
        DateTimeOffset second = DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
        byte[] statement = CanonicalJson.Write(new JsonObject
        {
            ["kind"] = Kind,
            ["log"] = log,
            ["material"] = material.Identifier.ToString(),
            ["handle"] = Convert.ToHexStringLower(material.Handle.Span),
            ["registeredIndex"] = material.Index,
            ["erasedIndex"] = index,
            ["erasedAt"] = BeijingTime.TextOf(second),
            ["authority"] = authority.Code,
            ["sealKey"] = authority.SealCertificate.Thumbprint.ToHex(),
            ["signingKey"] = authority.SigningCertificate.Thumbprint.ToHex(),
        });
        return new ErasureCertificate(
            Ledger.Crypto.Transparency.MapKey.For(log, MapNamespace.Material, material.Handle.Span),
            statement,
            ESealSignature.Create(authority.Seal, authority.SealKey, authority.SealCertificate, statement, Property, second),
            authority.SigningKey.Sign(statement),
            authority.SigningCertificate.Raw);
    }
}
