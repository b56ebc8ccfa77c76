namespace Ledger.Api.Renewals;

/// <summary>延续申请 as its holder reads it.</summary>
/// <param name="Number">办件编号.</param>
/// <param name="Identifier">证照标识 of the licence to be renewed.</param>
/// <param name="State"><c>waiting</c>, <c>granted</c>, <c>refused</c>, or <c>lapsed</c>: the licence ended otherwise.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="Refusal">Why it was refused; null where it was not.</param>
/// <param name="RefusedAt">When it was refused; null where it was not.</param>
public sealed record RenewalApplicationContract(
    string Number, string Identifier, string State, DateTimeOffset SubmittedAt, string? Refusal, DateTimeOffset? RefusedAt);

/// <summary>What stands of the renewal of one of a person's licences.</summary>
/// <param name="Draft">The draft to agree to; null where there is none now.</param>
/// <param name="WhyNot">Why there is no draft; null where there is one.</param>
/// <param name="Application">The newest application; null where nobody applied.</param>
public sealed record OwnRenewalResponse(RenewalResponse? Draft, RenewalRefusalContract? WhyNot, RenewalApplicationContract? Application);

/// <summary>Why a licence has no draft now.</summary>
/// <param name="Chinese">As a sentence.</param>
/// <param name="English">The sentence in English.</param>
public sealed record RenewalRefusalContract(string Chinese, string English);

/// <summary>A holder applies for a renewal.</summary>
/// <param name="Draft">The 64 hexadecimal digits of the draft that the holder was shown.</param>
public sealed record RenewalApplicationRequest(string Draft);

/// <summary>An application that waits for the department.</summary>
/// <param name="Number">办件编号.</param>
/// <param name="Identifier">证照标识 of the licence to be renewed.</param>
/// <param name="Type">Type code.</param>
/// <param name="TypeName">Name of the type.</param>
/// <param name="ValidTo">The last day of the licence.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="Draft">The draft that the holder agreed to; the confirmation names it.</param>
/// <param name="ConfirmedBy">Account of who applied; the confirmation names it.</param>
public sealed record WaitingRenewalContract(
    string Number, string Identifier, string Type, string TypeName, string ValidTo, DateTimeOffset SubmittedAt, string Draft, string ConfirmedBy);

/// <summary>A page of applications that wait, the oldest first.</summary>
/// <param name="Applications">At most 50; fewer do not mean that the list ends.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
public sealed record RenewalApplicationListResponse(IReadOnlyList<WaitingRenewalContract> Applications, string? Cursor);

/// <summary>A department refuses what was applied for.</summary>
/// <param name="Reason">Why: 1 to 500 visible characters, which the holder reads.</param>
/// <param name="Operator">经办人: account at the department, 1 to 64 visible ASCII characters. Kept sealed.</param>
public sealed record RenewalRefusalRequest(string Reason, string Operator);
