using Ledger.Node.Log;

namespace Ledger.Node.Seals;

/// <summary>What something done with a grant left.</summary>
/// <param name="Grant">The grant as it is now.</param>
/// <param name="Receipt">The place of the event in the log.</param>
internal sealed record GrantChange(SealGrant Grant, LogReceipt Receipt);
