using System.Buffers.Binary;
using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>
/// An ICC version 4.2 display profile of sRGB (IEC 61966-2-1) for the output intent, computed here so that
/// no profile of unclear licence has to be shipped. All numbers are adapted to D50 by Bradford's method.
/// </summary>
internal static class SrgbProfile
{
    private static readonly double[] D50 = [0.96420, 1.0, 0.82491];

    /// <summary>The profile's bytes.</summary>
    public static byte[] Bytes { get; } = Build();

    private static byte[] Build()
    {
        byte[] curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Text("sRGB")),
            ("cprt", Text("No copyright, use freely")),
            ("wtpt", Tagged("XYZ ", D50)),
            ("chad", Tagged("sf32", [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168])),
            ("rXYZ", Tagged("XYZ ", [0.43607, 0.22249, 0.01392])),
            ("gXYZ", Tagged("XYZ ", [0.38515, 0.71687, 0.09708])),
            ("bXYZ", Tagged("XYZ ", [0.14307, 0.06061, 0.71410])),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];
        int position = 128 + 4 + (12 * tags.Length);
        byte[] profile = new byte[position + tags.Sum(tag => tag.Data.Length)];
        WriteHeader(profile);
        Write(profile, 128, tags.Length);
        for (int i = 0; i < tags.Length; i++)
        {
            int entry = 132 + (12 * i);
            Encoding.ASCII.GetBytes(tags[i].Tag, profile.AsSpan(entry));
            Write(profile, entry + 4, position);
            Write(profile, entry + 8, tags[i].Data.Length);
            tags[i].Data.CopyTo(profile, position);
            position += tags[i].Data.Length;
        }

        return profile;
    }

    /// <summary>ICC.1:2004-10 §7.2.</summary>
    private static void WriteHeader(byte[] profile)
    {
        Write(profile, 0, profile.Length);
        Write(profile, 8, 0x04200000);
        Encoding.ASCII.GetBytes("mntrRGB XYZ ", profile.AsSpan(12));
        BinaryPrimitives.WriteUInt16BigEndian(profile.AsSpan(24), 2026);
        BinaryPrimitives.WriteUInt16BigEndian(profile.AsSpan(26), 1);
        BinaryPrimitives.WriteUInt16BigEndian(profile.AsSpan(28), 1);
        Encoding.ASCII.GetBytes("acsp", profile.AsSpan(36));
        for (int i = 0; i < 3; i++)
        {
            Write(profile, 68 + (4 * i), Fixed(D50[i]));
        }
    }

    /// <summary>parametricCurveType 3 (§10.15): ((x + 0.055) / 1.055)^2.4 above 0.04045, x / 12.92 below.</summary>
    private static byte[] Curve()
    {
        byte[] data = Tagged("para", [0, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]);
        BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(8), 3);
        return data;
    }

    private static byte[] Tagged(string type, double[] numbers)
    {
        byte[] data = new byte[8 + (4 * numbers.Length)];
        Encoding.ASCII.GetBytes(type, data);
        for (int i = 0; i < numbers.Length; i++)
        {
            Write(data, 8 + (4 * i), Fixed(numbers[i]));
        }

        return data;
    }

    /// <summary>multiLocalizedUnicodeType with one record (§10.13), padded to four bytes.</summary>
    private static byte[] Text(string text)
    {
        byte[] unicode = Encoding.BigEndianUnicode.GetBytes(text);
        byte[] data = new byte[(28 + unicode.Length + 3) & ~3];
        Encoding.ASCII.GetBytes("mluc", data);
        Write(data, 8, 1);
        Write(data, 12, 12);
        Encoding.ASCII.GetBytes("enUS", data.AsSpan(16));
        Write(data, 20, unicode.Length);
        Write(data, 24, 28);
        unicode.CopyTo(data, 28);
        return data;
    }

    private static int Fixed(double value) => (int)Math.Round(value * 65536);

    private static void Write(byte[] data, int offset, int value) =>
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(offset), value);
}
