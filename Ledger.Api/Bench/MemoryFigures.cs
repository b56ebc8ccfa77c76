using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Api.Bench;

/// <summary>What the process holds at a number of licences.</summary>
/// <param name="Licences">The number.</param>
/// <param name="HeapBytes">Managed heap, behind a full collection.</param>
/// <param name="StatusMapBytes">The part of it that the status map of the log takes, found by building it a second time.</param>
/// <param name="ResidentBytes">Memory of the process, the database's caches included.</param>
internal sealed record MemoryFigures(long Licences, long HeapBytes, long StatusMapBytes, long ResidentBytes)
{
    private const int MapChunk = 1 << 16;

    /// <summary>What the heap holds besides the status map.</summary>
    public long OtherBytes => HeapBytes - StatusMapBytes;

    /// <summary>Looks at this process.</summary>
    /// <param name="licences">Licences that the ledger has.</param>
    /// <param name="ledger">The ledger.</param>
    public static MemoryFigures Measure(long licences, LedgerWriter ledger)
    {
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        long resident = Environment.WorkingSet;
        StatusMap map = Build(ledger);
        long both = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(map);
        return new MemoryFigures(licences, heap, both - heap, resident);
    }

    private static StatusMap Build(LedgerWriter ledger)
    {
        using LedgerRead rows = ledger.Read();
        StatusMap map = StatusMap.Empty(MerkleHasher.Sm3);
        foreach (KeyValuePair<byte[], byte[]>[] chunk in rows.Scan(Column.StatusEntries, []).Chunk(MapChunk))
        {
            map = map.With(chunk.Select(row => (new Digest(row.Key), LogRows.ReadStatusEntry(row.Value).ValueHash())));
        }

        return map;
    }
}
