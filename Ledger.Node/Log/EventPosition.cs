using Ledger.Crypto.Hashing;

namespace Ledger.Node.Log;

/// <summary>Where in the log an event stands.</summary>
/// <param name="Index">Its index, from 0.</param>
/// <param name="Time">When the ledger wrote it; all events of one group bear the same time.</param>
/// <param name="LeafHash">Its RFC 6962 leaf hash in the SHA-256 tree.</param>
internal readonly record struct EventPosition(long Index, DateTimeOffset Time, Digest LeafHash);
