using System.Text.Json.Nodes;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Verification;

/// <summary>
/// All that a verifier trusts, as one file: canonical JSON, so that two offices have the same bundle exactly when they read each other the
/// same <see cref="Digest"/>.
/// </summary>
/// <param name="Policy">What is trusted.</param>
public sealed record TrustBundle(TrustPolicy Policy)
{
    /// <summary>The longest bundle read, in bytes.</summary>
    public const int MaximumBytes = 16 << 20;

    private const string Kind = "trust-bundle/v1";
    private const string Lists = "revocationLists";
    private const string Issuers = "issuers";
    private const int GroupLength = 4;

    /// <summary>SM3 of <see cref="ToBytes"/>.</summary>
    public Digest Digest => Sm3.Hash(ToBytes());

    /// <summary>The digest to be read aloud: 16 groups of four hexadecimal characters.</summary>
    public string SpokenDigest => string.Join(' ', Digest.ToHex().Chunk(GroupLength).Select(group => new string(group)));

    /// <summary>The file's bytes. Does not look at the limit: what exceeds it cannot be read.</summary>
    public byte[] ToBytes()
    {
        JsonObject json = new()
        {
            ["kind"] = Kind,
            ["policy"] = StrictJson.ParseObject(Policy.ToBytes(), new StrictJsonLimits(MaximumBytes)),
        };
        if (Policy.RevocationLists.Count > 0)
        {
            json[Lists] = new JsonArray([.. Policy.RevocationLists.Select(list => JsonValue.Create(Convert.ToBase64String(list.Raw.Span)))]);
        }

        if (Policy.Issuers.Count > 0)
        {
            json[Issuers] = new JsonArray([.. Policy.Issuers.Select(issuer => JsonValue.Create(Convert.ToBase64String(issuer.Raw.Span)))]);
        }

        return CanonicalJson.Write(json);
    }

    /// <summary>Reads a file of exactly the form that <see cref="ToBytes"/> writes.</summary>
    /// <exception cref="FormatException">Anything else: other JSON, another order or spacing, unknown members, a malformed policy, a limit exceeded.</exception>
    public static TrustBundle Parse(ReadOnlySpan<byte> bytes)
    {
        JsonObject json = StrictJson.ParseObject(bytes, new StrictJsonLimits(MaximumBytes));
        StrictJsonMembers members = new(json);
        members.Text("kind", text => text == Kind ? text : throw new FormatException($"The kind is {Kind}."));
        members.Part("policy");
        IReadOnlyList<RevocationList> lists = members.Has(Lists) ? members.Texts(Lists, CertificateRevocation.MaxLists, ListOf) : [];
        IReadOnlyList<Certificate> issuers = members.Has(Issuers) ? members.Texts(Issuers, TrustPolicy.MaximumIssuers, Forms.CertificateOf) : [];
        members.RefuseOthers();
        TrustBundle bundle = new(TrustPolicy.Parse(CanonicalJson.Write(json["policy"]!)) with { RevocationLists = lists, Issuers = issuers });
        return bytes.SequenceEqual(bundle.ToBytes()) ? bundle : throw new FormatException("A trust bundle is in canonical form.");
    }

    private static RevocationList ListOf(string text) => RevocationList.Parse(Forms.Base64(RevocationList.MaxLength)(text));
}
