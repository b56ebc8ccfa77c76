using Google.Protobuf;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>Index rows that stand together: those behind one prefix whose position lies between two bounds.</summary>
/// <param name="Column">Where.</param>
/// <param name="Prefix">How their keys begin; the position is the rest.</param>
/// <param name="From">No position before this one; empty for no bound.</param>
/// <param name="End">Only positions before this one; null for no bound.</param>
internal sealed record LicenceRange(Column Column, byte[] Prefix, byte[] From, byte[]? End)
{
    /// <summary>The rows in the order of their positions.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="after">The position to go on after, or null to start at the beginning.</param>
    /// <param name="limit">At most this many.</param>
    public IEnumerable<LicenceHit> Read(LedgerRead read, byte[]? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(read);

        // No row has the bound itself for its position, which is longer: going on after it leaves none out.
        byte[] start = after.AsSpan().SequenceCompareTo(From) > 0 ? after! : From;
        return read.Scan(Column, Prefix, [.. Prefix, .. start], limit)
            .Select(row => Hit(row.Key.AsSpan(Prefix.Length), row.Value))
            .TakeWhile(hit => End is null || hit.Position.AsSpan().SequenceCompareTo(End) < 0);
    }

    /// <summary>The rows of several ranges in the one order of their positions, read as they are asked for.</summary>
    public static IEnumerable<LicenceHit> ReadAll(IReadOnlyList<LicenceRange> ranges, LedgerRead read, byte[]? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        PriorityQueue<IEnumerator<LicenceHit>, byte[]> next = new(PositionOrder);
        foreach (LicenceRange range in ranges)
        {
            Advance(next, range.Read(read, after, limit).GetEnumerator());
        }

        while (next.TryDequeue(out IEnumerator<LicenceHit>? first, out _))
        {
            yield return first.Current;
            Advance(next, first);
        }
    }

    private static Comparer<byte[]> PositionOrder { get; } =
        Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));

    private static void Advance(PriorityQueue<IEnumerator<LicenceHit>, byte[]> next, IEnumerator<LicenceHit> rows)
    {
        if (rows.MoveNext())
        {
            next.Enqueue(rows, rows.Current.Position);
        }
        else
        {
            rows.Dispose();
        }
    }

    private static LicenceHit Hit(ReadOnlySpan<byte> position, byte[] value)
    {
        (ByteString handle, DateOnly firstDay) = LicenceIndex.Read(value);
        return new LicenceHit(position.ToArray(), handle, firstDay);
    }
}
