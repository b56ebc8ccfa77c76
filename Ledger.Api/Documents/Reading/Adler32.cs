namespace Ledger.Api.Documents.Reading;

/// <summary>The check value at the end of zlib data (RFC 1950, 8.2).</summary>
internal static class Adler32
{
    private const int Length = 4;
    private const uint Modulus = 65_521;

    // The most bytes before the sums could exceed 32 bits.
    private const int Run = 5_552;

    /// <summary>
    /// Whether compressed data end with the check value of what was inflated from them. The framework compares it only where it is
    /// reached: data that were cut off before it, or go on behind it, pass there.
    /// </summary>
    public static bool Ends(ReadOnlySpan<byte> compressed, ReadOnlySpan<byte> inflated)
    {
        (uint a, uint b) = (1, 0);
        for (int start = 0; start < inflated.Length; start += Run)
        {
            foreach (byte octet in inflated[start..int.Min(start + Run, inflated.Length)])
            {
                a += octet;
                b += a;
            }

            (a, b) = (a % Modulus, b % Modulus);
        }

        return compressed.Length > Length && System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(compressed[^Length..]) == (b << 16 | a);
    }
}
