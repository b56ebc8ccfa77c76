using System.Runtime.CompilerServices;

namespace Ledger.Crypto.Curves;

/// <summary>A <see cref="CombTable"/> for lanes: in their Montgomery form (times 2^261), each point on a line of the cache of its own.</summary>
internal sealed unsafe class LaneTable
{
    private const int Line = 64;

    // Pinned, so that the address of the first entry stays what it is.
    private readonly AffinePoint[] _room;
    private readonly AffinePoint* _first;

    public LaneTable(CombTable table)
    {
        ReadOnlySpan<AffinePoint> multiples = table.Multiples;
        (Width, Places) = (table.Width, table.Places);
        _room = GC.AllocateUninitializedArray<AffinePoint>(multiples.Length + 1, pinned: true);
        _first = (AffinePoint*)unchecked(((nuint)Unsafe.AsPointer(ref _room[0]) + Line - 1) & ~(nuint)(Line - 1));
        for (int i = 0; i < multiples.Length; i++)
        {
            _first[i] = new AffinePoint(new FieldElement(Form(multiples[i].X)), new FieldElement(Form(multiples[i].Y)));
        }
    }

    /// <summary>Bits of a digit.</summary>
    public int Width { get; }

    /// <summary>Digits of a scalar.</summary>
    public int Places { get; }

    /// <summary>The first entry: the multiples of each place, place after place. They stay there as long as the table is referenced.</summary>
    public AffinePoint* First => _first;

    /// <summary>The form of lanes of an element: 2^5 times the other one.</summary>
    public static UInt256 Form(FieldElement element)
    {
        for (int i = 0; i < 5; i++)
        {
            element += element;
        }

        return element.Value;
    }

    /// <summary>Finds the multiples that add up to a scalar times the point. They stay where they are as long as the table is referenced.</summary>
    /// <param name="scalar">Not 0.</param>
    /// <param name="entries">Receives where each multiple lies.</param>
    /// <param name="signs">Receives −1 for each of which the opposite is to be added, else 0.</param>
    [SkipLocalsInit]
    public void Find(in Scalar scalar, AffinePoint** entries, long* signs)
    {
        Span<short> digits = stackalloc short[Places];
        scalar.WriteOddDigits(Width, digits);
        unchecked
        {
            AffinePoint* place = _first;
            foreach (short digit in digits)
            {
                *entries = place + (int.Abs(digit) >> 1);
                *signs = digit >> 15;
                entries++;
                signs++;
                place += 1 << (Width - 1);
            }
        }
    }
}
