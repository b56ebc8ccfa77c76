using System.Buffers.Binary;
using Ledger.Crypto.Ciphers;

namespace Ledger.Node.Storage;

/// <summary>
/// The form of a sealed file: salt, then chunks of 64 KiB, each ciphertext ‖ tag, SM4-GCM under the file's own key. The nonce is the
/// chunk's number and whether it is the last, so that chunks can be neither moved nor left out, nor the file cut short.
/// </summary>
internal static class SealedFileFormat
{
    /// <summary>Random bytes at the start, which make the file's key its own.</summary>
    public const int SaltLength = 16;

    /// <summary>Bytes of content in each chunk but the last, which has as many or fewer.</summary>
    public const int ChunkLength = 64 << 10;

    /// <summary>Bytes of a whole chunk in the file.</summary>
    public const int SealedChunkLength = ChunkLength + Sm4Gcm.TagLength;

    /// <summary>The nonce of a chunk.</summary>
    public static byte[] Nonce(long chunk, bool isLast)
    {
        byte[] nonce = new byte[Sm4Gcm.NonceLength];
        BinaryPrimitives.WriteInt64BigEndian(nonce, chunk);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }
}
