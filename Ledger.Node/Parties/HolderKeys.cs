using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Parties;

/// <summary>
/// One random SM4 key per holder, wrapped under a key that follows from the node's secrets and from the holder's half in the ring. The wrapped keys
/// lie in a column of their own and in no event, so that destroying one makes everything sealed for that holder unreadable while the log stays whole;
/// destroying the half does the same to every copy of the column.
/// </summary>
internal sealed class HolderKeys(string origin, HolderSecrets secrets, ErasableRing ring)
{
    /// <summary>Bytes of a holder's key.</summary>
    public const int KeyLength = 16;

    // Row: nonce ‖ wrapped key ‖ tag.
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int RowLength = NonceLength + KeyLength + TagLength;

    /// <summary>The secrets under which keys are wrapped and codes hidden.</summary>
    public HolderSecrets Secrets => secrets;

    // Shorter than any handle: the row that says under which secrets the others are wrapped.
    private static ReadOnlySpan<byte> FingerprintKey => "id"u8;

    // Of another length too: the ring that the others are wrapped under.
    private static ReadOnlySpan<byte> RingKey => "ring"u8;

    private static ReadOnlySpan<byte> WrapLabel => "holder-key-wrap/2\n"u8;

    /// <summary>The halves that no backup has.</summary>
    public ErasableRing Ring => ring;

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

    /// <summary>Whether the holder has a key; false after erasure.</summary>
    public static bool Exists(LedgerRead read, ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.HolderKeys, Handle.Checked(handle).Span) is not null;
    }

    /// <summary>Everybody who has a key.</summary>
    public static IEnumerable<ByteString> All(LedgerRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Scan(Column.HolderKeys, []).Where(row => row.Key.Length == Handle.Length).Select(row => ByteString.CopyFrom(row.Key));
    }

    /// <summary>Erasure: from here on nothing sealed for the holder can be read by anybody.</summary>
    public static void Destroy(LedgerWrite write, ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(write);
        write.Delete(Column.HolderKeys, Handle.Checked(handle).Span);
    }

    /// <summary>Refuses to go on with secrets, or a ring, other than those the stored keys were wrapped under.</summary>
    /// <exception cref="CryptographicException">They are others: the wrong file, or a new one in place of a lost one.</exception>
    public void RequireRightSecrets(LedgerRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? stored = read.Get(Column.HolderKeys, FingerprintKey);
        if (stored is not null && !CryptographicOperations.FixedTimeEquals(stored, secrets.Fingerprint().Span))
        {
            throw new CryptographicException("The holders' keys in the store were wrapped under other secrets.");
        }

        if (read.Get(Column.HolderKeys, RingKey) is byte[] id && !ring.Id.SequenceEqual(id))
        {
            throw new CryptographicException("The holders' keys in the store were wrapped under another erasable ring.");
        }
    }

    /// <summary>A new key, wrapped for its holder and not stored yet.</summary>
    /// <param name="handle">The holder's 16 bytes.</param>
    /// <param name="key">Receives the key, 16 bytes; to be cleared after use.</param>
    /// <returns>The row for <see cref="Put"/>.</returns>
    /// <exception cref="CryptographicException">The ring has no half for the handle: it, or one like it, was erased.</exception>
    public byte[] Create(ByteString handle, Span<byte> key)
    {
        RandomNumberGenerator.Fill(key[..KeyLength]);
        byte[] row = new byte[RowLength];
        RandomNumberGenerator.Fill(row.AsSpan(0, NonceLength));
        Wrap(handle, key[..KeyLength], row);
        return row;
    }

    /// <summary>Stores a wrapped key.</summary>
    /// <exception cref="CryptographicException"><see cref="RequireRightSecrets"/>.</exception>
    public void Put(LedgerWrite write, ByteString handle, ReadOnlySpan<byte> row)
    {
        RequireRightSecrets(write);
        write.Put(Column.HolderKeys, FingerprintKey, secrets.Fingerprint().Span);
        write.Put(Column.HolderKeys, RingKey, ring.Id);
        write.Put(Column.HolderKeys, Handle.Checked(handle).Span, row);
    }

    /// <summary>Unwraps a holder's key.</summary>
    /// <param name="read">Where to read.</param>
    /// <param name="handle">The holder's 16 bytes.</param>
    /// <param name="key">Receives the key, 16 bytes; to be cleared after use.</param>
    /// <returns>False where there is none: never was, or destroyed.</returns>
    /// <exception cref="CryptographicException">The row is damaged, another holder's, or wrapped under other secrets.</exception>
    public bool TryOpen(LedgerRead read, ByteString handle, Span<byte> key)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (read.Get(Column.HolderKeys, Handle.Checked(handle).Span) is not { } row || !ring.Has(handle))
        {
            return false;
        }

        Unwrap(handle, row, key);
        return true;
    }

    /// <summary>Unwraps a key that <see cref="Create"/> made, stored or not.</summary>
    /// <param name="handle">The holder's 16 bytes.</param>
    /// <param name="row">The row.</param>
    /// <param name="key">Receives the key, 16 bytes; to be cleared after use.</param>
    /// <exception cref="CryptographicException">The row is damaged, another holder's, or wrapped under other secrets.</exception>
    public void Unwrap(ByteString handle, ReadOnlySpan<byte> row, Span<byte> key)
    {
        Span<byte> wrapping = stackalloc byte[KeyLength];
        try
        {
            WrappingKeyOf(handle, wrapping);
            Open(wrapping, handle, row, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    /// <summary>Wraps keys anew that were wrapped before there were rings: all or none. For a store that nobody else uses yet.</summary>
    /// <exception cref="CryptographicException">A row is damaged, or wrapped under other secrets.</exception>
    public void Adopt(StateStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        WriteBatch batch = new();
        batch.Put(Column.HolderKeys, RingKey.ToArray(), ring.Id.ToArray());
        byte[] key = new byte[KeyLength];
        foreach ((byte[] handle, byte[] row) in store.Scan(Column.HolderKeys, [], [], int.MaxValue).Where(pair => pair.Key.Length == Handle.Length))
        {
            byte[] wrapped = [.. row];
            Open(secrets.WrappingKey, ByteString.CopyFrom(handle), row, key);
            Wrap(ByteString.CopyFrom(handle), key, wrapped);
            batch.Put(Column.HolderKeys, handle, wrapped);
        }

        CryptographicOperations.ZeroMemory(key);
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

    private void Wrap(ByteString handle, ReadOnlySpan<byte> key, byte[] row)
    {
        Span<byte> wrapping = stackalloc byte[KeyLength];
        try
        {
            WrappingKeyOf(handle, wrapping);
            using Sm4Gcm cipher = new(wrapping);
            cipher.Encrypt(
                row.AsSpan(0, NonceLength), key, row.AsSpan(NonceLength, KeyLength), row.AsSpan(NonceLength + KeyLength), AssociatedData(handle));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    private void Open(ReadOnlySpan<byte> wrapping, ByteString handle, ReadOnlySpan<byte> row, Span<byte> key)
    {
        using Sm4Gcm cipher = new(wrapping);
        bool opens = row.Length == RowLength && cipher.TryDecrypt(
            row[..NonceLength],
            row.Slice(NonceLength, KeyLength),
            row[(NonceLength + KeyLength)..],
            key[..KeyLength],
            AssociatedData(handle));
        if (!opens)
        {
            throw new CryptographicException("A holder's wrapped key does not open.");
        }
    }

    /// <summary>HMAC-SM3 of the holder's half under the node's wrapping key: it takes both.</summary>
    private void WrappingKeyOf(ByteString handle, Span<byte> wrapping)
    {
        Span<byte> data = stackalloc byte[WrapLabel.Length + PuncturableKey.KeyLength];
        WrapLabel.CopyTo(data);
        try
        {
            if (!ring.TryDerive(handle, data[WrapLabel.Length..]))
            {
                throw new CryptographicException("The holder was erased from the ring.");
            }

            HmacSm3.Compute(secrets.WrappingKey, data).Span[..KeyLength].CopyTo(wrapping);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(data);
        }
    }

    private byte[] AssociatedData(ByteString handle) =>
        [.. Encoding.UTF8.GetBytes($"{origin}\nholder-key\n"), .. Handle.Checked(handle).Span];
}
