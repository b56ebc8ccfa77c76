namespace Ledger.Node.Storage;

/// <summary>Keys that have their first bits in common lie side by side: where such rows begin and end.</summary>
internal static class RowBits
{
    /// <summary>What sorts before no key with these first bits, and behind all keys before them: as many bytes as the bits take, the rest of the last 0.</summary>
    /// <param name="key">Any key that has them.</param>
    /// <param name="bits">How many, 0 to eight for each byte of the key.</param>
    public static byte[] First(ReadOnlySpan<byte> key, int bits)
    {
        byte[] first = key[..((bits + 7) / 8)].ToArray();
        if (bits % 8 != 0)
        {
            first[^1] &= (byte)(0xff << (8 - (bits % 8)) & 0xff);
        }

        return first;
    }

    /// <summary>What sorts behind every key with these first bits; empty where no key does.</summary>
    /// <inheritdoc cref="First" path="/param"/>
    public static byte[] Behind(ReadOnlySpan<byte> key, int bits)
    {
        byte[] first = First(key, bits);
        int length = first.Length;
        int step = bits % 8 == 0 ? 1 : 1 << (8 - (bits % 8));
        while (length > 0 && first[length - 1] + step > byte.MaxValue)
        {
            length--;
            step = 1;
        }

        if (length > 0)
        {
            first[length - 1] += (byte)step;
        }

        return first[..length];
    }

    /// <summary>Whether two keys have their first bits in common.</summary>
    public static bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, int bits) =>
        one[..(bits / 8)].SequenceEqual(other[..(bits / 8)])
        && (bits % 8 == 0 || (one[bits / 8] ^ other[bits / 8]) >> (8 - (bits % 8)) == 0);
}
