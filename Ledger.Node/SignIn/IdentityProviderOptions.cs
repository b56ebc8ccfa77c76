using System.Text.Json.Serialization;

namespace Ledger.Node.SignIn;

/// <summary>An OpenID Connect provider by which people sign in.</summary>
internal sealed record IdentityProviderOptions
{
    private const int MostEntries = 64;
    private const int LongestName = 32;

    /// <summary>Its name in addresses, 1 to 32 of <c>a-z 0-9 -</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its issuer exactly as its tokens say it: https, or http on this machine.</summary>
    public required string Issuer { get; init; }

    /// <summary>Under which name it knows this node.</summary>
    public required string ClientId { get; init; }

    /// <summary>File with the client's secret, for its owner only, relative to the node's folder; null where the node shows a key.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>
    /// Name of the key by which the node shows that it is the client (<c>private_key_jwt</c>): <c>NAME.key</c> or <c>NAME.p11</c> among its keys,
    /// P-256 or Ed25519. Null where it shows a secret; one of the two there is.
    /// </summary>
    public string? ClientKey { get; init; }

    /// <summary>Scopes to ask for; <c>openid</c> is among them.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid"];

    /// <summary>Claims that say by which codes a person holds licences; empty where nobody but staff comes from there.</summary>
    public IReadOnlyList<HolderClaim> Holders { get; init; } = [];

    /// <summary>The claim that lists a person's groups, where there is staff.</summary>
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>What the members of which group are; empty where no staff comes from there.</summary>
    public IReadOnlyList<StaffGroup> Staff { get; init; } = [];

    /// <summary>The <c>acr</c> that a step-up must have reached; null where to sign in anew is enough.</summary>
    public string? StepUpAcr { get; init; }

    /// <summary>The issuer as an address.</summary>
    [JsonIgnore]
    public Uri Address => new(Issuer);

    /// <summary>Whether an address may be called or sent to: https, or http where it and the issuer are on this machine.</summary>
    public bool MayUse(Uri address) => address.IsAbsoluteUri && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && Address.IsLoopback));

    /// <summary>The first setting that cannot work, as a sentence; null where there is none.</summary>
    internal string? Problem() =>
        !IsName(Name) ? "name: 1 to 32 of a-z, 0-9, -."
        : !Uri.TryCreate(Issuer, UriKind.Absolute, out Uri? issuer) || !MayUse(issuer) || issuer.Query.Length + issuer.Fragment.Length > 0
            ? $"issuer of {Name}: an https address without query, or http on this machine."
        : ClientId.Length is 0 or > 200 ? $"clientId of {Name}: 1 to 200 characters."
        : string.IsNullOrEmpty(ClientSecretFile) == string.IsNullOrEmpty(ClientKey) ? $"{Name} has one of clientSecretFile and clientKey."
        : ClientKey is { Length: > 0 } && !IsName(ClientKey) ? $"clientKey of {Name}: the name of a key among the node's keys, 1 to 32 of a-z, 0-9, -."
        : !Scopes.Contains("openid", StringComparer.Ordinal) || Scopes.Any(scope => scope.Length == 0 || scope.Any(c => c is <= ' ' or '"' or '\\' or > '~'))
            ? $"scopes of {Name}: words, openid among them."
        : Holders.Count + Staff.Count == 0 ? $"{Name} has neither holders nor staff: nobody could sign in."
        : Holders.Count > MostEntries || Staff.Count > MostEntries || Scopes.Count > MostEntries ? $"{Name}: at most {MostEntries} holders, staff and scopes."
        : Holders.Select(holder => holder.Problem()).FirstOrDefault(problem => problem is not null) is string holder ? $"holders of {Name}: {holder}"
        : Staff.Select(group => group.Problem()).FirstOrDefault(problem => problem is not null) is string group ? $"staff of {Name}: {group}"
        : Staff.GroupBy(entry => entry.Group).FirstOrDefault(same => !StaffRoles.AreSeparate(same.Select(entry => entry.Role))) is { } both
            ? $"staff of {Name}: {both.Key} would be two of system administrator, security administrator and auditor."
        : null;

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
