namespace Ledger.Node.Storage;

/// <summary>
/// Changes that reach the store together or not at all, readable before they do: a turn sees its own, a group sees those of its turns.
/// </summary>
internal sealed class WriteBatch
{
    private readonly ColumnChanges?[] _columns = new ColumnChanges?[ColumnRules.All.Count];

    /// <summary>Whether nothing was put or deleted.</summary>
    public bool IsEmpty => _columns.All(column => column is null);

    /// <summary>Sets a row; the arrays must not be changed afterwards.</summary>
    public void Put(Column column, byte[] key, byte[] value) => Of(column).Set(key, value);

    /// <summary>Removes a row, if it is there.</summary>
    public void Delete(Column column, byte[] key) => Of(column).Set(key, null);

    /// <summary>Whether this batch says anything of the row: its value, or null for deleted.</summary>
    public bool TryGet(Column column, ReadOnlySpan<byte> key, out byte[]? value)
    {
        value = null;
        return _columns[(int)column]?.TryGet(key, out value) ?? false;
    }

    /// <summary>The changes of one column, in no order; a null value is a deletion.</summary>
    public IReadOnlyCollection<KeyValuePair<byte[], byte[]?>> Changes(Column column) => _columns[(int)column]?.All ?? [];

    /// <summary>The changes to rows whose key begins with the prefix and sorts after <paramref name="after"/>, in key order.</summary>
    public IEnumerable<KeyValuePair<byte[], byte[]?>> Changes(Column column, byte[] prefix, byte[]? after) =>
        _columns[(int)column]?.InOrder(prefix, after) ?? [];

    /// <summary>Takes over all changes of another batch, the later winning. Nothing may be put into that one afterwards.</summary>
    public void Absorb(WriteBatch later)
    {
        foreach (Column column in ColumnRules.All)
        {
            // The first turn of a group is often the only one, and large.
            if (_columns[(int)column] is null)
            {
                _columns[(int)column] = later._columns[(int)column];
                continue;
            }

            foreach ((byte[] key, byte[]? value) in later.Changes(column))
            {
                Of(column).Set(key, value);
            }
        }
    }

    private ColumnChanges Of(Column column) => _columns[(int)column] ??= new ColumnChanges();
}
