using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Ciphers;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Parties;

/// <summary>
/// Seals personal content under its holder's key: <c>nonce ‖ ciphertext ‖ tag</c>, SM4-GCM, bound to the log's origin,
/// the holder and the purpose. What was sealed as one thing cannot be passed off as another.
/// </summary>
internal sealed class HolderVault(string origin, HolderKeys keys)
{
    /// <summary>Bytes that sealing adds.</summary>
    public const int Overhead = NonceLength + TagLength;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Seals content for a holder. Two calls never give the same bytes.</summary>
    /// <param name="read">Where the holder's key lies.</param>
    /// <param name="handle">The holder's 16 bytes.</param>
    /// <param name="purpose">What the content is, one word: <c>licence</c>, <c>material</c>.</param>
    /// <param name="plaintext">The content.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: the holder has no key, or none any more.</exception>
    public byte[] Seal(LedgerRead read, ByteString handle, string purpose, ReadOnlySpan<byte> plaintext)
    {
        Span<byte> key = stackalloc byte[HolderKeys.KeyLength];
        try
        {
            RequireKey(read, handle, key);
            return Seal(key, handle, purpose, plaintext);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>
    /// Seals content for several holders, one around the other: whoever wants to read it needs the keys of all, and erasing one of the
    /// holders erases it.
    /// </summary>
    /// <param name="holders">At least one; a new one's key need not be stored yet.</param>
    /// <param name="purpose">What the content is.</param>
    /// <param name="plaintext">The content.</param>
    public byte[] Seal(IReadOnlyList<PreparedHolder> holders, string purpose, IMessage plaintext)
    {
        // Plain only here, and for each licence as long as a document: lent, and cleared.
        int length = plaintext.CalculateSize();
        byte[] plain = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            plaintext.WriteTo(plain.AsSpan(0, length));
            byte[] content = Seal(holders[^1], purpose, plain.AsSpan(0, length));
            return holders.SkipLast(1).Reverse().Aggregate(content, (inner, holder) => Seal(holder, purpose, inner));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    private byte[] Seal(PreparedHolder holder, string purpose, ReadOnlySpan<byte> plaintext) => Seal(holder.Key, holder.Handle, purpose, plaintext);

    /// <summary>The same for holders who are all known.</summary>
    public byte[] Seal(LedgerRead read, IReadOnlyList<ByteString> holders, string purpose, byte[] plaintext) =>
        holders.Reverse().Aggregate(plaintext, (content, holder) => Seal(read, holder, purpose, content));

    /// <summary>Opens what was sealed for several holders.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: the key of one of them was destroyed.</exception>
    /// <exception cref="CryptographicException">Changed, or sealed for others, another purpose or log.</exception>
    public byte[] Open(LedgerRead read, IReadOnlyList<ByteString> holders, string purpose, byte[] content) =>
        holders.Aggregate(content, (inner, holder) => Open(read, holder, purpose, inner));

    /// <summary>Opens what lies sealed for several holders beside an event; null where nothing lies there any more, or one of them was erased.</summary>
    /// <param name="read">Where it lies.</param>
    /// <param name="holders">For whom it was sealed.</param>
    /// <param name="purpose">What it is.</param>
    /// <param name="index">Log index of the event.</param>
    /// <exception cref="CryptographicException">Changed, or sealed for others, another purpose or log.</exception>
    public byte[]? TryOpenBeside(LedgerRead read, IReadOnlyList<ByteString> holders, string purpose, long index)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.Get(Column.Sealed, RowKey.Of(index)) is byte[] content && holders.All(holder => HolderKeys.Exists(read, holder))
            ? Open(read, holders, purpose, content)
            : null;
    }

    /// <summary>Seals content under a key that is not stored yet.</summary>
    /// <param name="key">The holder's key, 16 bytes.</param>
    /// <param name="handle">The holder's 16 bytes.</param>
    /// <param name="purpose">What the content is.</param>
    /// <param name="plaintext">The content.</param>
    public byte[] Seal(ReadOnlySpan<byte> key, ByteString handle, string purpose, ReadOnlySpan<byte> plaintext)
    {
        // Random nonces: one holder's contents stay far below the 2^32 of NIST SP 800-38D, 8.3.
        byte[] content = new byte[plaintext.Length + Overhead];
        FreshBytes.Fill(content.AsSpan(0, NonceLength));
        using Sm4Gcm cipher = new(key);
        cipher.Encrypt(
            content.AsSpan(0, NonceLength),
            plaintext,
            content.AsSpan(NonceLength, plaintext.Length),
            content.AsSpan(NonceLength + plaintext.Length),
            AssociatedData(handle, purpose));
        return content;
    }

    /// <summary>Opens what was sealed for this holder and this purpose.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: the holder's key was destroyed.</exception>
    /// <exception cref="CryptographicException">Changed, or sealed for another holder, purpose or log.</exception>
    public byte[] Open(LedgerRead read, ByteString handle, string purpose, ReadOnlySpan<byte> content)
    {
        Span<byte> key = stackalloc byte[HolderKeys.KeyLength];
        try
        {
            RequireKey(read, handle, key);
            return Open(key, handle, purpose, content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The same with the holder's key.</summary>
    /// <exception cref="CryptographicException">Changed, or sealed under another key, for another holder, purpose or log.</exception>
    public byte[] Open(ReadOnlySpan<byte> key, ByteString handle, string purpose, ReadOnlySpan<byte> content)
    {
        if (content.Length < Overhead)
        {
            throw new CryptographicException("Sealed content is longer than this.");
        }

        byte[] plaintext = new byte[content.Length - Overhead];
        using Sm4Gcm cipher = new(key);
        bool opens = cipher.TryDecrypt(
            content[..NonceLength], content[NonceLength..^TagLength], content[^TagLength..], plaintext, AssociatedData(handle, purpose));
        return opens ? plaintext : throw new CryptographicException("Sealed content does not open for this holder and purpose.");
    }

    private void RequireKey(LedgerRead read, ByteString handle, Span<byte> key)
    {
        if (!keys.TryOpen(read, handle, key))
        {
            throw new LedgerException(
                LedgerError.NotFound,
                "持证主体的密钥不存在或已销毁，内容不可读取。",
                "The holder's key does not exist or was destroyed; the content cannot be read.");
        }
    }

    // The handle last and of fixed length: no two purposes and handles give the same bytes.
    private byte[] AssociatedData(ByteString handle, string purpose) =>
        [.. Encoding.UTF8.GetBytes($"{origin}\nsealed\n{purpose}\n"), .. Handle.Checked(handle).Span];
}
