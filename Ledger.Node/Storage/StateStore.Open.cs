using System.Runtime.InteropServices;
using System.Text;

namespace Ledger.Node.Storage;

/// <summary>Opening and closing: which options the database gets, and what a refusal means.</summary>
internal sealed unsafe partial class StateStore
{
    // RocksDB opens no database without this column family; the ledger keeps nothing in it.
    private const string DefaultColumn = "default";

    // kTolerateCorruptedTailRecords: a torn tail is an ordinary crash, one flipped bit is refused. The library's
    // own default opens such a database and silently drops half of it.
    private const int TolerateCorruptedTailRecords = 0;

    private const int NoCompression = 0;
    private const int Lz4 = 4;

    // BottommostLevelCompaction::kForce: the last files are rewritten too, or a removed row could stay in them.
    private const byte ForceBottom = 2;
    private const int Warn = 2;

    // kCompactionStyleUniversal: tables are merged with those of like length. The library's own way merges four new tables with all the old ones; where new
    // rows fall between all old ones that rewrites the whole column, again and again.
    private const int MergeByLength = 1;

    // Merged when there are so many. A lookup asks the filter of each.
    private const int TablesSideBySide = 8;

    // BlockBasedTableOptions::kTwoLevelIndexSearch: index and filter in pieces of 4 KiB. One filter for a table of a million rows and more is longer than
    // a shard of the block cache and would be read from the disk at every lookup.
    private const int TwoLevelIndex = 2;
    private const ulong SmallestBlob = 1024;

    // A filter over the rows in memory, as tables have theirs: 256 KiB for each half of the write buffer.
    private const double FilterShare = 1.0 / 128;

    private static StateStore OpenColumns(StoreOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        Column?[] all = [null, .. ColumnRules.All.Select(column => (Column?)column)];
        string[] names = [.. all.Select(column => column?.ToString() ?? DefaultColumn)];
        nint cache = Native.rocksdb_cache_create_lru(Mebibytes(options.BlockCacheMebibytes));
        nint[] made = [.. all.Select(column => MakeOptions(options, cache, column))];
        Native.rocksdb_cache_destroy(cache); // the options keep it alive
        nint[] columns = new nint[names.Length];
        byte[] path = Terminated(options.Folder);
        nint[] texts = [.. names.Select(Marshal.StringToCoTaskMemUTF8)];
        byte* err = null;
        nint database;
        fixed (byte* folder = path)
        fixed (nint* namePointers = texts, columnOptions = made, handles = columns)
        {
            database = Native.rocksdb_open_column_families(
                made[0], folder, names.Length, (byte**)namePointers, columnOptions, handles, &err);
        }

        Array.ForEach(texts, Marshal.FreeCoTaskMem);
        Array.ForEach(made, Native.rocksdb_options_destroy);
        ThrowIfFailed(err, message => OpenFailure(options.Folder, message));
        return new StateStore(new Database(database, columns), columns[1..], new GrownCache((long)Mebibytes(options.GrownCacheMebibytes)));
    }

    private static nint MakeOptions(StoreOptions store, nint cache, Column? column)
    {
        nint options = Native.rocksdb_options_create();
        Native.rocksdb_options_set_create_if_missing(options, 1);
        Native.rocksdb_options_set_create_missing_column_families(options, 1);
        Native.rocksdb_options_set_paranoid_checks(options, 1);
        Native.rocksdb_options_set_wal_recovery_mode(options, TolerateCorruptedTailRecords);
        Native.rocksdb_options_set_db_write_buffer_size(options, Mebibytes(store.WriteBufferMebibytes));
        Native.rocksdb_options_set_write_buffer_size(options, Mebibytes(store.WriteBufferMebibytes) / 2);
        Native.rocksdb_options_set_max_total_wal_size(options, 4 * Mebibytes(store.WriteBufferMebibytes));
        Native.rocksdb_options_set_max_open_files(options, 512);
        Native.rocksdb_options_set_compression(options, column?.LooksRandom() is true ? NoCompression : Lz4);
        Native.rocksdb_options_set_info_log_level(options, Warn);
        Native.rocksdb_options_set_keep_log_file_num(options, 4);
        if (column?.IsScattered() is true)
        {
            Native.rocksdb_options_set_compaction_style(options, MergeByLength);
            Native.rocksdb_options_set_level0_file_num_compaction_trigger(options, TablesSideBySide);
        }

        if (column?.IsAskedForNew() is true)
        {
            // Without a filter the list of rows in memory is walked for everything that is new.
            Native.rocksdb_options_set_memtable_prefix_bloom_size_ratio(options, FilterShare);
            Native.rocksdb_options_set_memtable_whole_key_filtering(options, 1);
        }

        if (column is Column.Sealed)
        {
            Native.rocksdb_options_set_enable_blob_files(options, 1);
            Native.rocksdb_options_set_min_blob_size(options, SmallestBlob);
            Native.rocksdb_options_set_enable_blob_gc(options, 1);
        }

        RememberPlaces(options);
        nint table = MakeTable(cache, column);
        Native.rocksdb_options_set_block_based_table_factory(options, table);
        Native.rocksdb_block_based_options_destroy(table);
        return options;
    }

    // A row's place in memory is looked for from the last one's with the same first byte, not from the top of the list: rows of a batch come in order.
    // The C interface has this setting as text only.
    private static void RememberPlaces(nint options)
    {
        byte* err = null;
        fixed (byte* setting = Terminated("memtable_insert_with_hint_prefix_extractor=fixed:1"))
        {
            Native.rocksdb_get_options_from_string(options, setting, options, &err);
        }

        ThrowIfFailed(err, message => new StoreException(StoreFault.NotInstalled, $"RocksDB does not know a setting: {message}"));
    }

    private static nint MakeTable(nint cache, Column? column)
    {
        nint table = Native.rocksdb_block_based_options_create();
        Native.rocksdb_block_based_options_set_filter_policy(table, Native.rocksdb_filterpolicy_create_bloom_full(10));
        Native.rocksdb_block_based_options_set_block_cache(table, cache);
        if (column?.IsAskedForNew() is true)
        {
            // Filters and indexes whole, in memory while the table is open and beside the cache: some 10 MB a million licences, by count.
            return table;
        }

        Native.rocksdb_block_based_options_set_cache_index_and_filter_blocks(table, 1);
        Native.rocksdb_block_based_options_set_index_type(table, TwoLevelIndex);
        Native.rocksdb_block_based_options_set_partition_filters(table, 1);
        return table;
    }

    private static StoreException OpenFailure(string folder, string message)
    {
        bool isLocked = message.Contains("/LOCK", StringComparison.Ordinal)
            && (message.Contains("Resource temporarily unavailable", StringComparison.Ordinal)
                || message.Contains("lock hold by current process", StringComparison.Ordinal));
        return isLocked
            ? new StoreException(StoreFault.InUse, $"The database is in use by another process: {folder}. Only one may open it.")
            : new StoreException(FaultOf(message), $"The database in {folder} cannot be opened: {message}");
    }

    // A file that should be there and is not has been lost, whatever the library calls it; other errors of input and output are the disk's.
    private static StoreFault FaultOf(string message) =>
        message.StartsWith("IO error", StringComparison.Ordinal) && !message.Contains("No such file", StringComparison.Ordinal)
            ? StoreFault.Disk
            : StoreFault.Damaged;

    private static nuint Mebibytes(int count) => (nuint)count << 20;

    private static byte[] Terminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    /// <summary>The open database; closed when the last call that uses it has returned.</summary>
    private sealed class Database : SafeHandle
    {
        private readonly nint[] _columns;

        public Database(nint database, nint[] columns)
            : base(0, ownsHandle: true)
        {
            SetHandle(database);
            _columns = columns;
        }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            Native.rocksdb_cancel_all_background_work(handle, 1);
            Array.ForEach(_columns, Native.rocksdb_column_family_handle_destroy);
            Native.rocksdb_close(handle);
            return true;
        }
    }
}
