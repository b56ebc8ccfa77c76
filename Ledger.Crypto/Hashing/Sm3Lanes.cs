using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ledger.Crypto.Hashing;

/// <summary>SM3 of up to as many messages of one length as a vector has lanes.</summary>
internal static unsafe class Sm3Lanes<TLanes, TWord>
    where TLanes : struct, ISm3Lanes<TWord>
    where TWord : unmanaged
{
    private const int BlockWords = 16;
    private const int BlockLength = BlockWords * sizeof(uint);

    // 5.2: the bit 1, then zeros up to the length in 64 bits; it may take a block of its own.
    private const int MaxTail = 2 * BlockLength;

    private static int Lanes => sizeof(TWord) / sizeof(uint);

    /// <summary>Hashes as many messages as there is room for hashes: from one to the number of lanes.</summary>
    /// <param name="messages">One after the other.</param>
    /// <param name="length">Bytes of each.</param>
    /// <param name="hashes">Their hashes.</param>
    [SkipLocalsInit]
    public static void Hash(ReadOnlySpan<byte> messages, int length, Span<Digest> hashes)
    {
        TWord* v = stackalloc TWord[Sm3Compression<TLanes, TWord>.StateWords];
        Sm3Compression<TLanes, TWord>.Begin(v);
        byte* tails = stackalloc byte[MaxTail * Lanes];
        int tail = Pad(messages, length, hashes.Length, new Span<byte>(tails, MaxTail * Lanes));
        fixed (byte* first = messages)
        {
            Absorb(v, first, length, hashes.Length, length / BlockLength);
        }

        Absorb(v, tails, MaxTail, hashes.Length, tail / BlockLength);
        Finish(v, hashes, 0, hashes.Length);
    }

    /// <summary>Hashes messages that are padded already (5.2), the shortest first.</summary>
    /// <param name="padded">One after the other, each in as much room as the longest takes.</param>
    /// <param name="blocks">Blocks of 64 bytes of each, ascending.</param>
    /// <param name="hashes">Their hashes: from one to the number of lanes.</param>
    [SkipLocalsInit]
    public static void HashPadded(ReadOnlySpan<byte> padded, ReadOnlySpan<int> blocks, Span<Digest> hashes)
    {
        TWord* v = stackalloc TWord[Sm3Compression<TLanes, TWord>.StateWords];
        Sm3Compression<TLanes, TWord>.Begin(v);
        fixed (byte* first = padded)
        {
            // Where some messages end, theirs is what the lanes have; what the lanes of these do from there on counts for nothing.
            for (int start = 0, end, done = 0; start < hashes.Length; start = end)
            {
                end = start + 1;
                while (end < hashes.Length && blocks[end] == blocks[start])
                {
                    end++;
                }

                Absorb(v, unchecked(first + (done * BlockLength)), blocks[^1] * BlockLength, hashes.Length, blocks[start] - done);
                Finish(v, hashes, start, end);
                done = blocks[start];
            }
        }
    }

    [SkipLocalsInit]
    private static void Finish(TWord* v, Span<Digest> hashes, int start, int end)
    {
        Digest* all = stackalloc Digest[Lanes];
        LaneWords.Store((uint*)v, Lanes, Sm3Compression<TLanes, TWord>.StateWords, (byte*)all);
        new ReadOnlySpan<Digest>(all, hashes.Length)[start..end].CopyTo(hashes[start..]);
    }

    [SkipLocalsInit]
    private static void Absorb(TWord* v, byte* first, int stride, int messages, int blocks)
    {
        // A vector that straddles two cache lines costs two accesses: aligned, sixteen lanes are a sixth faster.
        byte* room = stackalloc byte[(Sm3Compression<TLanes, TWord>.ExpandedWords + 1) * sizeof(TWord)];
        TWord* w = (TWord*)(((nuint)room + (nuint)sizeof(TWord) - 1) & ~((nuint)sizeof(TWord) - 1));
        for (int block = 0; block < blocks; block++)
        {
            LaneWords.Load(first + (block * BlockLength), stride, messages, (uint*)w, Lanes, BlockWords);
            Sm3Compression<TLanes, TWord>.Compress(v, w);
        }
    }

    /// <summary>What follows the whole blocks of each message: its last bytes and the padding of GB/T 32905, 5.2.</summary>
    /// <returns>Bytes of each tail: one block or two.</returns>
    private static int Pad(ReadOnlySpan<byte> messages, int length, int count, Span<byte> tails)
    {
        int rest = length % BlockLength;
        int end = rest + 1 + sizeof(ulong) <= BlockLength ? BlockLength : MaxTail;
        tails.Clear();
        for (int i = 0; i < count; i++)
        {
            Span<byte> tail = tails.Slice(i * MaxTail, end);
            messages.Slice(((i + 1) * length) - rest, rest).CopyTo(tail);
            tail[rest] = 0x80;
            BinaryPrimitives.WriteUInt64BigEndian(tail[^sizeof(ulong)..], (ulong)length * 8);
        }

        return end;
    }
}
