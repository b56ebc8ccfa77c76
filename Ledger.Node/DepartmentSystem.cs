using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using Ledger.Crypto.Certificates;
using Ledger.Node.Catalogue;
using Ledger.Node.Materials;
using Ledger.Node.Security;

namespace Ledger.Node;

/// <summary>A department system that may call the node, and the authority it acts for.</summary>
internal sealed record DepartmentSystem
{
    /// <summary>
    /// 窗口: the system of what clerks do on the pages of this node itself, which knows each of them as a person. No system of the settings has this name.
    /// </summary>
    public const string Counter = "counter";

    private const int MostKeys = 8;
    private const int MostNetworks = 32;
    private const int MostRequestsPerMinute = 1_000_000;

    /// <summary>Name for the records; never personal data.</summary>
    public required string Name { get; init; }

    /// <summary>Unified social credit code of its authority.</summary>
    public required string Authority { get; init; }

    /// <summary>
    /// SHA-256 of a key that it shows instead of signing, 64 hexadecimal characters; the key itself is not kept. Null where it signs, which it
    /// does wherever the node is reached from elsewhere.
    /// </summary>
    public string? KeySha256 { get; init; }

    /// <summary>Its public keys, eight at most: a request is signed with any one that is in force.</summary>
    public IReadOnlyList<SystemKey> Keys { get; init; } = [];

    /// <summary>Licence types that it may read whoever issued them, 21-character type codes: what its duty needs (依职能用证).</summary>
    public IReadOnlyList<string> Shares { get; init; } = [];

    /// <summary>Licence types on which it may act in its authority's name; empty for all of them.</summary>
    public IReadOnlyList<string> LicenceTypes { get; init; } = [];

    /// <summary>
    /// 可信等级 that it may claim for materials: <c>a</c> and <c>b</c> for the system of a source, <c>c</c> for one whose windows verify, <c>d</c>
    /// for what holders upload.
    /// </summary>
    public IReadOnlyList<string> MaterialLevels { get; init; } = ["c", "d"];

    /// <summary>
    /// Whether it is the auditors' (审计管理员): it reads the audit log and may do nothing else that not everybody may; no other system reads it.
    /// </summary>
    public bool Audits { get; init; }

    /// <summary>Division code of the province whose node it is; null for a department's system, as all in the settings' <c>systems</c> are.</summary>
    [JsonIgnore]
    public string? Province { get; init; }

    /// <summary>
    /// SHA-256 of the certificates by which it shows itself in TLS, 64 hexadecimal characters each, eight at most: over a connection without one of
    /// them its keys are no keys. Empty where none is asked for.
    /// </summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];

    /// <summary>
    /// Its encryption certificate (加密证书), SM2, DER in base64: what other provinces give is sealed to it, and opened by nobody before it. Null where this node opens it
    /// in its place.
    /// </summary>
    public string? Envelope { get; init; }

    /// <summary>Networks that it calls from, for example <c>10.20.0.0/16</c>; empty for any.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>The most signed requests that it may send in a minute, or at once after a quiet one.</summary>
    public int RequestsPerMinute { get; init; } = 12_000;

    /// <summary>From when on it may call; null for ever before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when it may call, that moment not included; null for ever after.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether it may call at a moment.</summary>
    public bool IsInForce(DateTimeOffset at) => (From is null || at >= From) && (Until is null || at < Until);

    /// <summary>Whether it may call from an address.</summary>
    public bool MayCallFrom(IPAddress? address) => Networks.Count == 0
        || (address is not null && Networks.Any(network => IPNetwork.Parse(network).Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)));

    /// <summary>Whether it may call over a connection on which the caller showed a certificate, or none (null): the registry's word counts, and no authority's.</summary>
    public bool MayCallBy(X509Certificate2? certificate, DateTimeOffset at) => Certificates.Count == 0
        || (certificate is not null && certificate.NotBefore <= at && at <= certificate.NotAfter
            && Certificates.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA256), StringComparer.OrdinalIgnoreCase));

    /// <summary>The certificate of <see cref="Envelope"/>; null where there is none.</summary>
    /// <exception cref="FormatException">It is no certificate.</exception>
    /// <exception cref="CryptographicException">Its public key is not a point of its curve.</exception>
    public Certificate? ReadEnvelope() => Envelope is null ? null : Certificate.Parse(Convert.FromBase64String(Envelope));

    /// <summary>The first setting that cannot work, as a sentence; null where there is none.</summary>
    internal string? Problem() =>
        Name == Counter ? $"{Counter} is the name of this node's own pages."
        : KeySha256 is null && Keys.Count == 0 ? $"{Name} has neither keys nor keySha256."
        : KeySha256 is not null && !IsSha256(KeySha256) ? $"keySha256 of {Name} is not 64 hexadecimal characters."
        : Keys.Count > MostKeys ? $"{Name} has more than {MostKeys} keys."
        : Keys.Select(key => key.Problem()).FirstOrDefault(problem => problem is not null) is string key ? $"keys of {Name}: {key}"
        : KeySha256 is not null && Certificates.Count > 0 ? $"{Name} has certificates: it signs its requests, and shows no key."
        : Certificates.Count > MostKeys ? $"{Name} has more than {MostKeys} certificates."
        : Certificates.Any(hash => !IsSha256(hash)) ? $"certificates of {Name}: each is 64 hexadecimal characters, the certificate's SHA-256."
        : (TypesProblem("shares", Shares) ?? TypesProblem("licenceTypes", LicenceTypes)) is string types ? types
        : MaterialLevels.Any(level => TrustLevelText.Find(level) is null) || MaterialLevels.Distinct(StringComparer.Ordinal).Count() != MaterialLevels.Count
            ? $"materialLevels of {Name} are a, b, c, d, none twice."
        : Audits && Shares.Count + LicenceTypes.Count > 0 ? $"{Name} audits, and has no shares and no licenceTypes."
        : EnvelopeProblem() is string envelope ? envelope
        : Networks.Count > MostNetworks ? $"{Name} has more than {MostNetworks} networks."
        : Networks.FirstOrDefault(network => !IPNetwork.TryParse(network, out _)) is { } network ? $"networks of {Name}: {network} is not one, such as 10.20.0.0/16."
        : RequestsPerMinute is < 1 or > MostRequestsPerMinute ? $"requestsPerMinute of {Name}: 1 to {MostRequestsPerMinute}."
        : null;

    private static bool IsSha256(string text) => text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigit);

    private string? EnvelopeProblem()
    {
        try
        {
            return ReadEnvelope() is Certificate certificate && !Crypto.Envelopes.Envelope.CanReceive(certificate)
                ? $"envelope of {Name} is not a certificate of an SM2 key that encrypts."
                : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return $"envelope of {Name}: {e.Message}";
        }
    }

    private string? TypesProblem(string member, IReadOnlyList<string> types) =>
        types.FirstOrDefault(type => !LicenceTypeCode.IsValid(type)) is { } bad ? $"{member} of {Name}: {bad} is not a licence type code."
        : types.Distinct(StringComparer.Ordinal).Count() != types.Count ? $"{member} of {Name} name a type twice."
        : null;
}
