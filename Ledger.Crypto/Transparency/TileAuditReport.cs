using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>What an audit found. What it did not reach before the first difference is null or counted only so far.</summary>
/// <param name="Origin">Origin of the log, or null where its checkpoint could not be believed.</param>
/// <param name="Size">Size of the signed checkpoint.</param>
/// <param name="Leaves">Leaves read and hashed.</param>
/// <param name="Events">Events by type; empty for a log of other leaves.</param>
/// <param name="MapCommits">Map commits, each of which was recomputed.</param>
/// <param name="Sha256Root">Root recomputed from the leaves.</param>
/// <param name="Sm3Root">SM3 root recomputed from the leaves, or null for a log of other leaves.</param>
/// <param name="MapRoot">Root of the status map recomputed from the leaves, or null for a log of other leaves.</param>
/// <param name="TwinChecked">Whether the SM3 twin's signed checkpoint and tiles were compared too.</param>
/// <param name="Difference">The first difference, or null: all of it holds.</param>
public sealed record TileAuditReport(
    string? Origin,
    long Size,
    long Leaves,
    IReadOnlyDictionary<EventType, long> Events,
    long MapCommits,
    Digest? Sha256Root,
    Digest? Sm3Root,
    Digest? MapRoot,
    bool TwinChecked,
    AuditDifference? Difference);
