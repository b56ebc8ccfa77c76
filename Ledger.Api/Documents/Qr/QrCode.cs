namespace Ledger.Api.Documents.Qr;

/// <summary>A QR code (ISO/IEC 18004:2015) of at most 117 modules along a side, made of whole rows at a time.</summary>
internal sealed class QrCode
{
    private readonly QrVersion _version;
    private readonly UInt128[] _dark;

    // Where no data go: the patterns, and what says of which version, level and mask the code is.
    private readonly UInt128[] _fixed;

    private QrCode(QrVersion version) =>
        (_version, _dark, _fixed) = (version, new UInt128[version.Size], new UInt128[version.Size]);

    /// <summary>Modules along a side, without the quiet zone.</summary>
    public int Size => _version.Size;

    /// <summary>The modules of a row: bit x is set where the one in column x is dark.</summary>
    public UInt128 Row(int y) => _dark[y];

    /// <summary>The smallest code of a text; equal texts give equal codes.</summary>
    /// <param name="text">Written as UTF-8, capital letters and digits apart where that is shorter.</param>
    /// <param name="medium">Whether 15 % of the code can be restored (level M), not 7 % (level L).</param>
    /// <param name="mask">0 to 7; null for the one of the least penalty.</param>
    /// <exception cref="ArgumentException">The text is too long.</exception>
    public static QrCode Of(string text, bool medium, int? mask = null)
    {
        QrCode code = new(QrText.Encode(text, medium, out byte[] data));
        code.DrawPatterns();
        code.DrawFormat(0);
        code.DrawVersion();
        code.DrawData(QrChecks.Interleave(data, code._version));
        code.Apply(mask ?? code.BestMask());
        return code;
    }

    private int BestMask()
    {
        (int best, int least) = (0, int.MaxValue);
        for (int mask = 0; mask < QrMask.Count; mask++)
        {
            Apply(mask);
            int penalty = QrMask.Penalty(_dark);
            (best, least) = penalty < least ? (mask, penalty) : (best, least);

            // Laid over twice, a mask is gone.
            Apply(mask);
        }

        return best;
    }

    private void Apply(int mask)
    {
        UInt128 all = (UInt128.One << Size) - 1;
        for (int y = 0; y < Size; y++)
        {
            _dark[y] ^= QrMask.Row(mask, y) & ~_fixed[y] & all;
        }

        DrawFormat(mask);
    }

    private void Set(int x, int y, bool dark)
    {
        UInt128 bit = UInt128.One << x;
        _dark[y] = dark ? _dark[y] | bit : _dark[y] & ~bit;
        _fixed[y] |= bit;
    }

    /// <summary>Timing lines, the three corners, and the small patterns (6.3).</summary>
    private void DrawPatterns()
    {
        for (int i = 0; i < Size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }

        DrawSquare(3, 3, 4, 2, 4);
        DrawSquare(Size - 4, 3, 4, 2, 4);
        DrawSquare(3, Size - 4, 4, 2, 4);
        int[] places = _version.Patterns;
        foreach (int x in places)
        {
            foreach (int y in places)
            {
                bool corner = (x == 6 && (y == 6 || y == places[^1])) || (y == 6 && x == places[^1]);
                if (!corner)
                {
                    DrawSquare(x, y, 2, 1, 1);
                }
            }
        }
    }

    /// <summary>Rings around a module, all dark but two.</summary>
    private void DrawSquare(int middleX, int middleY, int radius, int light, int otherLight)
    {
        for (int y = Math.Max(0, middleY - radius); y <= Math.Min(Size - 1, middleY + radius); y++)
        {
            for (int x = Math.Max(0, middleX - radius); x <= Math.Min(Size - 1, middleX + radius); x++)
            {
                int ring = Math.Max(Math.Abs(x - middleX), Math.Abs(y - middleY));
                Set(x, y, ring != light && ring != otherLight);
            }
        }
    }

    /// <summary>Level and mask, twice (7.9): five bits and ten that correct them.</summary>
    private void DrawFormat(int mask)
    {
        int data = ((_version.IsMedium ? 0 : 1) << 3) | mask;
        int bits = ((data << 10) | Remainder(data, 10, 0x537)) ^ 0x5412;
        for (int i = 0; i < 15; i++)
        {
            bool dark = ((bits >> i) & 1) != 0;

            // The timing lines are passed over.
            int along = i < 6 ? i : i + 1;
            if (i < 8)
            {
                Set(8, along, dark);
                Set(Size - 1 - i, 8, dark);
            }
            else
            {
                Set(i == 8 ? 7 : 14 - i, 8, dark);
                Set(8, Size - 15 + i, dark);
            }
        }

        Set(8, Size - 8, dark: true);
    }

    /// <summary>From version 7 on its number, twice (7.10): six bits and twelve that correct them.</summary>
    private void DrawVersion()
    {
        int number = _version.Number;
        if (number < 7)
        {
            return;
        }

        int bits = (number << 12) | Remainder(number, 12, 0x1F25);
        for (int i = 0; i < 18; i++)
        {
            bool dark = ((bits >> i) & 1) != 0;
            (int far, int near) = (Size - 11 + (i % 3), i / 3);
            Set(far, near, dark);
            Set(near, far, dark);
        }
    }

    private static int Remainder(int value, int degree, int generator)
    {
        int rest = value;
        for (int i = 0; i < degree; i++)
        {
            rest = (rest << 1) ^ ((rest >> (degree - 1)) * generator);
        }

        return rest;
    }

    /// <summary>Up and down in columns two modules wide, from the right (7.7.3).</summary>
    private void DrawData(ReadOnlySpan<byte> data)
    {
        int i = 0;
        for (int right = Size - 1; right >= 1; right -= 2)
        {
            // The upright timing line is passed over.
            right = right == 6 ? 5 : right;
            bool upwards = ((right + 1) & 2) == 0;
            for (int step = 0; step < Size; step++)
            {
                int y = upwards ? Size - 1 - step : step;
                for (int x = right; x >= right - 1; x--)
                {
                    UInt128 bit = UInt128.One << x;
                    if ((_fixed[y] & bit) == 0 && i < 8 * data.Length)
                    {
                        _dark[y] |= ((data[i >> 3] >> (7 - (i & 7))) & 1) != 0 ? bit : 0;
                        i++;
                    }
                }
            }
        }
    }
}
