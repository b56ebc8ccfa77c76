using System.Text;

namespace Ledger.Api.Documents.Qr;

/// <summary>A text as the data of a QR code (ISO/IEC 18004:2015, 7.4), in UTF-8.</summary>
internal sealed class QrText
{
    private const int HeadBits = 4;

    // From this version on lengths have more bits (table 3).
    private const int LongFrom = 10;

    private readonly byte[] _data;
    private int _bits;

    private QrText(int length) => _data = new byte[length];

    /// <summary>The smallest version that holds a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="medium">Level M, not L.</param>
    /// <param name="data">Its data, filled up.</param>
    /// <exception cref="ArgumentException">None holds it.</exception>
    public static QrVersion Encode(string text, bool medium, out byte[] data)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        List<Range> parts = [];
        bool[] plain = [];
        int bits = 0;
        for (int number = 1; number <= QrVersion.Largest; number++)
        {
            if (number is 1 or LongFrom)
            {
                plain = QrSegments.Cut(utf8, HeadBits + LengthBits(true, number), HeadBits + LengthBits(false, number));
                parts = PartsOf(plain);
                bits = parts.Sum(part => BitsOf(plain[part.Start], part.End.Value - part.Start.Value, number));
            }

            QrVersion version = new(number, medium);
            if (bits <= 8 * version.DataBytes)
            {
                QrText written = new(version.DataBytes);
                foreach (Range part in parts)
                {
                    written.Append(utf8.AsSpan(part), plain[part.Start], number);
                }

                written.FillUp();
                data = written._data;
                return version;
            }
        }

        throw new ArgumentException($"No QR code here holds {utf8.Length} bytes.", nameof(text));
    }

    private static int LengthBits(bool plain, int version) => (plain, version >= LongFrom) switch
    {
        (true, false) => 9,
        (true, true) => 11,
        (false, false) => 8,
        (false, true) => 16,
    };

    private static int BitsOf(bool plain, int length, int version) =>
        HeadBits + LengthBits(plain, version) + (plain ? (length / 2 * 11) + (length % 2 * 6) : 8 * length);

    private static List<Range> PartsOf(bool[] plain)
    {
        List<Range> parts = [];
        int start = 0;
        for (int i = 1; i <= plain.Length; i++)
        {
            if (i == plain.Length || plain[i] != plain[start])
            {
                parts.Add(start..i);
                start = i;
            }
        }

        return parts;
    }

    private void Append(ReadOnlySpan<byte> part, bool plain, int version)
    {
        Append(plain ? 2 : 4, HeadBits);
        Append(part.Length, LengthBits(plain, version));
        int step = plain ? 2 : 1;
        for (int i = 0; i < part.Length; i += step)
        {
            if (!plain)
            {
                Append(part[i], 8);
            }
            else if (i + 1 < part.Length)
            {
                Append((45 * ValueOf(part[i])) + ValueOf(part[i + 1]), 11);
            }
            else
            {
                Append(ValueOf(part[i]), 6);
            }
        }
    }

    private static int ValueOf(byte octet) => QrSegments.Alphabet.IndexOf((char)octet, StringComparison.Ordinal);

    /// <summary>Four bits of nothing end the text as far as there is room; then come two bytes in turn (7.4.10).</summary>
    private void FillUp()
    {
        int used = (Math.Min(_bits + 4, 8 * _data.Length) + 7) / 8;
        for (int i = used; i < _data.Length; i++)
        {
            _data[i] = (i - used) % 2 == 0 ? (byte)0xEC : (byte)0x11;
        }
    }

    private void Append(int value, int bits)
    {
        for (int i = bits - 1; i >= 0; i--, _bits++)
        {
            _data[_bits >> 3] |= (byte)(((value >> i) & 1) << (7 - (_bits & 7)));
        }
    }
}
