using System.Runtime.InteropServices;

namespace Ledger.Node.Storage;

/// <summary>
/// The rows of the ledger on disk: a RocksDB database, which these files alone name. A batch is on the disk when
/// <see cref="Write"/> returns. Any number of threads may read and write.
/// </summary>
internal sealed unsafe partial class StateStore : IDisposable
{
    private const int MostMerges = 16;
    private readonly Database _database;
    private readonly nint[] _columns;
    private readonly nint _readOptions = Native.rocksdb_readoptions_create();
    private readonly nint _writeOptions = Native.rocksdb_writeoptions_create();

    private StateStore(Database database, nint[] columns, GrownCache grown)
    {
        _database = database;
        _columns = columns;
        Grown = grown;

        // Without this an acknowledged row survives a crash of the process, but not of the machine.
        Native.rocksdb_writeoptions_set_sync(_writeOptions, 1);
    }

    /// <summary>What readers worked out of rows that only grow, kept for the next reader.</summary>
    public GrownCache Grown { get; }

    /// <summary>Opens the database, making it when absent.</summary>
    /// <exception cref="StoreException">It is in use, damaged or not writable, or the native library is missing.</exception>
    public static StateStore Open(StoreOptions options)
    {
        try
        {
            return OpenColumns(options);
        }
        catch (DllNotFoundException missing)
        {
            throw new StoreException(
                StoreFault.NotInstalled, "RocksDB is not installed: librocksdb.so.7.8 is missing. Install the Debian package librocksdb7.8.", missing);
        }
    }

    /// <summary>The value of a row, or null; without a snapshot the newest.</summary>
    /// <exception cref="StoreException">The stored bytes are damaged or cannot be read.</exception>
    public byte[]? Get(Column column, ReadOnlySpan<byte> key, StoreSnapshot? snapshot = null)
    {
        byte* err = null;
        nint slice;
        fixed (byte* keyBytes = key)
        {
            slice = Native.rocksdb_get_pinned_cf(
                _database, snapshot?.ReadOptions ?? _readOptions, _columns[(int)column], keyBytes, (nuint)key.Length, &err);
        }

        ThrowIfFailed(err, ReadFailure);
        if (slice == 0)
        {
            return null;
        }

        nuint length;
        byte* value = Native.rocksdb_pinnableslice_value(slice, &length);
        byte[]? copy = value is null ? null : new ReadOnlySpan<byte>(value, (int)length).ToArray();
        Native.rocksdb_pinnableslice_destroy(slice);
        return copy;
    }

    /// <summary>
    /// The first <paramref name="limit"/> rows, in key order, whose key begins with the prefix and, unless it is empty,
    /// sorts after <paramref name="after"/>; without a snapshot the newest.
    /// </summary>
    /// <exception cref="StoreException">Stored bytes on the way are damaged or cannot be read.</exception>
    public IReadOnlyList<KeyValuePair<byte[], byte[]>> Scan(
        Column column, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> after, int limit, StoreSnapshot? snapshot = null)
    {
        ReadOnlySpan<byte> start = after.SequenceCompareTo(prefix) > 0 ? after : prefix;
        return Scan(column, start, RowBits.Behind(prefix, 8 * prefix.Length), after, limit, snapshot);
    }

    /// <summary>All rows, in key order, whose key has the same first bits as another; without a snapshot the newest.</summary>
    /// <exception cref="StoreException">Stored bytes on the way are damaged or cannot be read.</exception>
    public IReadOnlyList<KeyValuePair<byte[], byte[]>> ScanBits(Column column, ReadOnlySpan<byte> key, int bits, StoreSnapshot? snapshot = null) =>
        Scan(column, RowBits.First(key, bits), RowBits.Behind(key, bits), [], int.MaxValue, snapshot);

    /// <summary>Keeps the present moment readable until the result is disposed of.</summary>
    public StoreSnapshot Snapshot()
    {
        nint snapshot = Native.rocksdb_create_snapshot(_database);
        nint options = Native.rocksdb_readoptions_create();
        Native.rocksdb_readoptions_set_snapshot(options, snapshot);
        return new StoreSnapshot(snapshot, options, () =>
        {
            Native.rocksdb_readoptions_destroy(options);
            if (!_database.IsClosed)
            {
                Native.rocksdb_release_snapshot(_database, snapshot);
            }
        });
    }

    /// <summary>
    /// Rewrites what the database's files hold around some rows, so that of removed ones no byte is left in them: the write-ahead log is made
    /// into files and dropped, and those files are merged to the bottom. What snapshots still see stays. Costs as much as the files are long.
    /// </summary>
    /// <exception cref="StoreException">The disk failed.</exception>
    public void Purge(Column column, IEnumerable<byte[]> keys)
    {
        nint flush = Native.rocksdb_flushoptions_create();
        nint options = Native.rocksdb_compactoptions_create();
        Native.rocksdb_compactoptions_set_bottommost_level_compaction(options, ForceBottom);
        try
        {
            // A write-ahead log goes only once no column needs it.
            foreach (nint each in _columns)
            {
                byte* err = null;
                Native.rocksdb_flush_cf(_database, flush, each, &err);
                ThrowIfFailed(err, ReadFailure);
            }

            // Each merge rewrites at least a file: of many keys the whole range between them is merged at once.
            byte[][] ordered = [.. keys.OrderBy(key => KeyValuePair.Create(key, (byte[]?)null), RowOrder.Instance)];
            foreach ((byte[] first, byte[] last) in ordered.Length > MostMerges ? [(ordered[0], ordered[^1])] : ordered.Select(key => (key, key)))
            {
                fixed (byte* begin = first, end = last)
                {
                    Native.rocksdb_compact_range_cf_opt(_database, _columns[(int)column], options, begin, (nuint)first.Length, end, (nuint)last.Length);
                }
            }
        }
        finally
        {
            Native.rocksdb_flushoptions_destroy(flush);
            Native.rocksdb_compactoptions_destroy(options);
        }
    }

    /// <summary>Makes a complete copy that can be opened by itself, sharing unchanged files where the file system can.</summary>
    /// <param name="folder">A folder that does not exist yet.</param>
    /// <exception cref="StoreException">The copy could not be made.</exception>
    public void CopyTo(string folder)
    {
        byte* err = null;
        nint checkpoint = Native.rocksdb_checkpoint_object_create(_database, &err);
        ThrowIfFailed(err, CopyFailure);
        fixed (byte* path = Terminated(folder))
        {
            Native.rocksdb_checkpoint_create(checkpoint, path, 0, &err);
        }

        Native.rocksdb_checkpoint_object_destroy(checkpoint);
        ThrowIfFailed(err, CopyFailure);
    }

    /// <summary>Closes the database. Snapshots may be disposed of afterwards, but no longer read.</summary>
    public void Dispose()
    {
        if (!_database.IsClosed)
        {
            _database.Dispose();
            Native.rocksdb_readoptions_destroy(_readOptions);
            Native.rocksdb_writeoptions_destroy(_writeOptions);
            nint spare = Interlocked.Exchange(ref _spare, 0);
            if (spare != 0)
            {
                Native.rocksdb_writebatch_destroy(spare);
            }
        }
    }

    private List<KeyValuePair<byte[], byte[]>> Scan(
        Column column, ReadOnlySpan<byte> start, ReadOnlySpan<byte> bound, ReadOnlySpan<byte> after, int limit, StoreSnapshot? snapshot)
    {
        bool isHeld = false;
        nint snapshotHandle = snapshot?.Handle ?? 0;
        nint options = Native.rocksdb_readoptions_create();
        try
        {
            _database.DangerousAddRef(ref isHeld); // the iterator must not outlive the database
            Native.rocksdb_readoptions_set_snapshot(options, snapshotHandle);

            // The library keeps the pointer, not the bytes: pinned for as long as the iterator lives.
            fixed (byte* boundBytes = bound, startBytes = start)
            {
                if (bound.Length > 0)
                {
                    Native.rocksdb_readoptions_set_iterate_upper_bound(options, boundBytes, (nuint)bound.Length);
                }

                nint iterator = Native.rocksdb_create_iterator_cf(_database, options, _columns[(int)column]);
                Native.rocksdb_iter_seek(iterator, startBytes, (nuint)start.Length);
                return Read(iterator, after, limit);
            }
        }
        finally
        {
            Native.rocksdb_readoptions_destroy(options);
            if (isHeld)
            {
                _database.DangerousRelease();
            }
        }
    }

    private static List<KeyValuePair<byte[], byte[]>> Read(nint iterator, ReadOnlySpan<byte> after, int limit)
    {
        List<KeyValuePair<byte[], byte[]>> rows = [];
        byte* err = null;
        for (; rows.Count < limit && Native.rocksdb_iter_valid(iterator) != 0; Native.rocksdb_iter_next(iterator))
        {
            nuint keyLength, valueLength;
            byte* key = Native.rocksdb_iter_key(iterator, &keyLength);
            byte* value = Native.rocksdb_iter_value(iterator, &valueLength);
            ReadOnlySpan<byte> keyBytes = new(key, (int)keyLength);
            if (after.IsEmpty || !keyBytes.SequenceEqual(after))
            {
                rows.Add(new(keyBytes.ToArray(), new ReadOnlySpan<byte>(value, (int)valueLength).ToArray()));
            }
        }

        // Damage looks like the end of the data until one asks.
        Native.rocksdb_iter_get_error(iterator, &err);
        Native.rocksdb_iter_destroy(iterator);
        ThrowIfFailed(err, ReadFailure);
        return rows;
    }

    private static StoreException ReadFailure(string message) => new(FaultOf(message), $"The database could not be read: {message}");

    private static StoreException CopyFailure(string message) => new(FaultOf(message), $"The database could not be copied: {message}");

    private static void ThrowIfFailed(byte* err, Func<string, StoreException> failure)
    {
        if (err is not null)
        {
            string message = Marshal.PtrToStringUTF8((nint)err) ?? string.Empty;
            Native.rocksdb_free(err);
            throw failure(message);
        }
    }
}
