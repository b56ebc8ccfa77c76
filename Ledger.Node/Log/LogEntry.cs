using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>One leaf as followers of the log read it: an event with its body, or a MapCommit.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Event">The event leaf, or null.</param>
/// <param name="Body">The event's body, or null.</param>
/// <param name="Commit">The MapCommit, or null.</param>
internal sealed record LogEntry(long Index, EventLeaf? Event, byte[]? Body, MapCommit? Commit)
{
    /// <summary>The entries from an index up to the end of the signed checkpoint, read as they are asked for.</summary>
    /// <exception cref="StoreException">A row is missing or damaged.</exception>
    public static IEnumerable<LogEntry> From(LedgerRead rows, long index) =>
        LogEntries.Own(rows).From(index, rows.Head?.Size ?? 0).Select((leaf, offset) => Of(rows, index + offset, leaf.Span));

    /// <summary>One entry.</summary>
    /// <exception cref="StoreException">It is missing or damaged.</exception>
    public static LogEntry Read(LedgerRead rows, long index) => Of(rows, index, LogEntries.Own(rows).Leaf(index).Span);

    private static LogEntry Of(LedgerRead rows, long index, ReadOnlySpan<byte> leaf) => MapCommit.Is(leaf)
        ? new LogEntry(index, Event: null, Body: null, MapCommit.Parse(leaf))
        : new LogEntry(index, EventLeaf.Parse(leaf), rows.Get(Column.Bodies, LogRows.Number(index)), Commit: null);
}
