using Ledger.Crypto.Transparency;

namespace Ledger.Node.Federation;

/// <summary>A witness's answer to what it has seen of a log.</summary>
/// <param name="Checkpoint">The newest checkpoint, under the log's own signature; null when it has seen none.</param>
internal sealed record RememberedCheckpoint(Checkpoint? Checkpoint);
