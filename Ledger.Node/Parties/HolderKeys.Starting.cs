using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Node.Storage;

namespace Ledger.Node.Parties;

/// <content>What a start does with a store that nobody else uses yet: keys of before there were rings, and those of a backup that was put back.</content>
internal sealed partial class HolderKeys
{
    /// <summary>Whether a store's keys are wrapped under some ring, or are none: what was written before there were rings is not.</summary>
    public static bool AreUnderRing(StateStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Get(Column.HolderKeys, RingKey) is not null || IsEmpty(store);
    }

    /// <summary>Whether a store has none.</summary>
    public static bool IsEmpty(StateStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Scan(Column.HolderKeys, [], [], limit: 1).Count == 0;
    }

    /// <summary>Wraps keys anew that were wrapped before there were rings: all or none. For a store that nobody else uses yet.</summary>
    /// <exception cref="CryptographicException">A row is damaged, or wrapped under other secrets.</exception>
    public void Adopt(StateStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        WriteBatch batch = new();
        batch.Put(Column.HolderKeys, RingKey.ToArray(), ring.Id.ToArray());
        byte[] key = new byte[KeyLength];
        byte[] wrapping = new byte[KeyLength];
        foreach ((byte[] handle, byte[] row) in store.Scan(Column.HolderKeys, [], [], int.MaxValue).Where(pair => pair.Key.Length == Handle.Length))
        {
            byte[] wrapped = [.. row];
            Open(secrets.WrappingKey, ByteString.CopyFrom(handle), row, key);
            WrappingKeyOf(ByteString.CopyFrom(handle), wrapping);
            Wrap(wrapping, ByteString.CopyFrom(handle), key, wrapped);
            batch.Put(Column.HolderKeys, handle, wrapped);
        }

        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(wrapping);
        store.Write(batch);
    }

    /// <summary>
    /// Removes the keys of those whom the ring has no more: a store that was put back from a backup has them still, useless as they are. For a store that
    /// nobody else uses yet.
    /// </summary>
    public void DropErased(StateStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        byte[][] erased = [.. ring.Erased().SelectMany(name => store.Scan(Column.HolderKeys, name, [], int.MaxValue)).Select(pair => pair.Key)];
        if (erased.Length == 0)
        {
            return; // a start writes nothing that need not be
        }

        WriteBatch batch = new();
        foreach (byte[] handle in erased)
        {
            batch.Delete(Column.HolderKeys, handle);
        }

        store.Write(batch);
    }
}
