using System.Collections.Concurrent;

namespace Ledger.Node.Storage;

/// <summary>
/// Values worked out of rows that only ever grow: what was true of a row stays true, so that a value may serve every reader,
/// whatever the moment it reads at. Bounded in bytes; a value that was not asked for lately goes first. For any number of threads.
/// </summary>
/// <param name="maxBytes">Bytes of all values together; a little more for moments.</param>
internal sealed class GrownCache(long maxBytes)
{
    // What a key, its entry and their places in both collections take, roughly.
    private const int OverheadBytes = 192;

    private readonly ConcurrentDictionary<byte[], Entry> _entries = new(RowBytes.Instance);
    private readonly ConcurrentQueue<byte[]> _order = new();
    private long _bytes;

    /// <summary>Bytes taken at present.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What was kept under a column and a key, or null.</summary>
    public T? Get<T>(Column column, ReadOnlySpan<byte> key)
        where T : class
    {
        Span<byte> name = stackalloc byte[1 + key.Length];
        Name(name, column, key);
        if (!_entries.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out Entry? entry))
        {
            return null;
        }

        entry.IsUsed = true;
        return (T)entry.Value;
    }

    /// <summary>Keeps a value, in place of what was there before.</summary>
    /// <param name="column">The row's column.</param>
    /// <param name="key">The row's key.</param>
    /// <param name="value">Never changed afterwards.</param>
    /// <param name="bytes">What it takes.</param>
    public void Put(Column column, ReadOnlySpan<byte> key, object value, int bytes)
    {
        byte[] name = new byte[1 + key.Length];
        Name(name, column, key);
        Entry entry = new(value, bytes + OverheadBytes);
        if (_entries.TryGetValue(name, out Entry? before) && _entries.TryUpdate(name, entry, before))
        {
            Interlocked.Add(ref _bytes, entry.Bytes - before.Bytes);
        }
        else if (_entries.TryAdd(name, entry))
        {
            Interlocked.Add(ref _bytes, entry.Bytes);
            _order.Enqueue(name);
        }

        Shrink();
    }

    private static void Name(Span<byte> name, Column column, ReadOnlySpan<byte> key)
    {
        name[0] = (byte)column;
        key.CopyTo(name[1..]);
    }

    // The oldest goes, unless it was used since it was looked at last: then it counts as new once more.
    private void Shrink()
    {
        while (Bytes > maxBytes && _order.TryDequeue(out byte[]? oldest))
        {
            if (_entries.TryGetValue(oldest, out Entry? entry) && entry.IsUsed)
            {
                entry.IsUsed = false;
                _order.Enqueue(oldest);
            }
            else if (_entries.TryRemove(oldest, out entry))
            {
                Interlocked.Add(ref _bytes, -entry.Bytes);
            }
        }
    }

    private sealed class Entry(object value, int bytes)
    {
        public object Value { get; } = value;

        public int Bytes { get; } = bytes;

        public volatile bool IsUsed;
    }
}
