using System.Diagnostics;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Api.Bench;

/// <summary>What the same machine does at most, without a ledger: the same bytes synced, and the same leaves hashed.</summary>
internal static class BareBench
{
    private const int StatusBytes = 45;

    /// <summary>Entries a second when nothing is done but writing the rows of a group of the given size in one synced batch.</summary>
    public static double Store(string folder, int entries, int perBatch)
    {
        using StateStore store = StateStore.Open(new StoreOptions { Folder = folder });
        BenchBodies bodies = new();
        WriteBatch[] batches = [.. Enumerable.Range(0, Math.Max(1, entries / perBatch)).Select(batch => Rows(bodies, batch, perBatch))];
        long start = Stopwatch.GetTimestamp();
        Array.ForEach(batches, store.Write);
        return batches.Length * perBatch / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>
    /// Entries a second when nothing is done but hashing, on one thread: body, leaf and one node above it, with SHA-256 and with SM3. The
    /// hashes of the status map are not counted.
    /// </summary>
    public static double Hashes(int entries)
    {
        byte[] body = new BenchBodies().Make(0);
        byte[] leaf = new byte[EventLeaf.Length];
        Digest sha256 = default;
        Digest sm3 = default;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < entries; i++)
        {
            Digest.Sha256(body).CopyTo(leaf);
            Sm3.Hash(body).CopyTo(leaf.AsSpan(Digest.Length));
            sha256 = MerkleHasher.Sha256.Node(sha256, MerkleHasher.Sha256.Leaf(leaf));
            sm3 = MerkleHasher.Sm3.Node(sm3, MerkleHasher.Sm3.Leaf(leaf));
        }

        return entries / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // A body and a status for each entry; leaves and hashes of both trees as the growing rows of the group.
    private static WriteBatch Rows(BenchBodies bodies, int number, int count)
    {
        WriteBatch batch = new();
        for (int i = 0; i < count; i++)
        {
            long index = ((long)number * count) + i;
            byte[] body = bodies.Make(index);
            batch.Put(Column.Bodies, LogRows.Number(index), body);
            batch.Put(Column.StatusEntries, Digest.Sha256(body).Span, body.AsSpan(..StatusBytes));
        }

        batch.Put(Column.Entries, LogRows.Number(number), new byte[count * (sizeof(ushort) + EventLeaf.Length)]);
        batch.Put(Column.Sha256Tiles, LogRows.Number(number), new byte[count * Digest.Length]);
        batch.Put(Column.Sm3Tiles, LogRows.Number(number), new byte[count * Digest.Length]);
        return batch;
    }
}
