using System.Runtime.InteropServices;

namespace Ledger.Node.Storage;

/// <summary>The part of RocksDB's C interface (7.8, <c>rocksdb/c.h</c>) that the store uses. Every <c>err</c> text is freed by the caller.</summary>
internal sealed unsafe partial class StateStore
{
    private static partial class Native
    {
        // Debian's runtime package has only the versioned name.
        private const string Library = "librocksdb.so.7.8";

        [LibraryImport(Library)]
        internal static partial void rocksdb_free(void* memory);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_options_create();

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_destroy(nint options);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_create_if_missing(nint options, byte value);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_create_missing_column_families(nint options, byte value);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_paranoid_checks(nint options, byte value);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_wal_recovery_mode(nint options, int mode);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_db_write_buffer_size(nint options, nuint bytes);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_write_buffer_size(nint options, nuint bytes);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_max_total_wal_size(nint options, ulong bytes);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_max_open_files(nint options, int count);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_compression(nint options, int type);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_compaction_style(nint options, int style);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_level0_file_num_compaction_trigger(nint options, int tables);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_enable_blob_files(nint options, byte value);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_min_blob_size(nint options, ulong bytes);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_enable_blob_gc(nint options, byte value);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_memtable_prefix_bloom_size_ratio(nint options, double share);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_memtable_whole_key_filtering(nint options, byte value);

        [LibraryImport(Library)]
        internal static partial void rocksdb_get_options_from_string(nint options, byte* settings, nint changed, byte** error);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_info_log_level(nint options, int level);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_keep_log_file_num(nint options, nuint count);

        [LibraryImport(Library)]
        internal static partial void rocksdb_options_set_block_based_table_factory(nint options, nint table);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_block_based_options_create();

        [LibraryImport(Library)]
        internal static partial void rocksdb_block_based_options_destroy(nint table);

        [LibraryImport(Library)]
        internal static partial void rocksdb_block_based_options_set_block_cache(nint table, nint cache);

        [LibraryImport(Library)]
        internal static partial void rocksdb_block_based_options_set_cache_index_and_filter_blocks(nint table, byte value);

        [LibraryImport(Library)]
        internal static partial void rocksdb_block_based_options_set_index_type(nint table, int type);

        [LibraryImport(Library)]
        internal static partial void rocksdb_block_based_options_set_partition_filters(nint table, byte value);

        // The table options own the policy: it has no destructor call of its own.
        [LibraryImport(Library)]
        internal static partial void rocksdb_block_based_options_set_filter_policy(nint table, nint policy);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_filterpolicy_create_bloom_full(double bitsPerKey);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_cache_create_lru(nuint bytes);

        [LibraryImport(Library)]
        internal static partial void rocksdb_cache_destroy(nint cache);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_open_column_families(
            nint options, byte* path, int count, byte** names, nint* columnOptions, nint* columns, byte** err);

        [LibraryImport(Library)]
        internal static partial void rocksdb_column_family_handle_destroy(nint column);

        [LibraryImport(Library)]
        internal static partial void rocksdb_cancel_all_background_work(nint database, byte wait);

        [LibraryImport(Library)]
        internal static partial void rocksdb_close(nint database);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_writeoptions_create();

        [LibraryImport(Library)]
        internal static partial void rocksdb_writeoptions_destroy(nint options);

        [LibraryImport(Library)]
        internal static partial void rocksdb_writeoptions_set_sync(nint options, byte value);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_readoptions_create();

        [LibraryImport(Library)]
        internal static partial void rocksdb_readoptions_destroy(nint options);

        [LibraryImport(Library)]
        internal static partial void rocksdb_readoptions_set_snapshot(nint options, nint snapshot);

        [LibraryImport(Library)]
        internal static partial void rocksdb_readoptions_set_iterate_upper_bound(nint options, byte* key, nuint length);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_writebatch_create();

        [LibraryImport(Library)]
        internal static partial void rocksdb_writebatch_destroy(nint batch);

        [LibraryImport(Library)]
        internal static partial void rocksdb_writebatch_clear(nint batch);

        [LibraryImport(Library)]
        internal static partial byte* rocksdb_writebatch_data(nint batch, nuint* length);

        [LibraryImport(Library)]
        internal static partial void rocksdb_writebatch_put_cf(
            nint batch, nint column, byte* key, nuint keyLength, byte* value, nuint valueLength);

        [LibraryImport(Library)]
        internal static partial void rocksdb_writebatch_delete_cf(nint batch, nint column, byte* key, nuint keyLength);

        [LibraryImport(Library)]
        internal static partial void rocksdb_write(Database database, nint options, nint batch, byte** err);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_get_pinned_cf(
            Database database, nint options, nint column, byte* key, nuint keyLength, byte** err);

        [LibraryImport(Library)]
        internal static partial byte* rocksdb_pinnableslice_value(nint slice, nuint* length);

        [LibraryImport(Library)]
        internal static partial void rocksdb_pinnableslice_destroy(nint slice);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_create_snapshot(Database database);

        [LibraryImport(Library)]
        internal static partial void rocksdb_release_snapshot(Database database, nint snapshot);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_create_iterator_cf(Database database, nint options, nint column);

        [LibraryImport(Library)]
        internal static partial void rocksdb_iter_destroy(nint iterator);

        [LibraryImport(Library)]
        internal static partial void rocksdb_iter_seek(nint iterator, byte* key, nuint length);

        [LibraryImport(Library)]
        internal static partial void rocksdb_iter_next(nint iterator);

        [LibraryImport(Library)]
        internal static partial byte rocksdb_iter_valid(nint iterator);

        [LibraryImport(Library)]
        internal static partial byte* rocksdb_iter_key(nint iterator, nuint* length);

        [LibraryImport(Library)]
        internal static partial byte* rocksdb_iter_value(nint iterator, nuint* length);

        [LibraryImport(Library)]
        internal static partial void rocksdb_iter_get_error(nint iterator, byte** err);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_flushoptions_create();

        [LibraryImport(Library)]
        internal static partial void rocksdb_flushoptions_destroy(nint options);

        [LibraryImport(Library)]
        internal static partial void rocksdb_flush_cf(Database database, nint options, nint column, byte** err);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_compactoptions_create();

        [LibraryImport(Library)]
        internal static partial void rocksdb_compactoptions_destroy(nint options);

        [LibraryImport(Library)]
        internal static partial void rocksdb_compactoptions_set_bottommost_level_compaction(nint options, byte how);

        [LibraryImport(Library)]
        internal static partial void rocksdb_compact_range_cf_opt(
            Database database, nint column, nint options, byte* start, nuint startLength, byte* limit, nuint limitLength);

        [LibraryImport(Library)]
        internal static partial nint rocksdb_checkpoint_object_create(Database database, byte** err);

        [LibraryImport(Library)]
        internal static partial void rocksdb_checkpoint_create(nint checkpoint, byte* folder, ulong logSizeForFlush, byte** err);

        [LibraryImport(Library)]
        internal static partial void rocksdb_checkpoint_object_destroy(nint checkpoint);
    }
}
