using Ledger.Node.Log;

namespace Ledger.Node.Licences;

/// <summary>A decision on one licence, as an authority asks for it to be entered.</summary>
/// <param name="Authority">The caller's authority, which must have issued the licence.</param>
/// <param name="Identifier">The licence.</param>
/// <param name="Decision">Ground, day and operator.</param>
/// <param name="Key">Makes repetition safe.</param>
internal sealed record LicenceDecision(string Authority, string Identifier, Decision Decision, RequestKey Key);
