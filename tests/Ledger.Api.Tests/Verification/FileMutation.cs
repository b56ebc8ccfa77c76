namespace Ledger.Api.Tests.Verification;

/// <summary>Damage to files that somebody might do on purpose: bits, bytes, runs moved, doubled or removed, tails, and parts of another file.</summary>
internal static class FileMutation
{
    private const int LongestRun = 600;

    private static readonly byte[] Structural = "0123456789ABCDEF<>[]()/ R\n0\u0002\u0003\u00040"u8.ToArray();

    /// <summary>A damaged copy.</summary>
    /// <param name="seed">What is damaged.</param>
    /// <param name="other">Where foreign parts come from.</param>
    /// <param name="random">Decides what happens.</param>
    public static byte[] Of(byte[] seed, byte[] other, Random random)
    {
        byte[] mutant = [.. seed];
        int at = random.Next(mutant.Length);
        int length = random.Next(1, Math.Min(LongestRun, mutant.Length - at + 1) + 1);
        length = Math.Min(length, mutant.Length - at);
        switch (random.Next(9))
        {
            case 0:
                mutant[at] ^= (byte)(1 << random.Next(8));
                return mutant;
            case 1:
                for (int changes = random.Next(1, 12); changes > 0; changes--)
                {
                    mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
                }

                return mutant;
            case 2:
                for (int changes = random.Next(1, 6); changes > 0; changes--)
                {
                    mutant[random.Next(mutant.Length)] = Structural[random.Next(Structural.Length)];
                }

                return mutant;
            case 3:
                return mutant[..at];
            case 4:
                return [.. mutant[..at], .. mutant[(at + length)..]];
            case 5:
                return [.. mutant[..(at + length)], .. mutant[at..]];
            case 6:
                int from = random.Next(other.Length);
                return [.. mutant[..at], .. other[from..Math.Min(other.Length, from + length)], .. mutant[Math.Min(mutant.Length, at + length)..]];
            case 7:
                return [.. mutant, .. mutant[at..(at + length)]];
            default:
                Array.Copy(seed, at, mutant, random.Next(mutant.Length - length + 1), length);
                return mutant;
        }
    }
}
