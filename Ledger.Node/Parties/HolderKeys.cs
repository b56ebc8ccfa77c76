using System.Security.Cryptography;
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
internal sealed partial class HolderKeys(string origin, HolderSecrets secrets, ErasableRing ring)
{
    /// <summary>Bytes of a holder's key.</summary>
    public const int KeyLength = 16;

    // Row: nonce ‖ wrapped key ‖ tag.
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int RowLength = NonceLength + KeyLength + TagLength;

    private readonly Digest _fingerprint = secrets.Fingerprint();

    // The turn in which the rows of secrets and ring were found right, or put. Turns come one after the other.
    private readonly WeakReference<LedgerWrite> _entered = new(null!);

    /// <summary>The secrets under which keys are wrapped and codes hidden.</summary>
    public HolderSecrets Secrets => secrets;

    // Shorter than any handle: the row that says under which secrets the others are wrapped.
    private static ReadOnlySpan<byte> FingerprintKey => "id"u8;

    // Of another length too: the ring that the others are wrapped under.
    private static ReadOnlySpan<byte> RingKey => "ring"u8;

    /// <summary>The halves that no backup has.</summary>
    public ErasableRing Ring => ring;

    /// <summary>Whether the holder has a key; false after erasure.</summary>
    public static bool Exists(LedgerRead read, ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(read);
        return RowOf(read, handle) is not null;
    }

    /// <summary>A holder's wrapped key as it is stored, for <see cref="UnwrapEach"/>; null after erasure.</summary>
    public static byte[]? RowOf(LedgerRead read, ByteString handle) => read.Get(Column.HolderKeys, Handle.Checked(handle).Span);

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
        RequireRight(read.Get(Column.HolderKeys, FingerprintKey), read.Get(Column.HolderKeys, RingKey));
    }

    private void RequireRight(byte[]? stored, byte[]? id)
    {
        if (stored is not null && !CryptographicOperations.FixedTimeEquals(stored, _fingerprint.Span))
        {
            throw new CryptographicException("The holders' keys in the store were wrapped under other secrets.");
        }

        if (id is not null && !ring.Id.SequenceEqual(id))
        {
            throw new CryptographicException("The holders' keys in the store were wrapped under another erasable ring.");
        }
    }

    /// <summary>A new key, wrapped for its holder and not stored yet.</summary>
    /// <param name="handle">The holder's 16 bytes.</param>
    /// <param name="wrapping">What <see cref="Fresh"/> gave with the handle.</param>
    /// <param name="key">Receives the key, 16 bytes; to be cleared after use.</param>
    /// <returns>The row for <see cref="Put"/>.</returns>
    public byte[] Create(ByteString handle, ReadOnlySpan<byte> wrapping, Span<byte> key)
    {
        FreshBytes.Fill(key[..KeyLength]);
        byte[] row = new byte[RowLength];
        FreshBytes.Fill(row.AsSpan(0, NonceLength));
        Wrap(wrapping, handle, key[..KeyLength], row);
        return row;
    }

    /// <summary>Stores a wrapped key.</summary>
    /// <exception cref="CryptographicException"><see cref="RequireRightSecrets"/>.</exception>
    public void Put(LedgerWrite write, ByteString handle, ReadOnlySpan<byte> row)
    {
        ArgumentNullException.ThrowIfNull(write);

        // Every new holder passes here: looked at once a turn. What a turn put that then failed, the next one does not see, and puts again.
        if (!_entered.TryGetTarget(out LedgerWrite? turn) || turn != write)
        {
            RequireOrEnter(write);
            _entered.SetTarget(write);
        }

        write.Put(Column.HolderKeys, Handle.Checked(handle).Span, row);
    }

    private void RequireOrEnter(LedgerWrite write)
    {
        byte[]? stored = write.Get(Column.HolderKeys, FingerprintKey);
        byte[]? id = write.Get(Column.HolderKeys, RingKey);
        RequireRight(stored, id);
        if (stored is null)
        {
            write.Put(Column.HolderKeys, FingerprintKey, _fingerprint.Span);
        }

        if (id is null)
        {
            write.Put(Column.HolderKeys, RingKey, ring.Id);
        }
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
        if (RowOf(read, handle) is not { } row || !ring.Has(handle))
        {
            return false;
        }

        Unwrap(handle, row, key);
        return true;
    }
}
