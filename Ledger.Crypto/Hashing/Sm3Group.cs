using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Ledger.Crypto.Hashing;

/// <summary>
/// SM3 of a few messages of any lengths: those that take about the same number of blocks go through the lanes together. Gives the same bytes as
/// <see cref="Sm3"/>; gains where several messages are about as long as each other, as the fields of a licence are, and licences.
/// </summary>
public static class Sm3Group
{
    private const int BlockLength = 64;

    // Of messages in lanes together the longest has at most an eighth more than the shortest, which waits for it.
    private const int Similar = 8;

    private const int Few = 256;

    private const int LongestTogether = 64 << 10;

    /// <summary>Hashes each message.</summary>
    /// <param name="messages">The messages, one after the other.</param>
    /// <param name="ends">Where each of them ends, ascending; the last at the end of all.</param>
    /// <param name="hashes">Receives the hashes, in the order of the messages.</param>
    /// <exception cref="ArgumentException">The ends do not ascend, do not end with the messages, or are not as many as the hashes.</exception>
    public static void Hash(ReadOnlySpan<byte> messages, ReadOnlySpan<int> ends, Span<Digest> hashes) => Hash(messages, ends, hashes, Sm3Batch.Lanes);

    /// <summary>Hashes each of some messages that do not lie together; the longest ones, which would take much room side by side, alone.</summary>
    /// <param name="messages">The messages.</param>
    /// <returns>The hashes, in the order of the messages.</returns>
    public static Digest[] HashEach(IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        Digest[] hashes = new Digest[messages.Count];
        int[] places = [.. Enumerable.Range(0, hashes.Length).Where(place => messages[place].Length <= LongestTogether)];
        int[] ends = new int[places.Length];
        byte[] rented = ArrayPool<byte>.Shared.Rent(places.Sum(place => messages[place].Length));
        int end = 0;
        for (int i = 0; i < places.Length; i++)
        {
            ReadOnlySpan<byte> message = messages[places[i]].Span;
            message.CopyTo(rented.AsSpan(end));
            ends[i] = end += message.Length;
        }

        Digest[] together = new Digest[places.Length];
        Hash(rented.AsSpan(0, end), ends, together);
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        for (int i = 0, next = 0; i < hashes.Length; i++)
        {
            hashes[i] = next < places.Length && places[next] == i ? together[next++] : Sm3.Hash(messages[i].Span);
        }

        return hashes;
    }

    /// <summary>The same with 1, 4, 8 or 16 lanes, whatever the processor.</summary>
    internal static void Hash(ReadOnlySpan<byte> messages, ReadOnlySpan<int> ends, Span<Digest> hashes, int lanes)
    {
        if (ends.Length != hashes.Length || (ends.IsEmpty ? 0 : ends[^1]) != messages.Length)
        {
            throw new ArgumentException("The ends are those of as many messages as there are hashes, the last at the end of all.", nameof(ends));
        }

        Span<int> blocks = ends.Length <= Few ? stackalloc int[ends.Length] : new int[ends.Length];
        Span<int> places = ends.Length <= Few ? stackalloc int[ends.Length] : new int[ends.Length];
        for (int i = 0; i < ends.Length; i++)
        {
            int length = ends[i] - Start(ends, i);
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(ends));
            blocks[i] = (length + 1 + sizeof(ulong) + BlockLength - 1) / BlockLength;
            places[i] = i;
        }

        blocks.Sort(places);
        for (int start = 0, end; start < places.Length; start = end)
        {
            end = start + 1;
            while (end < places.Length && end < start + lanes && blocks[end] <= blocks[start] + (blocks[start] / Similar))
            {
                end++;
            }

            HashAlike(messages, ends, places[start..end], blocks[start..end], hashes);
        }
    }

    private static int Start(ReadOnlySpan<int> ends, int place) => place == 0 ? 0 : ends[place - 1];

    private static void HashAlike(
        ReadOnlySpan<byte> messages, ReadOnlySpan<int> ends, ReadOnlySpan<int> places, ReadOnlySpan<int> blocks, Span<Digest> hashes)
    {
        if (places.Length == 1)
        {
            hashes[places[0]] = Sm3.Hash(messages[Start(ends, places[0])..ends[places[0]]]);
            return;
        }

        int length = blocks[^1] * BlockLength;
        byte[] rented = ArrayPool<byte>.Shared.Rent(places.Length * length);
        Span<byte> padded = rented.AsSpan(0, places.Length * length);
        padded.Clear();
        for (int i = 0; i < places.Length; i++)
        {
            ReadOnlySpan<byte> message = messages[Start(ends, places[i])..ends[places[i]]];
            Span<byte> one = padded.Slice(i * length, blocks[i] * BlockLength);
            message.CopyTo(one);
            one[message.Length] = 0x80;
            BinaryPrimitives.WriteUInt64BigEndian(one[^sizeof(ulong)..], (ulong)message.Length * 8);
        }

        Span<Digest> found = stackalloc Digest[places.Length];
        HashPadded(padded, blocks, found);
        for (int i = 0; i < places.Length; i++)
        {
            hashes[places[i]] = found[i];
        }

        // Fields of a licence: not for the next who rents.
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }

    private static void HashPadded(ReadOnlySpan<byte> padded, ReadOnlySpan<int> blocks, Span<Digest> hashes)
    {
        switch (hashes.Length)
        {
            case <= 4:
                Sm3Lanes<Sm3FourLanes, Vector128<uint>>.HashPadded(padded, blocks, hashes);
                break;
            case <= 8:
                Sm3Lanes<Sm3EightLanes, Vector256<uint>>.HashPadded(padded, blocks, hashes);
                break;
            default:
                Sm3Lanes<Sm3SixteenLanes, Vector512<uint>>.HashPadded(padded, blocks, hashes);
                break;
        }
    }
}
