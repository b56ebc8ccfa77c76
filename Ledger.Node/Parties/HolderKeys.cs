using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Ciphers;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Parties;

/// <summary>
/// One random SM4 key per holder, wrapped under the node's key. The wrapped keys lie in a column of their own and in no
/// event, so that destroying one makes everything sealed for that holder unreadable while the log stays whole.
/// </summary>
internal sealed class HolderKeys(string origin, HolderSecrets secrets)
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

    /// <summary>Whether the holder has a key; false after erasure.</summary>
    public static bool Exists(LedgerRead read, ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.HolderKeys, Handle.Checked(handle).Span) is not null;
    }

    /// <summary>Erasure: from here on nothing sealed for the holder can be read by anybody.</summary>
    public static void Destroy(LedgerWrite write, ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(write);
        write.Delete(Column.HolderKeys, Handle.Checked(handle).Span);
    }

    /// <summary>Refuses to go on with secrets other than those the stored keys were wrapped under.</summary>
    /// <exception cref="CryptographicException">They are others: the wrong file, or a new one in place of a lost one.</exception>
    public void RequireRightSecrets(LedgerRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        byte[]? stored = read.Get(Column.HolderKeys, FingerprintKey);
        if (stored is not null && !CryptographicOperations.FixedTimeEquals(stored, secrets.Fingerprint().Span))
        {
            throw new CryptographicException("The holders' keys in the store were wrapped under other secrets.");
        }
    }

    /// <summary>A new key, wrapped for its holder and not stored yet.</summary>
    /// <param name="handle">The holder's 16 bytes.</param>
    /// <param name="key">Receives the key, 16 bytes; to be cleared after use.</param>
    /// <returns>The row for <see cref="Put"/>.</returns>
    public byte[] Create(ByteString handle, Span<byte> key)
    {
        RandomNumberGenerator.Fill(key[..KeyLength]);
        byte[] row = new byte[RowLength];
        RandomNumberGenerator.Fill(row.AsSpan(0, NonceLength));
        using Sm4Gcm cipher = new(secrets.WrappingKey);
        cipher.Encrypt(
            row.AsSpan(0, NonceLength),
            key[..KeyLength],
            row.AsSpan(NonceLength, KeyLength),
            row.AsSpan(NonceLength + KeyLength),
            AssociatedData(handle));
        return row;
    }

    /// <summary>Stores a wrapped key.</summary>
    /// <exception cref="CryptographicException"><see cref="RequireRightSecrets"/>.</exception>
    public void Put(LedgerWrite write, ByteString handle, ReadOnlySpan<byte> row)
    {
        RequireRightSecrets(write);
        write.Put(Column.HolderKeys, FingerprintKey, secrets.Fingerprint().Span);
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
        if (read.Get(Column.HolderKeys, Handle.Checked(handle).Span) is not { } row)
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
        using Sm4Gcm cipher = new(secrets.WrappingKey);
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

    private byte[] AssociatedData(ByteString handle) =>
        [.. Encoding.UTF8.GetBytes($"{origin}\nholder-key\n"), .. Handle.Checked(handle).Span];
}
