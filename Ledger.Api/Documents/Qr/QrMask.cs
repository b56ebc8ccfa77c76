namespace Ledger.Api.Documents.Qr;

/// <summary>The patterns that are laid over the data so that no scanner is misled, and how likely one still is (ISO/IEC 18004:2015, 7.8).</summary>
internal static class QrMask
{
    /// <summary>How many there are.</summary>
    public const int Count = 8;

    // Every pattern repeats after twelve rows.
    private const int Period = 12;

    private static readonly UInt128[][] Rows = [.. Enumerable.Range(0, Count).Select(MakeRows)];

    /// <summary>One row of a pattern: bit x says whether the module there is inverted.</summary>
    public static UInt128 Row(int mask, int y) => Rows[mask][y % Period];

    /// <summary>The penalty of a symbol (7.8.3.1): the less, the better.</summary>
    /// <param name="rows">Its rows; bit x is set where the module is dark.</param>
    public static int Penalty(ReadOnlySpan<UInt128> rows)
    {
        int size = rows.Length;
        UInt128 all = (UInt128.One << size) - 1;
        (int penalty, int dark) = (0, 0);
        UInt128 runsAbove = 0;
        for (int y = 0; y < size; y++)
        {
            UInt128 row = rows[y];
            dark += Bits(row);
            UInt128 alike = ~(row ^ (row >> 1)) & (all >> 1);
            UInt128 runs = alike & (alike >> 1) & (alike >> 2) & (alike >> 3);
            penalty += Run(runs, runs << 1) + (40 * Finders(row, all));
            if (y + 1 < size)
            {
                UInt128 below = rows[y + 1];
                penalty += 3 * Bits(alike & ~(below ^ (below >> 1)) & ~(row ^ below));
            }

            UInt128 down = y + 5 > size ? 0 : all & ~((row ^ rows[y + 1]) | (row ^ rows[y + 2]) | (row ^ rows[y + 3]) | (row ^ rows[y + 4]));
            penalty += Run(down, runsAbove) + (40 * FindersDown(rows, y, all));
            runsAbove = down;
        }

        int modules = size * size;
        return penalty + (10 * (Math.Abs((20 * dark) - (10 * modules)) / modules));
    }

    /// <summary>Three for five alike in a line, one for each more: a bit stands where five begin.</summary>
    private static int Run(UInt128 fives, UInt128 before) => Bits(fives) + (2 * Bits(fives & ~before));

    /// <summary>What looks like the corner pattern: 1:1:3:1:1 with four light modules on one side.</summary>
    private static int Finders(UInt128 row, UInt128 all)
    {
        UInt128 light = ~row & all;
        UInt128 core = row & (light >> 1) & (row >> 2) & (row >> 3) & (row >> 4) & (light >> 5) & (row >> 6);
        return core == 0 ? 0
            : Bits(core & (light >> 7) & (light >> 8) & (light >> 9) & (light >> 10))
                + Bits(core & (light << 1) & (light << 2) & (light << 3) & (light << 4));
    }

    private static int FindersDown(ReadOnlySpan<UInt128> rows, int y, UInt128 all)
    {
        if (y + 7 > rows.Length)
        {
            return 0;
        }

        UInt128 core = rows[y] & ~rows[y + 1] & rows[y + 2] & rows[y + 3] & rows[y + 4] & ~rows[y + 5] & rows[y + 6] & all;
        int count = 0;
        if (core != 0 && y + 11 <= rows.Length)
        {
            count += Bits(core & ~(rows[y + 7] | rows[y + 8] | rows[y + 9] | rows[y + 10]));
        }

        if (core != 0 && y >= 4)
        {
            count += Bits(core & ~(rows[y - 1] | rows[y - 2] | rows[y - 3] | rows[y - 4]));
        }

        return count;
    }

    private static int Bits(UInt128 bits) => (int)UInt128.PopCount(bits);

    private static UInt128[] MakeRows(int mask)
    {
        UInt128[] rows = new UInt128[Period];
        for (int y = 0; y < Period; y++)
        {
            for (int x = 0; x < 128; x++)
            {
                rows[y] |= Inverts(mask, x, y) ? UInt128.One << x : 0;
            }
        }

        return rows;
    }

    private static bool Inverts(int mask, int x, int y) => 0 == mask switch
    {
        0 => (x + y) % 2,
        1 => y % 2,
        2 => x % 3,
        3 => (x + y) % 3,
        4 => ((x / 3) + (y / 2)) % 2,
        5 => (x * y % 2) + (x * y % 3),
        6 => ((x * y % 2) + (x * y % 3)) % 2,
        _ => (((x + y) % 2) + (x * y % 3)) % 2,
    };
}
