using System.Runtime.Intrinsics;

namespace Ledger.Crypto.Hashing;

/// <summary>
/// SM3 of many messages of one length, as many at once as the processor's vectors have lanes. Gives the same bytes as
/// <see cref="Sm3"/>, several times faster.
/// </summary>
public static class Sm3Batch
{
    /// <summary>How this processor does it, for people.</summary>
    public static string Path { get; } = Lanes switch
    {
        16 => "AVX-512, 16 lanes",
        8 => "AVX2, 8 lanes",
        4 => "128-bit vectors, 4 lanes",
        _ => "OpenSSL, one at a time",
    };

    /// <summary>Messages hashed at once, chosen for this processor at the start.</summary>
    internal static int Lanes =>
        Vector512.IsHardwareAccelerated ? 16
        : Vector256.IsHardwareAccelerated ? 8
        : Vector128.IsHardwareAccelerated ? 4
        : 1;

    /// <summary>Hashes as many messages as there is room for hashes.</summary>
    /// <param name="messages">The messages, one after the other.</param>
    /// <param name="length">Bytes of each message; may be 0.</param>
    /// <param name="hashes">Receives the hashes, in the order of the messages.</param>
    /// <exception cref="ArgumentException"><paramref name="messages"/> are not just that long.</exception>
    public static void Hash(ReadOnlySpan<byte> messages, int length, Span<Digest> hashes) =>
        Hash(messages, length, hashes, Lanes);

    /// <summary>The same with 1, 4, 8 or 16 lanes, whatever the processor: slow where its vectors are shorter.</summary>
    internal static void Hash(ReadOnlySpan<byte> messages, int length, Span<Digest> hashes, int lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (messages.Length != (long)length * hashes.Length)
        {
            throw new ArgumentException(
                $"{hashes.Length} messages of {length} bytes are not {messages.Length} bytes.", nameof(messages));
        }

        while (!hashes.IsEmpty)
        {
            int count = int.Min(lanes, hashes.Length);
            HashSome(messages[..(count * length)], length, hashes[..count]);
            messages = messages[(count * length)..];
            hashes = hashes[count..];
        }
    }

    // Spare lanes cost less than another, narrower round: a vector of any width takes much the same time.
    private static void HashSome(ReadOnlySpan<byte> messages, int length, Span<Digest> hashes)
    {
        switch (hashes.Length)
        {
            case 1:
                hashes[0] = Sm3.Hash(messages);
                break;
            case <= 4:
                Sm3Lanes<Sm3FourLanes, Vector128<uint>>.Hash(messages, length, hashes);
                break;
            case <= 8:
                Sm3Lanes<Sm3EightLanes, Vector256<uint>>.Hash(messages, length, hashes);
                break;
            default:
                Sm3Lanes<Sm3SixteenLanes, Vector512<uint>>.Hash(messages, length, hashes);
                break;
        }
    }
}
