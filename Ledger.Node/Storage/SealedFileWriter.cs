using System.Security.Cryptography;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Native;

namespace Ledger.Node.Storage;

/// <summary>Writes a sealed file (<see cref="SealedFileFormat"/>): nothing of the content reaches the disk in the clear.</summary>
internal sealed class SealedFileWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly Sm4Gcm _cipher;
    private readonly byte[] _chunk = new byte[SealedFileFormat.ChunkLength];
    private readonly byte[] _sealed = new byte[SealedFileFormat.SealedChunkLength];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _length;
    private long _chunks;

    /// <summary>Begins a new file, for its owner's eyes only.</summary>
    /// <exception cref="IOException">The file exists, or cannot be made.</exception>
    public SealedFileWriter(string path, SealedFileKey keyOf)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SealedFileFormat.SaltLength);
        _file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        Put(salt);
        byte[] fileKey = keyOf(salt);
        _cipher = new Sm4Gcm(fileKey);
        CryptographicOperations.ZeroMemory(fileKey);
    }

    /// <summary>Adds content.</summary>
    public void Write(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            // A full chunk waits until more comes: only then is it known not to be the last.
            if (_length == _chunk.Length)
            {
                WriteChunk(isLast: false);
            }

            int taken = int.Min(content.Length, _chunk.Length - _length);
            content[..taken].CopyTo(_chunk.AsSpan(_length));
            _length += taken;
            content = content[taken..];
        }
    }

    /// <summary>Writes the last chunk. When this returns, file and name are on the disk.</summary>
    /// <returns>SHA-256 of the file as it lies there: who has no key can still tell whether it is whole.</returns>
    public Digest Complete()
    {
        WriteChunk(isLast: true);
        _file.Flush(flushToDisk: true);
        FolderSync.Flush(Path.GetDirectoryName(_file.Name)!);
        return new Digest(_hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _cipher.Dispose();
        _hash.Dispose();
        CryptographicOperations.ZeroMemory(_chunk);
    }

    private void WriteChunk(bool isLast)
    {
        Span<byte> tag = _sealed.AsSpan(_length, Sm4Gcm.TagLength);
        _cipher.Encrypt(SealedFileFormat.Nonce(_chunks, isLast), _chunk.AsSpan(0, _length), _sealed.AsSpan(0, _length), tag, []);
        Put(_sealed.AsSpan(0, _length + Sm4Gcm.TagLength));
        _chunks++;
        _length = 0;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _hash.AppendData(bytes);
    }
}
