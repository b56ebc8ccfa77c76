using Ledger.Crypto.Hashing;

namespace Ledger.Node.Log;

/// <summary>What the ledger answers for an event: it is on the disk and under a signed checkpoint.</summary>
/// <param name="Index">Its index in the log, from 0.</param>
/// <param name="LeafHash">Its RFC 6962 leaf hash in the SHA-256 tree.</param>
/// <param name="Size">Size of the first signed checkpoint that covers it; 0 within the turn, when there is none yet.</param>
/// <param name="Replayed">Whether the same request had been done before, so that nothing was done now.</param>
internal sealed record LogReceipt(long Index, Digest LeafHash, long Size, bool Replayed);
