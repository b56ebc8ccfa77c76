namespace Ledger.Api.Commands;

/// <summary>One thing that was looked at.</summary>
/// <param name="About">What: <c>machine</c>, <c>disk</c>, <c>sm2 verify</c>, <c>sm2 sign</c>, <c>sm3</c>, <c>sm4</c>, <c>settings</c>, <c>address</c>, <c>chain</c>.</param>
/// <param name="IsWell">Whether it is as it should be.</param>
/// <param name="Text">What was found.</param>
internal sealed record DoctorFinding(string About, bool IsWell, string Text);
