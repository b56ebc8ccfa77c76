using Ledger.Crypto.Signing;

namespace Ledger.Node.Outgoing;

/// <summary>A key by which an answer may be signed.</summary>
/// <param name="Id">Its name in answers.</param>
/// <param name="Key">The key.</param>
internal sealed record ExpectedKey(string Id, VerifyingKey Key);
