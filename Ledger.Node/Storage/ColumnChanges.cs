using System.Diagnostics.CodeAnalysis;

namespace Ledger.Node.Storage;

/// <summary>
/// The changes of a batch to one column. Most columns are asked for single rows only; order costs its comparisons where somebody
/// asks for it, from then on.
/// </summary>
internal sealed class ColumnChanges
{
    private readonly Dictionary<byte[], byte[]?> _rows = new(RowBytes.Instance);
    private SortedSet<KeyValuePair<byte[], byte[]?>>? _ordered;

    /// <summary>All changes, in no order.</summary>
    public IReadOnlyCollection<KeyValuePair<byte[], byte[]?>> All => _rows;

    /// <summary>Sets a row, or with null removes it.</summary>
    public void Set(byte[] key, byte[]? value)
    {
        _rows[key] = value;
        if (_ordered is not null)
        {
            Order(_ordered, new(key, value));
        }
    }

    /// <summary>Whether the row is changed, and to what.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, out byte[]? value) =>
        _rows.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out value);

    /// <summary>The changes to rows whose key begins with the prefix and sorts after <paramref name="after"/>, in key order.</summary>
    public IEnumerable<KeyValuePair<byte[], byte[]?>> InOrder(byte[] prefix, byte[]? after)
    {
        _ordered ??= new(_rows, RowOrder.Instance);
        KeyValuePair<byte[], byte[]?> start = new(after is not null && after.AsSpan().SequenceCompareTo(prefix) > 0 ? after : prefix, null);
        if (_ordered.Comparer.Compare(start, _ordered.Max) > 0)
        {
            return [];
        }

        return _ordered.GetViewBetween(start, _ordered.Max)
            .SkipWhile(change => after is not null && change.Key.AsSpan().SequenceEqual(after))
            .TakeWhile(change => change.Key.AsSpan().StartsWith(prefix));
    }

    [SuppressMessage("Performance", "CA1868", Justification = "An equal key must give way to the new value.")]
    private static void Order(SortedSet<KeyValuePair<byte[], byte[]?>> ordered, KeyValuePair<byte[], byte[]?> change)
    {
        if (!ordered.Add(change))
        {
            ordered.Remove(change);
            ordered.Add(change);
        }
    }
}
