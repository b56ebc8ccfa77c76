namespace Ledger.Crypto.Ciphers;

/// <summary>64×64 bits as 64 words, the lowest bit of a word being column 0.</summary>
internal static class BitMatrix
{
    /// <summary>Swaps rows and columns, by halves, quarters and so on down to single bits, in constant time.</summary>
    public static void Transpose(Span<ulong> rows)
    {
        rows = rows[..64];
        ulong mask = 0x00000000FFFFFFFF;
        for (int half = 32; half > 0; half >>= 1)
        {
            for (int row = 0; row < 64; row = (row + half + 1) & ~half)
            {
                // Right half of the upper row against the left half of the lower one.
                ulong difference = ((rows[row] >> half) ^ rows[row + half]) & mask;
                rows[row] ^= difference << half;
                rows[row + half] ^= difference;
            }

            mask ^= mask << (half >> 1);
        }
    }
}
