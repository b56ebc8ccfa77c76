using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// Where the leaves of one log lie: entry bundles as c2sp.org/tlog-tiles has them (up to 256 leaves, each behind its length in two
/// bytes), under <c>prefix ‖ u64 number</c>. The last bundle grows, so that a partial one is the beginning of the row.
/// <see cref="GrowingEntries"/> writes, <see cref="LogEntries"/> reads.
/// </summary>
/// <param name="Column">The column.</param>
/// <param name="Prefix">What sets this log's keys apart from others' in the same column; one length for all of them.</param>
internal sealed record EntryColumn(Column Column, ReadOnlyMemory<byte> Prefix = default)
{
    /// <summary>This node's own log.</summary>
    public static EntryColumn Own { get; } = new(Column.Entries);

    /// <summary>The key of a bundle.</summary>
    public byte[] Key(long number) => new RowKey().AddFixed(Prefix.Span).Add(number).ToArray();
}
