namespace Ledger.Api.Renewals;

/// <summary>One thing looked at again before a renewal.</summary>
/// <param name="Code">What was looked at: <c>state</c>, <c>face</c> or <c>face/…</c>, <c>not-flagged</c>, <c>annual-check</c>, <c>holder-in-force</c>, <c>materials/…</c>, <c>registration/…</c>.</param>
/// <param name="Result"><c>passed</c>, <c>failed</c>, or <c>to-be-checked</c>: the department looks, and names the code when it confirms.</param>
/// <param name="Chinese">The same as a sentence.</param>
/// <param name="English">The sentence in English.</param>
public sealed record RenewalCheckContract(string Code, string Result, string Chinese, string English);

/// <summary>延续草案 in a list.</summary>
/// <param name="Identifier">证照标识 of the licence to be renewed.</param>
/// <param name="Type">Type code.</param>
/// <param name="TypeName">Name of the type.</param>
/// <param name="ValidTo">The last day of the licence.</param>
/// <param name="TermFrom">The first day of the term granted, the day after that.</param>
/// <param name="TermTo">The last day of the term granted.</param>
/// <param name="CanBeConfirmed">Whether no check failed.</param>
/// <param name="Checks">Everything that was looked at.</param>
public sealed record RenewalSummaryResponse(
    string Identifier,
    string Type,
    string TypeName,
    string ValidTo,
    string TermFrom,
    string TermTo,
    bool CanBeConfirmed,
    IReadOnlyList<RenewalCheckContract> Checks);

/// <summary>A page of drafts, in the order of their last days.</summary>
/// <param name="Renewals">At most as many as asked for; fewer do not mean that the list ends.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
public sealed record RenewalListResponse(IReadOnlyList<RenewalSummaryResponse> Renewals, string? Cursor);

/// <summary>One field filled in.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Label">Label as printed.</param>
/// <param name="Value">Value as it will be printed.</param>
public sealed record RenewalFieldContract(string Name, string Label, string Value);

/// <summary>延续草案: what the holder is shown and agrees to.</summary>
/// <param name="Identifier">证照标识 of the licence to be renewed.</param>
/// <param name="Type">Type code.</param>
/// <param name="TypeName">Name of the type.</param>
/// <param name="Edition">Edition of the type under which it would be renewed.</param>
/// <param name="Version">Version that the renewed licence gets.</param>
/// <param name="ValidTo">The last day of the licence.</param>
/// <param name="WindowOpens">The first day on which it can be renewed.</param>
/// <param name="TermFrom">The first day of the term granted, the day after the last day of the licence.</param>
/// <param name="TermTo">The last day of the term granted. The new version is valid from the day of the confirmation up to it.</param>
/// <param name="CanBeConfirmed">Whether no check failed.</param>
/// <param name="Checks">Everything that was looked at.</param>
/// <param name="Fields">The face filled in, in printed order.</param>
/// <param name="Draft">64 hexadecimal digits that stand for all this; a confirmation names them.</param>
public sealed record RenewalResponse(
    string Identifier,
    string Type,
    string TypeName,
    int Edition,
    int Version,
    string ValidTo,
    string WindowOpens,
    string TermFrom,
    string TermTo,
    bool CanBeConfirmed,
    IReadOnlyList<RenewalCheckContract> Checks,
    IReadOnlyList<RenewalFieldContract> Fields,
    string Draft);

/// <summary>确认: what a department's system sends once the holder has agreed.</summary>
/// <param name="Draft">The draft that the holder was shown.</param>
/// <param name="ConfirmedBy">The holder's account, or the reference of the one-time code: 1 to 64 visible ASCII characters. Kept sealed.</param>
/// <param name="Operator">经办人: account at the department, 1 to 64 visible ASCII characters. Kept sealed.</param>
/// <param name="Checked">Codes of the checks that the draft leaves to the department, every one; the operator answers for them.</param>
/// <param name="LegalBasis">The provision it rests on. Left out: the one that the type names.</param>
/// <param name="DecidedOn">Day of the decision; today where it is left out.</param>
/// <param name="Note">Up to 500 characters more; kept sealed.</param>
public sealed record RenewalConfirmationRequest(
    string Draft, string ConfirmedBy, string Operator, IReadOnlyList<string>? Checked, string? LegalBasis, string? DecidedOn, string? Note);

/// <summary>The version that a confirmation brought about.</summary>
/// <param name="Identifier">证照标识 of the new version.</param>
/// <param name="Previous">证照标识 of the version that it took the place of.</param>
/// <param name="ValidFrom">First day of validity.</param>
/// <param name="ValidTo">Last day of validity.</param>
/// <param name="Index">Index of the event in the log.</param>
/// <param name="LeafHash">SHA-256 Merkle leaf hash of the event, base64.</param>
/// <param name="LogSize">Size of the signed checkpoint that covers it.</param>
/// <param name="Anchor"><c>anchored</c>, or <c>pending</c> (上链待确认).</param>
/// <param name="CheckCode">16 characters, printed on the licence.</param>
public sealed record RenewedLicenceResponse(
    string Identifier, string Previous, string ValidFrom, string ValidTo, long Index, string LeafHash, long LogSize, string Anchor, string CheckCode);
