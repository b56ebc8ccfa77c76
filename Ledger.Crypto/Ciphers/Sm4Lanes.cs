using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Ledger.Crypto.Ciphers;

/// <summary>SM4 in vectors, four of them at a time so that one computes while another waits for its result.</summary>
internal static unsafe class Sm4Lanes<TLanes, TWord>
    where TLanes : struct, ISm4Lanes<TWord>
    where TWord : unmanaged
{
    private const int Vectors = 4;

    // A vector of each of the four words makes as many blocks as it has lanes.
    private static int VectorLength => 4 * sizeof(TWord);

    private static int PassLength => Vectors * VectorLength;

    /// <summary>The S-box on the four bytes of a word.</summary>
    public static uint Substitute(uint word) => TLanes.First(TLanes.Substitute(TLanes.All(word)));

    /// <summary>Enciphers one block.</summary>
    public static void EncryptBlock(ReadOnlySpan<uint> roundKeys, ReadOnlySpan<byte> input, Span<byte> output)
    {
        (TWord a, TWord b) = (Word(input), Word(input[4..]));
        (TWord c, TWord d) = (Word(input[8..]), Word(input[12..]));
        for (int round = 0; round < roundKeys.Length; round += 4)
        {
            a = TLanes.Round(a, b, c, d, TLanes.All(roundKeys[round]));
            b = TLanes.Round(b, c, d, a, TLanes.All(roundKeys[round + 1]));
            c = TLanes.Round(c, d, a, b, TLanes.All(roundKeys[round + 2]));
            d = TLanes.Round(d, a, b, c, TLanes.All(roundKeys[round + 3]));
        }

        // GB/T 32907, 7.1: the four words leave in reverse order.
        BinaryPrimitives.WriteUInt32BigEndian(output, TLanes.First(d));
        BinaryPrimitives.WriteUInt32BigEndian(output[4..], TLanes.First(c));
        BinaryPrimitives.WriteUInt32BigEndian(output[8..], TLanes.First(b));
        BinaryPrimitives.WriteUInt32BigEndian(output[12..], TLanes.First(a));
    }

    /// <summary>Adds to data the blocks that the counters become: nonce ‖ counter, nonce ‖ counter + 1 and so on.</summary>
    /// <param name="roundKeys">32 round keys.</param>
    /// <param name="nonce">12 bytes.</param>
    /// <param name="counter">The first counter; they go on modulo 2^32.</param>
    /// <param name="input">The data.</param>
    /// <param name="output">As long; the same memory, or none of it.</param>
    [SkipLocalsInit]
    public static void AddCounters(ReadOnlySpan<uint> roundKeys, ReadOnlySpan<byte> nonce, uint counter, ReadOnlySpan<byte> input, Span<byte> output)
    {
        (TWord n0, TWord n1, TWord n2) = (Word(nonce), Word(nonce[4..]), Word(nonce[8..]));
        fixed (uint* keys = roundKeys)
        fixed (byte* from = input, to = output)
        {
            int whole = input.Length / PassLength * PassLength;
            for (int start = 0; start < whole; start += PassLength)
            {
                Pass(keys, n0, n1, n2, counter, from + start, to + start);
                counter = unchecked(counter + (uint)(PassLength / Sm4.BlockLength));
            }

            int rest = input.Length - whole;
            if (rest > 0)
            {
                byte* last = stackalloc byte[PassLength];
                Span<byte> bytes = new(last, PassLength);
                bytes.Clear();
                input[whole..].CopyTo(bytes);
                Pass(keys, n0, n1, n2, counter, last, last);
                bytes[..rest].CopyTo(output[whole..]);
                CryptographicOperations.ZeroMemory(bytes);
            }
        }
    }

    private static TWord Word(ReadOnlySpan<byte> bytes) => TLanes.All(BinaryPrimitives.ReadUInt32BigEndian(bytes));

    // Four times the words of blocks; they stay where they are and take turns at being the one that changes.
    private static void Pass(uint* keys, TWord n0, TWord n1, TWord n2, uint counter, byte* input, byte* output)
    {
        unchecked
        {
            uint lanes = (uint)(sizeof(TWord) / sizeof(uint));
            (TWord a0, TWord a1, TWord a2, TWord a3) = (n0, n1, n2, TLanes.Count(counter));
            (TWord b0, TWord b1, TWord b2, TWord b3) = (n0, n1, n2, TLanes.Count(counter + lanes));
            (TWord c0, TWord c1, TWord c2, TWord c3) = (n0, n1, n2, TLanes.Count(counter + (2 * lanes)));
            (TWord d0, TWord d1, TWord d2, TWord d3) = (n0, n1, n2, TLanes.Count(counter + (3 * lanes)));
            for (uint* end = keys + Sm4.Rounds; keys < end; keys += 4)
            {
                Round(keys[0], ref a0, a1, a2, a3, ref b0, b1, b2, b3, ref c0, c1, c2, c3, ref d0, d1, d2, d3);
                Round(keys[1], ref a1, a2, a3, a0, ref b1, b2, b3, b0, ref c1, c2, c3, c0, ref d1, d2, d3, d0);
                Round(keys[2], ref a2, a3, a0, a1, ref b2, b3, b0, b1, ref c2, c3, c0, c1, ref d2, d3, d0, d1);
                Round(keys[3], ref a3, a0, a1, a2, ref b3, b0, b1, b2, ref c3, c0, c1, c2, ref d3, d0, d1, d2);
            }

            TLanes.Mask(a3, a2, a1, a0, input, output);
            TLanes.Mask(b3, b2, b1, b0, input + VectorLength, output + VectorLength);
            TLanes.Mask(c3, c2, c1, c0, input + (2 * VectorLength), output + (2 * VectorLength));
            TLanes.Mask(d3, d2, d1, d0, input + (3 * VectorLength), output + (3 * VectorLength));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        uint roundKey,
        ref TWord a0, TWord a1, TWord a2, TWord a3, ref TWord b0, TWord b1, TWord b2, TWord b3,
        ref TWord c0, TWord c1, TWord c2, TWord c3, ref TWord d0, TWord d1, TWord d2, TWord d3)
    {
        TWord key = TLanes.All(roundKey);
        a0 = TLanes.Round(a0, a1, a2, a3, key);
        b0 = TLanes.Round(b0, b1, b2, b3, key);
        c0 = TLanes.Round(c0, c1, c2, c3, key);
        d0 = TLanes.Round(d0, d1, d2, d3, key);
    }
}
