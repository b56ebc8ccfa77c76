using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Ledger.Crypto.Ciphers;

namespace Ledger.Node.Storage;

/// <summary>
/// Reads a sealed file (<see cref="SealedFileFormat"/>) from its beginning, or any byte, to its end. Content of a chunk is given only once its tag is
/// found right, and the end only once the last chunk is.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a System.IO.Stream.")]
internal sealed class SealedFileStream : OneWayStream
{
    private readonly FileStream _file;
    private readonly Sm4Gcm _cipher;
    private readonly int _longest;
    private byte[] _sealed = [];
    private byte[] _chunk = [];
    private int _position;
    private int _length;
    private int _skip;
    private long _chunks;
    private bool _isAtEnd;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="keyOf">Its key, by the salt that it begins with.</param>
    /// <param name="from">The first byte of the content to give; the file has it.</param>
    /// <exception cref="IOException">It is absent or cannot be read.</exception>
    /// <exception cref="CryptographicException">It is shorter than any.</exception>
    public SealedFileStream(string path, SealedFileKey keyOf, long from = 0)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        byte[] salt = new byte[SealedFileFormat.SaltLength];
        if (_file.ReadAtLeast(salt, salt.Length, throwOnEndOfStream: false) < salt.Length)
        {
            _file.Dispose();
            throw Damaged();
        }

        byte[] fileKey = keyOf(salt);
        _cipher = new Sm4Gcm(fileKey);
        CryptographicOperations.ZeroMemory(fileKey);

        // A short file takes little memory, however many read it at once.
        _longest = (int)long.Clamp(_file.Length - SealedFileFormat.SaltLength, 1, SealedFileFormat.SealedChunkLength);
        (_sealed, _chunk) = (ArrayPool<byte>.Shared.Rent(_longest), ArrayPool<byte>.Shared.Rent(_longest));

        // Each chunk is sealed with its number: the first one read is the one asked for, or does not open.
        (_chunks, _skip) = (from / SealedFileFormat.ChunkLength, (int)(from % SealedFileFormat.ChunkLength));
        _file.Position = SealedFileFormat.SaltLength + (_chunks * SealedFileFormat.SealedChunkLength);
    }

    /// <summary>The next bytes; none at the end.</summary>
    /// <exception cref="CryptographicException">The file was changed or cut short.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_position == _length && !_isAtEnd && !buffer.IsEmpty)
        {
            ReadChunk();
        }

        int count = int.Min(buffer.Length, _length - _position);
        _chunk.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Returned once: two streams must never share an array.
        if (disposing && _chunk.Length > 0)
        {
            _file.Dispose();
            _cipher.Dispose();
            CryptographicOperations.ZeroMemory(_chunk);
            ArrayPool<byte>.Shared.Return(_chunk);
            ArrayPool<byte>.Shared.Return(_sealed);
            (_chunk, _sealed, _position, _length, _isAtEnd) = ([], [], 0, 0, false);
        }

        base.Dispose(disposing);
    }

    private void ReadChunk()
    {
        ObjectDisposedException.ThrowIf(_chunk.Length == 0, this);
        Span<byte> whole = _sealed.AsSpan(0, _longest);
        int read = _file.ReadAtLeast(whole, whole.Length, throwOnEndOfStream: false);
        _isAtEnd = read < whole.Length || _file.Position == _file.Length;
        (_position, _length) = (0, read - Sm4Gcm.TagLength);
        bool opens = _length >= 0 && _cipher.TryDecrypt(
            SealedFileFormat.Nonce(_chunks, _isAtEnd), _sealed.AsSpan(0, _length), _sealed.AsSpan(_length, Sm4Gcm.TagLength), _chunk.AsSpan(0, _length), []);
        _chunks++;
        if (!opens)
        {
            _length = 0;
            throw Damaged();
        }

        (_position, _skip) = (int.Min(_skip, _length), 0);
    }

    private static CryptographicException Damaged() => new("A sealed file was changed or cut short.");
}
