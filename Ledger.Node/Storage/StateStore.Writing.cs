namespace Ledger.Node.Storage;

/// <summary>Writing: each caller's batch by itself.</summary>
internal sealed unsafe partial class StateStore
{
    private const int LongestKeptBatch = 16 << 20;
    private nint _spare; // the library's batch of a write that is over, empty, with its room; 0 for none

    /// <summary>Writes all changes or none. When this returns, they are on the disk.</summary>
    /// <exception cref="StoreException">
    /// The disk failed. The changes may be found there or not after the next start; the store must not be written again.
    /// </exception>
    public void Write(WriteBatch batch)
    {
        nint native = Interlocked.Exchange(ref _spare, 0);
        native = native == 0 ? Native.rocksdb_writebatch_create() : native;
        byte* err = null;
        try
        {
            foreach (Column column in ColumnRules.All)
            {
                if (batch.Changes(column) is ColumnChanges changes)
                {
                    Fill(native, _columns[(int)column], changes);
                }
            }

            Native.rocksdb_write(_database, _writeOptions, native, &err);
        }
        finally
        {
            Keep(native);
        }

        ThrowIfFailed(err, message => new StoreException(StoreFault.Disk, $"The database could not be written: {message}"));
    }

    private static void Fill(nint batch, nint column, ColumnChanges changes)
    {
        // In the order of their keys each row's place in memory lies near the last one's, which the processor still has at hand: worth the ordering.
        foreach (int row in changes.InOrder())
        {
            ReadOnlySpan<byte> key = changes.KeyOf(row);
            ReadOnlySpan<byte> value = changes.IsDeleted(row) ? default : changes.ValueOf(row);
            fixed (byte* keyBytes = key, valueBytes = value)
            {
                if (changes.IsDeleted(row))
                {
                    Native.rocksdb_writebatch_delete_cf(batch, column, keyBytes, (nuint)key.Length);
                }
                else
                {
                    Native.rocksdb_writebatch_put_cf(batch, column, keyBytes, (nuint)key.Length, valueBytes, (nuint)value.Length);
                }
            }
        }
    }

    // Its room stays for the next batch, so that it does not grow anew each time; that of an unusually long one goes back.
    private void Keep(nint batch)
    {
        nuint length;
        Native.rocksdb_writebatch_data(batch, &length);
        Native.rocksdb_writebatch_clear(batch);
        if (length > LongestKeptBatch || Interlocked.CompareExchange(ref _spare, batch, 0) != 0)
        {
            Native.rocksdb_writebatch_destroy(batch);
        }
    }
}
