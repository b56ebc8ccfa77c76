namespace Ledger.Api.Documents.Qr;

/// <summary>How much a QR code of one size and level of error correction holds (ISO/IEC 18004:2015, tables 1 and 9).</summary>
/// <param name="Number">1 to <see cref="Largest"/>.</param>
/// <param name="IsMedium">Whether 15 % of it can be restored (level M), not 7 % (level L).</param>
internal readonly record struct QrVersion(int Number, bool IsMedium)
{
    /// <summary>Holds 1,273 bytes at level L, more than any text here has; its rows still fit 128 bits.</summary>
    public const int Largest = 25;

    private static ReadOnlySpan<byte> ChecksLow => [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26];

    private static ReadOnlySpan<byte> ChecksMedium => [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28];

    private static ReadOnlySpan<byte> BlocksLow => [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12];

    private static ReadOnlySpan<byte> BlocksMedium => [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21];

    /// <summary>Modules along a side, without the quiet zone.</summary>
    public int Size => 17 + (4 * Number);

    /// <summary>How many blocks the data are cut into.</summary>
    public int Blocks => (IsMedium ? BlocksMedium : BlocksLow)[Number - 1];

    /// <summary>Bytes of error correction in each block.</summary>
    public int Checks => (IsMedium ? ChecksMedium : ChecksLow)[Number - 1];

    /// <summary>Bytes in all.</summary>
    public int Bytes
    {
        get
        {
            int modules = (((16 * Number) + 128) * Number) + 64;
            if (Number >= 2)
            {
                int patterns = (Number / 7) + 2;
                modules -= (((25 * patterns) - 10) * patterns) - 55;
            }

            return (modules - (Number >= 7 ? 36 : 0)) / 8;
        }
    }

    /// <summary>Bytes of data, the head of the text included.</summary>
    public int DataBytes => Bytes - (Blocks * Checks);

    /// <summary>Where the middles of the small patterns lie, along either side (annex E); none in version 1.</summary>
    public int[] Patterns
    {
        get
        {
            if (Number == 1)
            {
                return [];
            }

            int count = (Number / 7) + 2;
            int step = ((Number * 4) + (count * 2) + 1) / ((count * 2) - 2) * 2;
            int[] places = new int[count];
            places[0] = 6;
            for (int i = 1; i < count; i++)
            {
                places[i] = Size - 7 - (step * (count - 1 - i));
            }

            return places;
        }
    }
}
