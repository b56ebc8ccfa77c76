using Ledger.Node.Log;

namespace Ledger.Node.Seals;

/// <summary>What something done with a seal left.</summary>
/// <param name="Seal">The seal as it is now.</param>
/// <param name="Receipt">The place of the first event in the log.</param>
internal sealed record SealChange(Seal Seal, LogReceipt Receipt);
