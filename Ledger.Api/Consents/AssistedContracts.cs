using Ledger.Api.Security;

namespace Ledger.Api.Consents;

/// <summary>What a clerk's system sends to have a holder confirm a consent; the terms as in <see cref="GrantConsentRequest"/>.</summary>
/// <param name="Holder">Whose consent it is.</param>
/// <param name="Operator">The clerk's account, 1 to 64 visible ASCII characters.</param>
/// <param name="Window">Which window, 1 to 64 visible characters.</param>
/// <param name="Province">Division code of the window's province.</param>
/// <param name="Items">实施编码 of the items that it is for.</param>
/// <param name="To">Last moment at which it counts.</param>
/// <param name="Count">For how many uses.</param>
/// <param name="Licences">Licences that it opens.</param>
/// <param name="Materials">Codes of material types that it opens.</param>
/// <param name="Authorities">Who may use it.</param>
/// <param name="Provinces">Provinces all of whose authorities may.</param>
/// <param name="From">When it begins; left out for at once.</param>
public sealed record OpenConsentRequest(
    HolderCodeContract Holder,
    string Operator,
    string Window,
    string Province,
    IReadOnlyList<string> Items,
    string To,
    int Count,
    IReadOnlyList<LicenceScopeContract>? Licences,
    IReadOnlyList<string>? Materials,
    IReadOnlyList<string>? Authorities,
    IReadOnlyList<string>? Provinces,
    string? From);

/// <summary>A consent that waits for its holder; the same for a holder of whom the ledger knows nothing.</summary>
/// <param name="Consent">The name that the consent will have.</param>
/// <param name="Code">The one-time code, eight digits, for the clerk to tell the holder; shown this once and kept nowhere.</param>
/// <param name="ExpiresAt">Until when it may be confirmed.</param>
/// <param name="MapKey">Its key in the status map: absent until the holder has confirmed, then valid.</param>
public sealed record OpenedConsentResponse(string Consent, string Code, DateTimeOffset ExpiresAt, string MapKey);

/// <summary>A consent that a clerk wrote down and the caller may confirm.</summary>
/// <param name="Consent">The name that it will have.</param>
/// <param name="ExpiresAt">Until when it may be confirmed.</param>
/// <param name="Assistance">The clerk.</param>
/// <param name="Licences">Licences that it would open.</param>
/// <param name="Materials">Codes of material types that it would open.</param>
/// <param name="Authorities">Who might use it.</param>
/// <param name="Provinces">Provinces all of whose authorities might.</param>
/// <param name="Items">The items that it is for.</param>
/// <param name="From">When it would begin.</param>
/// <param name="To">Last moment at which it would count.</param>
/// <param name="Count">For how many uses.</param>
/// <param name="Confirmation">Where it is confirmed.</param>
public sealed record WaitingConsentResponse(
    string Consent,
    DateTimeOffset ExpiresAt,
    AssistanceContract Assistance,
    IReadOnlyList<LicenceScopeContract> Licences,
    IReadOnlyList<string> Materials,
    IReadOnlyList<string> Authorities,
    IReadOnlyList<string> Provinces,
    IReadOnlyList<ConsentItemContract> Items,
    DateTimeOffset From,
    DateTimeOffset To,
    long Count,
    string Confirmation);

/// <summary>Consents that wait for the caller.</summary>
/// <param name="Consents">At most ten of each holder as whom the caller signed in.</param>
public sealed record WaitingConsentListResponse(IReadOnlyList<WaitingConsentResponse> Consents);

/// <summary>What a holder sends to confirm a consent.</summary>
/// <param name="Code">The one-time code that the clerk told; five tries.</param>
public sealed record ConfirmConsentRequest(string Code);
