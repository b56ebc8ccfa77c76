using Ledger.Crypto.Transparency;

namespace Ledger.Node.Federation;

/// <summary>A witness's answer to what it has seen of a log.</summary>
/// <param name="Checkpoint">The newest checkpoint, under the log's own signature; null when it has seen none.</param>
/// <param name="IsWhole">
/// Whether the witness vouches that it has seen nothing newer. One in quarantine does not: its memory may have been rolled back. What
/// it shows is evidence all the same.
/// </param>
internal sealed record RememberedCheckpoint(Checkpoint? Checkpoint, bool IsWhole);
