namespace Ledger.Api.Consents;

/// <summary>Another province's node asks for the objections to uses that a department of its province made here.</summary>
/// <param name="Authority">Unified social credit code of the department's authority.</param>
/// <param name="System">Name of its system.</param>
/// <param name="Envelope">To which the answer is sealed: SM2 encryption certificate, DER in base64.</param>
/// <param name="Cursor">The cursor of the page before; left out for the newest.</param>
public sealed record ProvinceObjectionsRequest(string Authority, string System, string Envelope, string? Cursor);

/// <summary>Another province's node hands on what a department answers to an objection.</summary>
/// <param name="Authority">Unified social credit code of the department's authority.</param>
/// <param name="System">Name of its system.</param>
/// <param name="Outcome"><c>upheld</c> (异议成立) or <c>rejected</c> (异议不成立).</param>
/// <param name="Text">Why: 1 to 500 visible characters. The holder reads it.</param>
/// <param name="Correction">What was done about it (改正措施), the same; sent where it is upheld, and only then.</param>
/// <param name="Operator">经办人: account of 1 to 64 visible ASCII characters.</param>
public sealed record ProvinceObjectionAnswerRequest(string Authority, string System, string Outcome, string Text, string? Correction, string Operator);
