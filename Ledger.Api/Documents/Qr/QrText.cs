using System.Text;

namespace Ledger.Api.Documents.Qr;

/// <summary>A text as the data of a QR code (ISO/IEC 18004:2015, 7.4): capital letters and digits two to eleven bits, everything else as UTF-8.</summary>
internal sealed class QrText
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    // From this version on the length has more bits (table 3).
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
        ArgumentNullException.ThrowIfNull(text);
        bool plain = text.All(character => Alphabet.Contains(character, StringComparison.Ordinal));
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        for (int number = 1; number <= QrVersion.Largest; number++)
        {
            QrVersion version = new(number, medium);
            int body = plain ? (text.Length / 2 * 11) + (text.Length % 2 * 6) : 8 * utf8.Length;
            if (4 + LengthBits(plain, number) + body <= 8 * version.DataBytes)
            {
                QrText written = new(version.DataBytes);
                written.Append(plain ? 2 : 4, 4);
                written.Append(plain ? text.Length : utf8.Length, LengthBits(plain, number));
                written.AppendAll(plain, text, utf8);
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

    private void AppendAll(bool plain, string text, byte[] utf8)
    {
        if (!plain)
        {
            foreach (byte octet in utf8)
            {
                Append(octet, 8);
            }

            return;
        }

        for (int i = 0; i + 1 < text.Length; i += 2)
        {
            Append((45 * ValueOf(text[i])) + ValueOf(text[i + 1]), 11);
        }

        if (text.Length % 2 != 0)
        {
            Append(ValueOf(text[^1]), 6);
        }
    }

    private static int ValueOf(char character) => Alphabet.IndexOf(character, StringComparison.Ordinal);

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
