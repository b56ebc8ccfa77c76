using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Parties;

/// <content>How a key lies wrapped in its row.</content>
internal sealed partial class HolderKeys
{
    private static ReadOnlySpan<byte> WrapLabel => "holder-key-wrap/2\n"u8;

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

    /// <summary>Handles for new holders, each with the key, 16 bytes, under which its holder's is to be wrapped; to be cleared after use.</summary>
    /// <param name="count">How many, up to <see cref="FreshHandles.MostTogether"/>.</param>
    public IReadOnlyList<(ByteString Handle, byte[] WrappingKey)> Fresh(int count)
    {
        Span<Digest> halves = stackalloc Digest[count];
        ByteString[] handles;
        do
        {
            handles = [.. Enumerable.Range(0, count).Select(_ => Handle.New())];
        }
        while (ring.DeriveEach(handles, halves).Contains(false)); // one begins as that of somebody who was erased

        return [.. handles.Zip(WrappingKeysOf(halves))];
    }

    /// <summary>Unwraps the keys of several holders, whose halves are worked out together.</summary>
    /// <param name="wrapped">Their handles, and the rows as they are stored.</param>
    /// <returns>For each the key, 16 bytes, to be cleared after use; null where the half was taken away.</returns>
    /// <exception cref="CryptographicException">A row is damaged, another holder's, or wrapped under other secrets.</exception>
    public byte[]?[] UnwrapEach(IReadOnlyList<(ByteString Handle, byte[] Row)> wrapped)
    {
        Digest[] halves = new Digest[wrapped.Count];
        bool[] areThere = ring.DeriveEach([.. wrapped.Select(one => one.Handle)], halves);
        byte[][] wrapping = WrappingKeysOf(halves);
        byte[]?[] keys = new byte[]?[wrapped.Count];
        try
        {
            for (int i = 0; i < keys.Length; i++)
            {
                if (areThere[i])
                {
                    keys[i] = new byte[KeyLength];
                    Open(wrapping[i], wrapped[i].Handle, wrapped[i].Row, keys[i]);
                }
            }
        }
        catch (CryptographicException)
        {
            Array.ForEach(keys, one => CryptographicOperations.ZeroMemory(one));
            throw;
        }
        finally
        {
            Array.ForEach(wrapping, one => CryptographicOperations.ZeroMemory(one));
        }

        return keys;
    }

    /// <summary>What <see cref="WrappingKeyOf(ReadOnlySpan{byte}, Span{byte})"/> gives for each half, hashed in lanes; clears the halves.</summary>
    private byte[][] WrappingKeysOf(Span<Digest> halves)
    {
        byte[] wrappingKey = secrets.WrappingKey.ToArray();
        byte[][] data = new byte[halves.Length][];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = [.. WrapLabel, .. halves[i].Span];
        }

        Digest[] codes = HmacSm3.ComputeEach([.. data.Select(one => ((ReadOnlyMemory<byte>)wrappingKey, (ReadOnlyMemory<byte>)one))]);
        byte[][] keys = [.. codes.Select(code => code.Span[..KeyLength].ToArray())];
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(halves));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(codes.AsSpan()));
        CryptographicOperations.ZeroMemory(wrappingKey);
        Array.ForEach(data, one => CryptographicOperations.ZeroMemory(one));
        return keys;
    }

    private void Wrap(ReadOnlySpan<byte> wrapping, ByteString handle, ReadOnlySpan<byte> key, byte[] row)
    {
        using Sm4Gcm cipher = new(wrapping);
        cipher.Encrypt(
            row.AsSpan(0, NonceLength), key, row.AsSpan(NonceLength, KeyLength), row.AsSpan(NonceLength + KeyLength), AssociatedData(handle));
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

    private void WrappingKeyOf(ByteString handle, Span<byte> wrapping)
    {
        Span<byte> half = stackalloc byte[PuncturableKey.KeyLength];
        try
        {
            if (!ring.TryDerive(handle, half))
            {
                throw new CryptographicException("The holder was erased from the ring.");
            }

            WrappingKeyOf(half, wrapping);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(half);
        }
    }

    /// <summary>HMAC-SM3 of the holder's half under the node's wrapping key: it takes both.</summary>
    private void WrappingKeyOf(ReadOnlySpan<byte> half, Span<byte> wrapping)
    {
        Span<byte> data = stackalloc byte[WrapLabel.Length + PuncturableKey.KeyLength];
        WrapLabel.CopyTo(data);
        half.CopyTo(data[WrapLabel.Length..]);
        HmacSm3.Compute(secrets.WrappingKey, data).Span[..KeyLength].CopyTo(wrapping);
        CryptographicOperations.ZeroMemory(data);
    }

    private byte[] AssociatedData(ByteString handle) =>
        [.. Encoding.UTF8.GetBytes($"{origin}\nholder-key\n"), .. Handle.Checked(handle).Span];
}
