namespace Ledger.Api.Documents.Qr;

/// <summary>Cuts a text into parts, each written in the shorter of two forms (ISO/IEC 18004:2015, annex J): capital letters and digits, or bytes.</summary>
internal static class QrSegments
{
    /// <summary>What the shorter form can write (table 5), each at its value.</summary>
    public const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    // In sixths of a bit: two characters of the shorter form take eleven bits.
    private const int Unit = 6;
    private const int PlainCharacter = 33;
    private const int Octet = 48;
    private const int Never = int.MaxValue / 2;

    /// <summary>For each byte of a text whether it is written in the shorter form, so that all takes the fewest bits.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="plainHead">Bits that begin a part of the shorter form.</param>
    /// <param name="octetHead">Bits that begin a part of bytes.</param>
    public static bool[] Cut(ReadOnlySpan<byte> utf8, int plainHead, int octetHead)
    {
        // From the end: what the rest of the text takes when the byte here is in one form or the other, and whether the next keeps it.
        bool[] plainStays = new bool[utf8.Length];
        bool[] octetStays = new bool[utf8.Length];
        (int plain, int octets) = (0, 0);
        for (int i = utf8.Length - 1; i >= 0; i--)
        {
            (plainStays[i], octetStays[i]) = (plain <= octets + (Unit * octetHead), octets <= plain + (Unit * plainHead));
            (int plainRest, int octetRest) = (Math.Min(plain, octets + (Unit * octetHead)), Math.Min(octets, plain + (Unit * plainHead)));
            plain = IsPlain(utf8[i]) ? Math.Min(Never, plainRest + PlainCharacter) : Never;
            octets = Math.Min(Never, octetRest + Octet);
        }

        bool[] cut = new bool[utf8.Length];
        bool isPlain = plain + (Unit * plainHead) < octets + (Unit * octetHead);
        for (int i = 0; i < cut.Length; i++)
        {
            cut[i] = isPlain;
            isPlain = isPlain ? plainStays[i] : !octetStays[i];
        }

        return cut;
    }

    private static bool IsPlain(byte octet) => octet < 0x80 && Alphabet.Contains((char)octet, StringComparison.Ordinal);
}
