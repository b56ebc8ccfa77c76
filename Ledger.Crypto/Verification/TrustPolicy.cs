using System.Text.Json.Nodes;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Verification;

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
    /// <summary>The most <see cref="Issuers"/>.</summary>
    public const int MaximumIssuers = 4_096;

    private const string Kind = "trust-policy/v1";
    private const int MaximumBytes = 256 << 10;
    private const int MaximumRoots = 32;
    private const int MaximumLogs = 64;
    private const int MaximumEndpoints = 16;
    private const int MaximumCompromises = 1024;
    private const int MaximumAgeLimitSeconds = 366 * 24 * 3600;

    /// <summary>Revocation lists at hand; they lie beside the policy file, not in it.</summary>
    public IReadOnlyList<RevocationList> RevocationLists { get; init; } = [];

    /// <summary>
    /// Certificates of issuers, for presentations that have no room for theirs; they lie beside the policy file, not in it. None is trusted
    /// by being here: each must lead to a root.
    /// </summary>
    public IReadOnlyList<Certificate> Issuers { get; init; } = [];

    /// <summary>Whether a current revocation list must show that no certificate was revoked; without one the answer is then <em>cannot tell</em>.</summary>
    public bool RequiresRevocation { get; init; }

    /// <summary>Keys known to be compromised, each as of an index of the log.</summary>
    public IReadOnlyList<CompromisedKey> CompromisedKeys { get; init; } = [];

    /// <summary>The trusted log of an origin, or null where the policy does not name it.</summary>
    public TrustedLog? LogOf(string origin) => Logs.FirstOrDefault(log => log.Origin == origin);

    /// <summary>The policy file's bytes: indented nowhere, canonical JSON.</summary>
    public byte[] ToBytes()
    {
        JsonObject json = new()
        {
            ["kind"] = Kind,
            ["roots"] = new JsonArray([.. Roots.Select(root => JsonValue.Create(Convert.ToBase64String(root.Raw.Span)))]),
            ["logs"] = new JsonArray([.. Logs.Select(log => log.Write())]),
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

        if (RequiresRevocation)
        {
            json["requireRevocation"] = true;
        }

        if (CompromisedKeys.Count > 0)
        {
            json["compromisedKeys"] = new JsonArray([.. CompromisedKeys.Select(key => key.Write())]);
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
            [.. members.Parts("logs", MaximumLogs).Select(TrustedLog.Read)],
            members.Has("chain") ? ChainFromJson(members.Part("chain")) : null,
            TimeSpan.FromSeconds(members.Number("maximumAgeSeconds", least: 1, greatest: MaximumAgeLimitSeconds)))
        {
            RequiresRevocation = members.Has("requireRevocation") && members.Flag("requireRevocation"),
            CompromisedKeys = members.Has("compromisedKeys") ? [.. members.Parts("compromisedKeys", MaximumCompromises).Select(CompromisedKey.Read)] : [],
        };
        members.RefuseOthers();
        return policy.Logs.DistinctBy(log => log.Origin).Count() == policy.Logs.Count
            ? policy
            : throw new FormatException("Two logs have one origin.");
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
