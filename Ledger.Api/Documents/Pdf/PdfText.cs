using System.Globalization;
using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>How values are written in a PDF file (ISO 32000-1 §7.3, §7.9).</summary>
internal static class PdfText
{
    /// <summary>A number with at most three decimals and no exponent.</summary>
    public static string Number(double value)
    {
        StringBuilder number = new();
        Append(number, value, 3);
        return number.ToString();
    }

    /// <summary>Writes a number with at most so many decimals, 0 to 3: pages have thousands, so it is done by hand.</summary>
    public static void Append(StringBuilder text, double value, int decimals)
    {
        ArgumentNullException.ThrowIfNull(text);
        int unit = decimals switch { 0 => 1, 1 => 10, 2 => 100, _ => 1000 };
        long scaled = (long)Math.Round(value * unit);
        if (scaled < 0)
        {
            text.Append('-');
            scaled = -scaled;
        }

        (long whole, long rest) = Math.DivRem(scaled, unit);
        text.Append(whole);
        if (rest == 0)
        {
            return;
        }

        text.Append('.');
        while (rest > 0)
        {
            unit /= 10;
            (long digit, rest) = Math.DivRem(rest, unit);
            text.Append((char)('0' + digit));
        }
    }

    /// <summary>A text string: UTF-16 with its mark, in hexadecimal.</summary>
    public static string String(string value) =>
        $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(value))}>";

    /// <summary>A name; what is not a regular character is escaped (§7.3.5).</summary>
    public static string Name(string value)
    {
        StringBuilder name = new("/");
        foreach (byte octet in Encoding.UTF8.GetBytes(value))
        {
            bool regular = octet is > 0x20 and < 0x7F && !"#()<>[]{}/%".Contains((char)octet, StringComparison.Ordinal);
            name.Append(regular ? ((char)octet).ToString() : $"#{octet:X2}");
        }

        return name.ToString();
    }

    /// <summary>A date with its distance from UTC (§7.9.4).</summary>
    public static string Date(DateTimeOffset time)
    {
        string offset = time.ToString("zzz", CultureInfo.InvariantCulture).Replace(':', '\'');
        return $"(D:{time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}{offset}')";
    }

    /// <summary>A reference to an object.</summary>
    public static string Reference(int number) => $"{number} 0 R";
}
