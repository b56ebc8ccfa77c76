using System.Buffers.Binary;
using System.Numerics;

namespace Ledger.Crypto.Hashing;

/// <summary>Keccak-256 as Ethereum uses it: the original padding, so it is not SHA3-256 of FIPS 202.</summary>
public static class Keccak256
{
    // 1600 bits of state less twice 256 bits of capacity.
    private const int Rate = 136;

    // FIPS 202, 3.2.5: iota, one constant a round.
    private static readonly ulong[] RoundConstants =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000,
        0x000000000000808B, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
        0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003,
        0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
        0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    // FIPS 202, 3.2.2 and 3.2.3: rho's rotations and pi's targets, along the one cycle pi makes of lanes 1 to 24.
    private static ReadOnlySpan<byte> Rotations =>
        [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    private static ReadOnlySpan<byte> Targets =>
        [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

    /// <summary>Keccak-256 of the data, which may be empty.</summary>
    public static Digest Hash(ReadOnlySpan<byte> data)
    {
        Span<ulong> state = stackalloc ulong[25];
        state.Clear();
        for (; data.Length >= Rate; data = data[Rate..])
        {
            Absorb(state, data[..Rate]);
        }

        Span<byte> last = stackalloc byte[Rate];
        last.Clear();
        data.CopyTo(last);
        last[data.Length] = 0x01;
        last[^1] |= 0x80;
        Absorb(state, last);

        Span<byte> hash = stackalloc byte[Digest.Length];
        for (int lane = 0; lane < 4; lane++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(hash[(8 * lane)..], state[lane]);
        }

        return new Digest(hash);
    }

    private static void Absorb(Span<ulong> state, ReadOnlySpan<byte> block)
    {
        for (int lane = 0; lane < Rate / 8; lane++)
        {
            state[lane] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(8 * lane)..]);
        }

        foreach (ulong constant in RoundConstants)
        {
            Theta(state);
            RhoAndPi(state);
            Chi(state);
            state[0] ^= constant;
        }
    }

    private static void Theta(Span<ulong> a)
    {
        Span<ulong> parity = stackalloc ulong[5];
        for (int x = 0; x < 5; x++)
        {
            parity[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        }

        for (int i = 0; i < 25; i++)
        {
            a[i] ^= parity[(i + 4) % 5] ^ BitOperations.RotateLeft(parity[(i + 1) % 5], 1);
        }
    }

    private static void RhoAndPi(Span<ulong> a)
    {
        ulong moving = a[1];
        for (int i = 0; i < 24; i++)
        {
            (moving, a[Targets[i]]) = (a[Targets[i]], BitOperations.RotateLeft(moving, Rotations[i]));
        }
    }

    private static void Chi(Span<ulong> a)
    {
        for (int row = 0; row < 25; row += 5)
        {
            (ulong first, ulong second) = (a[row], a[row + 1]);
            a[row] ^= ~a[row + 1] & a[row + 2];
            a[row + 1] ^= ~a[row + 2] & a[row + 3];
            a[row + 2] ^= ~a[row + 3] & a[row + 4];
            a[row + 3] ^= ~a[row + 4] & first;
            a[row + 4] ^= ~first & second;
        }
    }
}
