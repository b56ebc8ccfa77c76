using System.Text.Json.Nodes;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>A province's log as a verifier trusts it: its origin and the two keys that sign its checkpoints.</summary>
/// <param name="Origin">First line of its checkpoints, for example <c>ledger.example/sh</c>.</param>
/// <param name="Ed25519">Key of the SHA-256 log.</param>
/// <param name="Sm2">Key of the SM3 twin, whose origin ends in <c>/sm3</c>.</param>
/// <param name="Address">Where a newer status may be asked for, or null. Its answers are evidence, not truth.</param>
public sealed record TrustedLog(string Origin, NoteVerifier Ed25519, NoteVerifier Sm2, Uri? Address)
{
    /// <summary>Origin of the SM3 twin.</summary>
    public string Sm3Origin => Origin + "/sm3";
}

/// <summary>The anchor contract as a verifier trusts it.</summary>
/// <param name="ChainId">What <c>eth_chainId</c> must answer.</param>
/// <param name="Contract">Address, <c>0x</c> and 40 lower-case hexadecimal characters.</param>
/// <param name="CodeHash">Keccak-256 of the deployed code; written as every hash is, 64 lower-case hexadecimal characters without prefix.</param>
/// <param name="Endpoints">JSON-RPC addresses to ask, in order.</param>
public sealed record TrustedChain(long ChainId, string Contract, Digest CodeHash, IReadOnlyList<Uri> Endpoints);

/// <summary>All that a stranger needs to judge a licence: certificate roots, log keys, the chain, and how old a status may be.</summary>
/// <param name="Roots">The certificates that department certificates must lead to.</param>
/// <param name="Logs">The logs of all provinces, by origin.</param>
/// <param name="Chain">The anchor contract, or null where anchors are not to be checked.</param>
/// <param name="MaximumAge">A status older than this is not relied on: the answer is then <em>cannot tell</em>.</param>
public sealed record TrustPolicy(
    IReadOnlyList<Certificate> Roots,
    IReadOnlyList<TrustedLog> Logs,
    TrustedChain? Chain,
    TimeSpan MaximumAge)
{
    private const string Kind = "trust-policy/v1";
    private const int MaximumBytes = 256 << 10;
    private const int MaximumRoots = 32;
    private const int MaximumLogs = 64;
    private const int MaximumEndpoints = 16;
    private const int MaximumAgeLimitSeconds = 366 * 24 * 3600;

    /// <summary>The trusted log of an origin, or null where the policy does not name it.</summary>
    public TrustedLog? LogOf(string origin) => Logs.FirstOrDefault(log => log.Origin == origin);

    /// <summary>The policy file's bytes: indented nowhere, canonical JSON.</summary>
    public byte[] ToBytes()
    {
        JsonObject json = new()
        {
            ["kind"] = Kind,
            ["roots"] = new JsonArray([.. Roots.Select(root => JsonValue.Create(Convert.ToBase64String(root.Raw.Span)))]),
            ["logs"] = new JsonArray([.. Logs.Select(LogToJson)]),
            ["maximumAgeSeconds"] = (long)MaximumAge.TotalSeconds,
        };
        if (Chain is not null)
        {
            json["chain"] = new JsonObject
            {
                ["chainId"] = Chain.ChainId,
                ["contract"] = Chain.Contract,
                ["codeHash"] = Chain.CodeHash.ToHex(),
                ["endpoints"] = new JsonArray([.. Chain.Endpoints.Select(uri => JsonValue.Create(uri.AbsoluteUri))]),
            };
        }

        return CanonicalJson.Write(json);
    }

    /// <summary>Reads a policy file.</summary>
    /// <exception cref="FormatException">It is not one, a key or certificate in it is malformed, or a log stands twice.</exception>
    public static TrustPolicy Parse(ReadOnlySpan<byte> bytes)
    {
        StrictJsonMembers members = new(StrictJson.ParseObject(bytes, new StrictJsonLimits(MaximumBytes)));
        members.Text("kind", text => text == Kind ? text : throw new FormatException($"The kind is {Kind}."));
        TrustPolicy policy = new(
            members.Texts("roots", MaximumRoots, Forms.CertificateOf),
            [.. members.Parts("logs", MaximumLogs).Select(LogFromJson)],
            members.Has("chain") ? ChainFromJson(members.Part("chain")) : null,
            TimeSpan.FromSeconds(members.Number("maximumAgeSeconds", least: 1, greatest: MaximumAgeLimitSeconds)));
        members.RefuseOthers();
        return policy.Logs.DistinctBy(log => log.Origin).Count() == policy.Logs.Count
            ? policy
            : throw new FormatException("Two logs have one origin.");
    }

    private static JsonObject LogToJson(TrustedLog log)
    {
        JsonObject json = new()
        {
            ["origin"] = log.Origin,
            ["ed25519"] = log.Ed25519.ToString(),
            ["sm2"] = log.Sm2.ToString(),
        };
        if (log.Address is not null)
        {
            json["address"] = log.Address.AbsoluteUri;
        }

        return json;
    }

    private static TrustedLog LogFromJson(StrictJsonMembers members)
    {
        TrustedLog log = new(
            members.Text("origin", Forms.Origin),
            members.Text("ed25519", NoteVerifier.Parse),
            members.Text("sm2", NoteVerifier.Parse),
            members.Has("address") ? members.Text("address", Forms.HttpAddress) : null);
        members.RefuseOthers();

        // A key of another kind or name signs other notes: then no checkpoint would ever verify, and nobody would know why.
        bool fits = log.Ed25519.Kind == NoteKeyKind.Ed25519 && log.Ed25519.Name == log.Origin
            && log.Sm2.Kind == NoteKeyKind.Sm2 && log.Sm2.Name == log.Sm3Origin;
        return fits ? log : throw new FormatException($"The keys are not those of {log.Origin} and {log.Sm3Origin}.");
    }

    private static TrustedChain ChainFromJson(StrictJsonMembers members)
    {
        TrustedChain chain = new(
            members.Number("chainId", least: 1),
            members.Text("contract", Forms.ContractAddress),
            members.Text("codeHash", Digest.FromHex),
            members.Texts("endpoints", MaximumEndpoints, Forms.HttpAddress));
        members.RefuseOthers();
        return chain;
    }
}
