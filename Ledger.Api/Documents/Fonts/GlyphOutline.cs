using System.Buffers.Binary;
using System.Numerics;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Fonts;

/// <summary>
/// Turns a glyph into lines and curves, for pictures of characters that are not text: seals and watermarks.
/// Result in font units, y upwards (OpenType <c>glyf</c>).
/// </summary>
internal static class GlyphOutline
{
    private const int MaximumDepth = 6;
    private const int OnCurve = 0x01;
    private const int ShortX = 0x02;
    private const int ShortY = 0x04;
    private const int Repeat = 0x08;
    private const int SameOrPositiveX = 0x10;
    private const int SameOrPositiveY = 0x20;

    /// <exception cref="FormatException">The glyph's description is malformed.</exception>
    public static Outline Of(TrueTypeFont font, int glyph)
    {
        try
        {
            return Of(font, glyph, 0);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new FormatException("A glyph's outline is cut short.", exception);
        }
    }

    private static Outline Of(TrueTypeFont font, int glyph, int depth)
    {
        ReadOnlySpan<byte> data = font.GlyphData(glyph);
        Outline outline = new();
        if (data.IsEmpty)
        {
            return outline;
        }

        if (!CompositeGlyph.Is(data))
        {
            ReadContours(data, outline);
            return outline;
        }

        if (depth == MaximumDepth)
        {
            throw new FormatException("Composite glyphs are nested too deeply.");
        }

        foreach (int part in CompositeGlyph.Parts(data))
        {
            int component = BinaryPrimitives.ReadUInt16BigEndian(data[(part + 2)..]);
            outline.Add(Of(font, component, depth + 1).Transform(Placement(data[part..])));
        }

        return outline;
    }

    private static Matrix3x2 Placement(ReadOnlySpan<byte> part)
    {
        int flags = BinaryPrimitives.ReadUInt16BigEndian(part);
        if ((flags & CompositeGlyph.ArgumentsAreOffsets) == 0)
        {
            throw new FormatException("A composite glyph is placed by matching points, which is not supported.");
        }

        bool words = (flags & CompositeGlyph.WordArguments) != 0;
        int x = words ? BinaryPrimitives.ReadInt16BigEndian(part[4..]) : unchecked((sbyte)part[4]);
        int y = words ? BinaryPrimitives.ReadInt16BigEndian(part[6..]) : unchecked((sbyte)part[5]);
        ReadOnlySpan<byte> scale = part[(4 + CompositeGlyph.ArgumentLength(flags))..];
        if ((flags & CompositeGlyph.OneScale) != 0)
        {
            return new(Fraction(scale), 0, 0, Fraction(scale), x, y);
        }

        if ((flags & CompositeGlyph.TwoScales) != 0)
        {
            return new(Fraction(scale), 0, 0, Fraction(scale[2..]), x, y);
        }

        return (flags & CompositeGlyph.TwoByTwo) != 0
            ? new(Fraction(scale), Fraction(scale[2..]), Fraction(scale[4..]), Fraction(scale[6..]), x, y)
            : Matrix3x2.CreateTranslation(x, y);
    }

    private static float Fraction(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt16BigEndian(bytes) / 16384f;

    private static void ReadContours(ReadOnlySpan<byte> data, Outline outline)
    {
        int contours = BinaryPrimitives.ReadInt16BigEndian(data);
        int[] ends = new int[contours];
        int position = CompositeGlyph.HeaderLength;
        for (int i = 0; i < contours; i++, position += 2)
        {
            ends[i] = BinaryPrimitives.ReadUInt16BigEndian(data[position..]);
        }

        int count = contours == 0 ? 0 : ends[^1] + 1;
        position += 2 + BinaryPrimitives.ReadUInt16BigEndian(data[position..]);
        byte[] flags = ReadFlags(data, ref position, count);
        int[] xs = ReadCoordinates(data, ref position, flags, ShortX, SameOrPositiveX);
        int[] ys = ReadCoordinates(data, ref position, flags, ShortY, SameOrPositiveY);
        int start = 0;
        foreach (int end in ends)
        {
            AddContour(outline, flags.AsSpan()[start..(end + 1)], xs.AsSpan()[start..(end + 1)], ys.AsSpan()[start..(end + 1)]);
            start = end + 1;
        }
    }

    private static byte[] ReadFlags(ReadOnlySpan<byte> data, ref int position, int count)
    {
        byte[] flags = new byte[count];
        for (int i = 0; i < count;)
        {
            byte flag = data[position++];
            int times = (flag & Repeat) != 0 ? data[position++] + 1 : 1;
            for (; times > 0; times--)
            {
                flags[i++] = flag;
            }
        }

        return flags;
    }

    private static int[] ReadCoordinates(ReadOnlySpan<byte> data, ref int position, byte[] flags, int isShort, int sameOrPositive)
    {
        int[] values = new int[flags.Length];
        int value = 0;
        for (int i = 0; i < values.Length; i++)
        {
            bool marked = (flags[i] & sameOrPositive) != 0;
            if ((flags[i] & isShort) != 0)
            {
                int step = data[position++];
                value += marked ? step : -step;
            }
            else if (!marked)
            {
                value += BinaryPrimitives.ReadInt16BigEndian(data[position..]);
                position += 2;
            }

            values[i] = value;
        }

        return values;
    }

    /// <summary>Quadratic curves become cubic; between two control points lies an implied point of the curve.</summary>
    private static void AddContour(Outline outline, ReadOnlySpan<byte> flags, ReadOnlySpan<int> xs, ReadOnlySpan<int> ys)
    {
        int count = flags.Length;
        if (count < 2)
        {
            return;
        }

        Point At(ReadOnlySpan<int> x, ReadOnlySpan<int> y, int i) => new(x[i % count], y[i % count]);
        int first = 0;
        while (first < count && (flags[first] & OnCurve) == 0)
        {
            first++;
        }

        bool allControls = first == count;
        first %= count;
        Point start = allControls ? Middle(At(xs, ys, count - 1), At(xs, ys, 0)) : At(xs, ys, first);
        outline.MoveTo(start);
        Point current = start;
        Point? control = null;
        int steps = allControls ? count : count - 1;
        for (int i = 0; i < steps; i++)
        {
            int index = allControls ? i : first + 1 + i;
            Point next = At(xs, ys, index);
            bool on = (flags[index % count] & OnCurve) != 0;
            if (control is Point pending)
            {
                Point end = on ? next : Middle(pending, next);
                AddQuadratic(outline, current, pending, end);
                current = end;
                control = on ? null : next;
            }
            else if (on)
            {
                outline.LineTo(next);
                current = next;
            }
            else
            {
                control = next;
            }
        }

        if (control is Point last)
        {
            AddQuadratic(outline, current, last, start);
        }

        outline.Close();
    }

    private static Point Middle(Point a, Point b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private static void AddQuadratic(Outline outline, Point start, Point control, Point end) => outline.CurveTo(
        new(start.X + (2 * (control.X - start.X) / 3), start.Y + (2 * (control.Y - start.Y) / 3)),
        new(end.X + (2 * (control.X - end.X) / 3), end.Y + (2 * (control.Y - end.Y) / 3)),
        end);
}
