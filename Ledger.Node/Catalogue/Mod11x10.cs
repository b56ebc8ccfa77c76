namespace Ledger.Node.Catalogue;

/// <summary>The check digit of ISO/IEC 7064 MOD 11,10 (GB/T 17710-2008), which the numbers of food licences end in.</summary>
internal static class Mod11x10
{
    private const int Modulus = 10;

    /// <summary>The check digit of a row of digits.</summary>
    /// <exception cref="ArgumentException">The text has another character than 0 to 9.</exception>
    public static char Compute(ReadOnlySpan<char> digits)
    {
        if (digits.ContainsAnyExceptInRange('0', '9'))
        {
            throw new ArgumentException("Only digits have a check digit.", nameof(digits));
        }

        int product = Modulus;
        foreach (char digit in digits)
        {
            // GB/T 17710, hybrid systems: a sum of zero counts as 10; the product is twice the sum modulo 11.
            int sum = (product + digit - '0') % Modulus;
            product = 2 * (sum == 0 ? Modulus : sum) % (Modulus + 1);
        }

        // GB/T 17710, hybrid systems: (product + check) mod 10 = 1.
        return (char)('0' + ((Modulus + 1 - product) % Modulus));
    }

    /// <summary>Whether the last digit of a row is the check digit of those before it.</summary>
    /// <exception cref="ArgumentException">The text has another character than 0 to 9.</exception>
    public static bool Fits(ReadOnlySpan<char> digits) => digits.Length > 1 && Compute(digits[..^1]) == digits[^1];
}
