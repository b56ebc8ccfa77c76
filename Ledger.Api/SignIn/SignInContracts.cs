using System.Text.Json.Serialization;
using Ledger.Api.Security;

namespace Ledger.Api.SignIn;

/// <summary>Where one signs in.</summary>
/// <param name="Name">Name of the provider.</param>
/// <param name="Start">Address that a browser goes to; <c>return</c> says where it comes back to.</param>
public sealed record SignInProviderContract(string Name, string Start);

/// <summary>How one signs in.</summary>
/// <param name="Providers">The providers; none where nobody can sign in.</param>
public sealed record SignInResponse(IReadOnlyList<SignInProviderContract> Providers);

/// <summary>Whether a provider answers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Answers">Whether its document could be read within the last hour.</param>
public sealed record ProviderStateContract(string Name, bool Answers);

/// <summary>Whether sign-in works.</summary>
/// <param name="Sessions">How many sessions are kept.</param>
/// <param name="Providers">The providers.</param>
public sealed record SignInStateResponse(int Sessions, IReadOnlyList<ProviderStateContract> Providers);

/// <summary>The present session.</summary>
/// <param name="Provider">Where the person signed in.</param>
/// <param name="Roles"><c>citizen</c>, <c>clerk</c>, <c>sealing-officer</c>, <c>system-administrator</c>, <c>security-administrator</c>, <c>auditor</c>.</param>
/// <param name="Authority">Authority for which staff acts; null for others.</param>
/// <param name="StartedAt">When the person signed in.</param>
/// <param name="EndsAt">When the session ends, however much it is used.</param>
/// <param name="IdleSeconds">After so many seconds without use it ends before.</param>
/// <param name="SteppedUp">Whether what needs a step-up can be done now.</param>
/// <param name="StepUp">Address that a browser goes to for a step-up.</param>
/// <param name="ActsFor"><c>holder</c>: for one of the holders as whom the person signed in; <c>minor</c>: for a minor; null where the person chose nobody.</param>
public sealed record SessionResponse(
    string Provider,
    IReadOnlyList<string> Roles,
    string? Authority,
    DateTimeOffset StartedAt,
    DateTimeOffset EndsAt,
    int IdleSeconds,
    bool SteppedUp,
    string StepUp,
    string? ActsFor);

/// <summary>One of a person's sessions.</summary>
/// <param name="Label">Tells it from the others; opens nothing.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="UsedAt">When it was last used.</param>
/// <param name="Present">Whether it is the one that asks.</param>
public sealed record ListedSessionContract(string Label, DateTimeOffset StartedAt, DateTimeOffset UsedAt, bool Present);

/// <summary>A person's sessions.</summary>
/// <param name="Sessions">The newest first; ten at most.</param>
public sealed record SessionListResponse(IReadOnlyList<ListedSessionContract> Sessions);

/// <summary>The session has ended.</summary>
/// <param name="ProviderSignOut">Where a browser goes to sign out at the provider as well; null where it offers no such thing.</param>
public sealed record SignedOutResponse(string? ProviderSignOut);

/// <summary>Whose sessions a security administrator ends.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Subject">The person's <c>sub</c> there, 1 to 255 characters.</param>
public sealed record EndSessionsRequest(string Provider, string Subject);

/// <summary>Sessions that have ended.</summary>
/// <param name="Ended">How many.</param>
public sealed record EndedSessionsResponse(int Ended);

/// <summary>What a provider sends to end sessions (OpenID Connect Back-Channel Logout 1.0, 2.5), as a form.</summary>
/// <param name="LogoutToken">The logout token; 16 KiB at most.</param>
public sealed record ProviderLogoutRequest([property: JsonPropertyName("logout_token")] string LogoutToken);

/// <summary>A key by which the node shows a provider that it is the client (RFC 7517).</summary>
/// <param name="Kty"><c>EC</c> or <c>OKP</c>.</param>
/// <param name="Crv"><c>P-256</c> or <c>Ed25519</c>.</param>
/// <param name="X">Of the public key, base64url.</param>
/// <param name="Y">The same of P-256; null of Ed25519.</param>
/// <param name="Kid">Its name (RFC 7638).</param>
/// <param name="Use"><c>sig</c>.</param>
/// <param name="Alg"><c>ES256</c> or <c>EdDSA</c>.</param>
public sealed record ClientKeyContract(
    string Kty, string Crv, string X, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Y, string Kid, string Use, string Alg);

/// <summary>The node's keys as the client of one provider.</summary>
/// <param name="Keys">One.</param>
public sealed record ClientKeysResponse(IReadOnlyList<ClientKeyContract> Keys);

/// <summary>As whom one has signed in.</summary>
/// <param name="Name">持证主体.</param>
/// <param name="CodeType">持证主体代码类型.</param>
/// <param name="Code">持证主体代码, its last four characters; the others masked.</param>
public sealed record OwnHolderContract(string Name, string CodeType, string Code);

/// <summary>As whom one has signed in.</summary>
/// <param name="Holders">The person and the companies that the person acts for, as far as the ledger knows them.</param>
public sealed record MeResponse(IReadOnlyList<OwnHolderContract> Holders);

/// <summary>For whom a person wants to act.</summary>
/// <param name="Holder">The holder: one as whom the person signed in, or a minor whose parent the person is.</param>
public sealed record ActingRequest(HolderCodeContract Holder);

/// <summary>For whom a person acts from now on.</summary>
/// <param name="Holder">The holder; of the code its last four characters.</param>
/// <param name="ActsFor"><c>holder</c>, or <c>minor</c>.</param>
public sealed record ActingResponse(OwnHolderContract Holder, string ActsFor);

/// <summary>The person acts for nobody in particular.</summary>
/// <param name="Ended">True.</param>
public sealed record EndedActingResponse(bool Ended);
