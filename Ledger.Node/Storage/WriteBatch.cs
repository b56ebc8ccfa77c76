namespace Ledger.Node.Storage;

/// <summary>
/// Changes that reach the store together or not at all, readable before they do: a turn sees its own, a group sees those of its turns.
/// </summary>
internal sealed class WriteBatch
{
    private readonly ColumnChanges?[] _columns = new ColumnChanges?[ColumnRules.All.Count];

    /// <summary>Whether nothing was put or deleted.</summary>
    public bool IsEmpty => _columns.All(column => column is null);

    /// <summary>Sets a row.</summary>
    public void Put(Column column, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Of(column).Set(key, value);

    /// <summary>Sets a row whose value must not be changed afterwards: a long one is not copied.</summary>
    public void PutKept(Column column, byte[] key, byte[] value) => Of(column).Set(key, value);

    /// <summary>Removes a row, if it is there.</summary>
    public void Delete(Column column, ReadOnlySpan<byte> key) => Of(column).Delete(key);

    /// <summary>Whether this batch says anything of the row: its value, or null for deleted.</summary>
    public bool TryGet(Column column, ReadOnlySpan<byte> key, out byte[]? value)
    {
        value = null;
        return _columns[(int)column]?.TryGet(key, out value) ?? false;
    }

    /// <summary>The changes of one column, or null for none.</summary>
    public ColumnChanges? Changes(Column column) => _columns[(int)column];

    /// <summary>The changes to rows whose key begins with the prefix and sorts after <paramref name="after"/>, in key order.</summary>
    public IEnumerable<KeyValuePair<byte[], byte[]?>> Changes(Column column, byte[] prefix, byte[]? after) =>
        _columns[(int)column]?.InOrder(prefix, after) ?? [];

    /// <summary>Takes over all changes of another batch, the later winning. That one has none afterwards.</summary>
    public void Absorb(WriteBatch later)
    {
        foreach (Column column in ColumnRules.All)
        {
            if (later._columns[(int)column] is not ColumnChanges changes)
            {
                continue;
            }

            // The first turn of a group is often the only one, and large.
            if (_columns[(int)column] is null)
            {
                _columns[(int)column] = changes;
                later._columns[(int)column] = null;
            }
            else
            {
                Of(column).Absorb(changes);
            }
        }

        later.Release();
    }

    /// <summary>Gives back the room that the changes take, which are written or given up: there are none any more.</summary>
    public void Release()
    {
        foreach (ColumnChanges? changes in _columns)
        {
            changes?.Release();
        }

        Array.Clear(_columns);
    }

    private ColumnChanges Of(Column column) => _columns[(int)column] ??= new ColumnChanges();
}
