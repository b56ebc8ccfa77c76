using System.Buffers;

namespace Ledger.Crypto.Encoding;

/// <summary>
/// A buffer that each thread keeps for what it writes next: bytes are put together in it and leave as an array of just their length. What was in it is
/// cleared when it is given back; one that a failure kept from being given back is left to the collector.
/// </summary>
internal static class KeptBuffer
{
    // Most statements and requests fit; a document with its certificates doubles it twice.
    private const int FirstCapacity = 4_096;

    private const int LargestKept = 64 << 10;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    /// <summary>An empty buffer, nobody else's until it is given back.</summary>
    public static ArrayBufferWriter<byte> Take()
    {
        ArrayBufferWriter<byte> buffer = _kept ?? new ArrayBufferWriter<byte>(FirstCapacity);
        _kept = null;
        return buffer;
    }

    /// <summary>Gives a buffer back, on any thread; nobody uses it, or spans of it, afterwards.</summary>
    public static void Return(ArrayBufferWriter<byte> buffer)
    {
        buffer.Clear();
        if (buffer.Capacity <= LargestKept)
        {
            _kept = buffer;
        }
    }

    /// <summary>What was written, as an array; gives the buffer back.</summary>
    public static byte[] ToArray(ArrayBufferWriter<byte> buffer)
    {
        byte[] written = buffer.WrittenSpan.ToArray();
        Return(buffer);
        return written;
    }
}
