using Ledger.Crypto.Signing;

namespace Ledger.Node.Log;

/// <summary>The two keys of a log. Neither ever signs for the other's tree.</summary>
/// <param name="Checkpoint">The Ed25519 key of the SHA-256 log.</param>
/// <param name="Sm3Checkpoint">The SM2 key of the SM3 twin.</param>
internal sealed record LedgerKeys(SigningKey Checkpoint, SigningKey Sm3Checkpoint);
