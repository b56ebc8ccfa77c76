using System.Diagnostics.CodeAnalysis;

namespace Ledger.Node.Storage;

/// <summary>
/// Changes that reach the store together or not at all, readable before they do: a turn sees its own, a group sees those of its turns.
/// </summary>
internal sealed class WriteBatch
{
    private readonly SortedSet<KeyValuePair<byte[], byte[]?>>?[] _columns =
        new SortedSet<KeyValuePair<byte[], byte[]?>>?[ColumnRules.All.Count];

    /// <summary>Whether nothing was put or deleted.</summary>
    public bool IsEmpty => _columns.All(column => column is null);

    /// <summary>Sets a row; the arrays must not be changed afterwards.</summary>
    public void Put(Column column, byte[] key, byte[] value) => Set(column, key, value);

    /// <summary>Removes a row, if it is there.</summary>
    public void Delete(Column column, byte[] key) => Set(column, key, null);

    /// <summary>Whether this batch says anything of the row: its value, or null for deleted.</summary>
    public bool TryGet(Column column, byte[] key, out byte[]? value)
    {
        KeyValuePair<byte[], byte[]?> found = default;
        bool isChanged = _columns[(int)column]?.TryGetValue(new(key, null), out found) ?? false;
        value = found.Value;
        return isChanged;
    }

    /// <summary>The changes of one column in key order; a null value is a deletion.</summary>
    public IEnumerable<KeyValuePair<byte[], byte[]?>> Changes(Column column) => _columns[(int)column] ?? [];

    /// <summary>The changes to rows whose key begins with the prefix and sorts after <paramref name="after"/>, in key order.</summary>
    public IEnumerable<KeyValuePair<byte[], byte[]?>> Changes(Column column, byte[] prefix, byte[]? after)
    {
        SortedSet<KeyValuePair<byte[], byte[]?>>? changes = _columns[(int)column];
        KeyValuePair<byte[], byte[]?> start = new(after is not null && after.AsSpan().SequenceCompareTo(prefix) > 0 ? after : prefix, null);
        if (changes is null || changes.Comparer.Compare(start, changes.Max) > 0)
        {
            return [];
        }

        return changes.GetViewBetween(start, changes.Max)
            .SkipWhile(change => after is not null && change.Key.AsSpan().SequenceEqual(after))
            .TakeWhile(change => change.Key.AsSpan().StartsWith(prefix));
    }

    /// <summary>Takes over all changes of another batch, the later winning.</summary>
    public void Absorb(WriteBatch later)
    {
        foreach (Column column in ColumnRules.All)
        {
            foreach ((byte[] key, byte[]? value) in later.Changes(column))
            {
                Set(column, key, value);
            }
        }
    }

    [SuppressMessage("Performance", "CA1868", Justification = "An equal key must give way to the new value.")]
    private void Set(Column column, byte[] key, byte[]? value)
    {
        SortedSet<KeyValuePair<byte[], byte[]?>> changes = _columns[(int)column] ??= new(RowOrder.Instance);
        KeyValuePair<byte[], byte[]?> change = new(key, value);
        if (!changes.Add(change))
        {
            changes.Remove(change);
            changes.Add(change);
        }
    }
}
