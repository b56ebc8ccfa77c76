namespace Ledger.Node.Licences;

/// <summary>
/// The check character of ISO/IEC 7064 MOD 37,36 (GB/T 17710-2008) over digits and capital letters. A single wrong
/// character always changes it. Two swapped neighbours change it except for 36 combinations of state and pair out of 22,680.
/// </summary>
internal static class Mod37x36
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int Modulus = 36;

    /// <summary>The check character of a text of <c>[0-9A-Z]</c>.</summary>
    /// <exception cref="ArgumentException">The text has another character.</exception>
    public static char Compute(ReadOnlySpan<char> text)
    {
        int product = Modulus;
        foreach (char character in text)
        {
            product = Next(product, Value(character));
        }

        // GB/T 17710, hybrid systems: (product + check) mod 36 = 1.
        return Alphabet[(Modulus + 1 - product) % Modulus];
    }

    /// <summary>
    /// The check character that a wrong implementation in use in Shandong gives: it counts its letters from 11 (A) and
    /// not from 10, reduces their sums by 37 and not by 36, and counts the alphabet from one when it writes the result.
    /// Never written by us; read only to explain identifiers that carry it.
    /// </summary>
    /// <exception cref="ArgumentException">The text has another character than <c>[0-9A-Z]</c>.</exception>
    public static char ComputeLegacy(ReadOnlySpan<char> text)
    {
        int product = Modulus;
        foreach (char character in text)
        {
            bool isLetter = char.IsAsciiLetterUpper(character);
            int sum = product + Value(character) + (isLetter ? 1 : 0);
            product = Doubled(isLetter && sum > Modulus + 1 ? sum % (Modulus + 1) : sum);
        }

        return Alphabet[Modulus - product];
    }

    /// <summary>One step of the recursion: from 1…36 and a character value to 1…36.</summary>
    internal static int Next(int product, int value) => Doubled(product + value);

    // GB/T 17710, hybrid systems: a sum of zero counts as 36; the product is twice the sum modulo 37.
    private static int Doubled(int sum)
    {
        int reduced = sum % Modulus;
        return 2 * (reduced == 0 ? Modulus : reduced) % (Modulus + 1);
    }

    private static int Value(char character)
    {
        int value = Alphabet.IndexOf(character, StringComparison.Ordinal);
        return value >= 0
            ? value
            : throw new ArgumentException("Only digits and capital letters have a check character.", nameof(character));
    }
}
