using Ledger.Api.Security;

namespace Ledger.Api.Consents;

/// <summary>Licences that a consent opens.</summary>
/// <param name="Licence">证照类型代码, or the identifier of one licence.</param>
/// <param name="Fields">National short names of the fields that may be shown, at most 200; left out for all.</param>
public sealed record LicenceScopeContract(string Licence, IReadOnlyList<string>? Fields);

/// <summary>What a consent opens in another province, at most 20 things.</summary>
/// <param name="Province">Division code of the province, with whose node this one exchanges.</param>
/// <param name="Licences">Licences there.</param>
/// <param name="Materials">Codes of material types.</param>
public sealed record ConsentSourceContract(string Province, IReadOnlyList<LicenceScopeContract>? Licences, IReadOnlyList<string>? Materials);

/// <summary>How it stands with what a consent opens in another province.</summary>
/// <param name="Province">Division code of the province.</param>
/// <param name="State">
/// <c>placed</c>: its log has the consent, proven; <c>waiting</c>: no answer yet, it is told again; <c>refused</c>; <c>withdrawn</c>; <c>withdrawal-waiting</c>: withdrawn here, and
/// that province could not be told yet, which is told again; <c>over</c>: the period ended before it was reached.
/// </param>
/// <param name="Chinese">The same in a sentence.</param>
/// <param name="English">The same in English.</param>
/// <param name="Code">Why it was refused, as a stable code; null where it was not.</param>
/// <param name="Index">Log index of the grant there; null where it has none.</param>
/// <param name="Licences">Licences there.</param>
/// <param name="Materials">Codes of material types.</param>
public sealed record PlacedSourceContract(
    string Province, string State, string Chinese, string English, string? Code, long? Index, IReadOnlyList<LicenceScopeContract> Licences, IReadOnlyList<string> Materials);

/// <summary>What a holder, or a minor's guardian, sends to grant a consent. Each list has at most 20 entries.</summary>
/// <param name="Items">实施编码 of the items that it is for, from the catalogue, at least one; several make one 一件事.</param>
/// <param name="To">Last moment at which it counts, with its offset (RFC 3339): 1 minute to 30 days after it begins.</param>
/// <param name="Count">For how many uses, 1 to 1,000.</param>
/// <param name="Licences">Licences that it opens, of types that one of the items needs; these or <paramref name="Materials"/>.</param>
/// <param name="Materials">Codes of material types that it opens and one of the items needs.</param>
/// <param name="Authorities">Who may use it: unified social credit codes; these or <paramref name="Provinces"/>.</param>
/// <param name="Provinces">Division codes of provinces all of whose authorities may use it.</param>
/// <param name="From">When it begins, within 30 days; left out for at once.</param>
/// <param name="Holder">For whom, where that is a minor of whom the caller is the guardian, or the caller signed in for several holders.</param>
/// <param name="Sources">What it opens in other provinces (一次授权), at most eight provinces, each once: this node has theirs enter the same consent, and proves to them that a guardian may grant it.</param>
public sealed record GrantConsentRequest(
    IReadOnlyList<string> Items,
    string To,
    int Count,
    IReadOnlyList<LicenceScopeContract>? Licences,
    IReadOnlyList<string>? Materials,
    IReadOnlyList<string>? Authorities,
    IReadOnlyList<string>? Provinces,
    string? From,
    HolderCodeContract? Holder,
    IReadOnlyList<ConsentSourceContract>? Sources);

/// <summary>An item that a consent is for.</summary>
/// <param name="Code">实施编码.</param>
/// <param name="Name">Its name.</param>
public sealed record ConsentItemContract(string Code, string Name);

/// <summary>A clerk who helped with a consent.</summary>
/// <param name="Authority">Unified social credit code of the clerk's authority.</param>
/// <param name="Operator">The clerk's account there.</param>
/// <param name="Window">Which window.</param>
/// <param name="Province">Division code of the window's province.</param>
public sealed record AssistanceContract(string Authority, string Operator, string Window, string Province);

/// <summary>A consent.</summary>
/// <param name="Consent">Its name, 32 hexadecimal characters.</param>
/// <param name="State"><c>live</c>, <c>not-yet</c>, <c>expired</c>, <c>used-up</c>, <c>withdrawn</c>.</param>
/// <param name="ForMinor">Whether the caller granted it as a guardian.</param>
/// <param name="Licences">Licences that it opens.</param>
/// <param name="Materials">Codes of material types that it opens.</param>
/// <param name="Authorities">Who may use it.</param>
/// <param name="Provinces">Division codes of provinces all of whose authorities may.</param>
/// <param name="Items">The items that it is for.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">Last moment at which it counts.</param>
/// <param name="Count">For how many uses.</param>
/// <param name="Used">How often it was used.</param>
/// <param name="GrantedAt">When it was granted.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null while it was not.</param>
/// <param name="Assistance">The clerk who helped; null for none.</param>
/// <param name="Index">Log index of the grant.</param>
/// <param name="MapKey">Its key in the status map, 64 hexadecimal characters: <c>/log/status/{mapKey}</c> proves that it stands or was withdrawn.</param>
/// <param name="UsesMapKey">The key of its uses: the status's <c>version</c> is how often it was used; absent before the first.</param>
/// <param name="Withdrawal">Where it is withdrawn.</param>
/// <param name="Sources">What it opens in other provinces, where it has the same name, and how it stands there. Each province counts its own uses.</param>
/// <param name="ConfirmedIn">Division code of the province where its holder confirmed it; null for this one.</param>
public sealed record ConsentResponse(
    string Consent,
    string State,
    bool ForMinor,
    IReadOnlyList<LicenceScopeContract> Licences,
    IReadOnlyList<string> Materials,
    IReadOnlyList<string> Authorities,
    IReadOnlyList<string> Provinces,
    IReadOnlyList<ConsentItemContract> Items,
    DateTimeOffset From,
    DateTimeOffset To,
    long Count,
    long Used,
    DateTimeOffset GrantedAt,
    DateTimeOffset? WithdrawnAt,
    AssistanceContract? Assistance,
    long Index,
    string MapKey,
    string UsesMapKey,
    string Withdrawal,
    IReadOnlyList<PlacedSourceContract> Sources,
    string? ConfirmedIn);

/// <summary>Consents, the oldest first.</summary>
/// <param name="Consents">At most 100.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
public sealed record ConsentListResponse(IReadOnlyList<ConsentResponse> Consents, string? Cursor);

/// <summary>A consent just withdrawn, or withdrawn before by the same request.</summary>
/// <param name="Consent">Its name.</param>
/// <param name="Index">Index of the withdrawal in the log.</param>
/// <param name="LeafHash">Its leaf hash in the SHA-256 tree, base64.</param>
/// <param name="Size">Size of the first signed checkpoint that covers it.</param>
/// <param name="Sources">How it stands in the other provinces: who could not be told within three seconds, and is told again, is <c>withdrawal-waiting</c>.</param>
public sealed record WithdrawnConsentResponse(string Consent, long Index, string LeafHash, long Size, IReadOnlyList<PlacedSourceContract> Sources);
