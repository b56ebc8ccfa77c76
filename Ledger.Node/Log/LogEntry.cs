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

    /// <summary>An event and those before it of the same subject, the newest first, by the chain in their leaves; read as they are asked for.</summary>
    /// <param name="rows">Where to read.</param>
    /// <param name="newest">Index of the event to begin with; null for none.</param>
    /// <exception cref="StoreException">A row is missing or damaged. A body that a recovery lost is null.</exception>
    public static IEnumerable<LogEntry> Back(LedgerRead rows, long? newest)
    {
        for (long? index = newest; index is long at;)
        {
            LogEntry entry = Read(rows, at);
            if (entry.Body is null && rows.Get(Column.LostBodies, LogRows.Number(at)) is null)
            {
                throw new StoreException($"The body of leaf {at} is missing.");
            }

            yield return entry;
            index = entry.Event?.PreviousIndex;
        }
    }

    /// <summary>Index of the first leaf that is not older; leaves stand in the order of their times.</summary>
    public static long FirstSince(LedgerRead read, DateTimeOffset since)
    {
        (long low, long high) = (0, read.Head?.Size ?? 0);
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            LogEntry entry = Read(read, middle);
            (low, high) = (entry.Event?.Time ?? entry.Commit!.Time) < since ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static LogEntry Of(LedgerRead rows, long index, ReadOnlySpan<byte> leaf) => MapCommit.Is(leaf)
        ? new LogEntry(index, Event: null, Body: null, MapCommit.Parse(leaf))
        : new LogEntry(index, EventLeaf.Parse(leaf), rows.Get(Column.Bodies, LogRows.Number(index)), Commit: null);
}
