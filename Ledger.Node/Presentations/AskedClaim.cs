using Ledger.Crypto.Presentations;

namespace Ledger.Node.Presentations;

/// <summary>A question that the holder lets be answered without showing the data behind it.</summary>
/// <param name="Kind">The question.</param>
/// <param name="Type">有效许可: 21-character code of the type; null for the licence's own, and for other questions.</param>
/// <param name="Since">有效许可: the day since which; null for other questions.</param>
internal sealed record AskedClaim(ClaimKind Kind, string? Type, DateOnly? Since);
