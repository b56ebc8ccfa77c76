namespace Ledger.Node.Tests.Importing;

/// <summary>Random damage to texts that readers must survive.</summary>
internal static class TextMutation
{
    private static readonly byte[] Special = [.. "'\"\\,{}[]:\r\n\0 u0-e."u8, 0x80, 0xE5, 0xFF];

    /// <summary>A copy with one to six bytes replaced by ones that mean something, removed, doubled or moved.</summary>
    public static byte[] Of(ReadOnlySpan<byte> original, Random random)
    {
        List<byte> bytes = [.. original];
        for (int i = random.Next(1, 7); i > 0 && bytes.Count > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = Special[random.Next(Special.Length)];
                    break;
                case 1:
                    bytes.Insert(at, Special[random.Next(Special.Length)]);
                    break;
                case 2:
                    bytes.RemoveRange(at, int.Min(random.Next(1, 9), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, int.Min(8, bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
