namespace Ledger.Crypto.Tests;

/// <summary>Random damage to bytes that parsers must survive.</summary>
internal static class Mutation
{
    /// <summary>A copy with one to four bytes flipped, replaced, removed, doubled or moved.</summary>
    public static byte[] Of(ReadOnlySpan<byte> original, Random random)
    {
        List<byte> bytes = [.. original];
        for (int i = random.Next(1, 5); i > 0 && bytes.Count > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, random.Next(1, bytes.Count - at + 1) % 8);
                    break;
                case 3:
                    bytes.Insert(at, bytes[random.Next(bytes.Count)]);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, int.Min(8, bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
