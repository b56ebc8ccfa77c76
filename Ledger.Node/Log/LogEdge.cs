using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>All the writer must remember to go on: the right edges of both trees and of the leaves, the status map, the last leaf.</summary>
/// <param name="Entries">The last entry bundle; not to be appended to, but cloned.</param>
/// <param name="Sha256">Right edge of the SHA-256 tree; not to be appended to, but cloned.</param>
/// <param name="Sm3">Right edge of the SM3 tree; not to be appended to, but cloned.</param>
/// <param name="Map">The status map over all leaves.</param>
/// <param name="Last">The last leaf, or null for an empty log.</param>
internal sealed record LogEdge(GrowingEntries Entries, GrowingTree Sha256, GrowingTree Sm3, StatusMap Map, MapCommit? Last)
{
    /// <summary>The edge of a log without leaves.</summary>
    public static LogEdge Empty
    {
        get
        {
            StatusMap map = StatusRows.EmptyMap;
            return new LogEdge(new GrowingEntries(EntryColumn.Own), new GrowingTree(TileColumn.Sha256), new GrowingTree(TileColumn.Sm3), map, Last: null)
            {
                Known = new KnownStatuses(map),
            };
        }
    }

    /// <summary>The subjects of the map, in memory; shared by the edges that follow from one another.</summary>
    public required KnownStatuses Known { get; init; }

    /// <summary>Where the audit log beside it ends.</summary>
    public AuditEdge Audit { get; init; } = AuditEdge.Empty;

    /// <summary>Number of leaves.</summary>
    public long Size => Sha256.Size;

    /// <summary>A copy that grows on its own.</summary>
    public LogEdge Copy() => this with { Entries = Entries.Clone(), Sha256 = Sha256.Clone(), Sm3 = Sm3.Clone() };
}
