namespace Ledger.Api.Documents.Qr;

/// <summary>Error correction of a QR code: Reed and Solomon's over bytes (ISO/IEC 18004:2015, 7.5.2).</summary>
internal static class QrChecks
{
    // x⁸ + x⁴ + x³ + x² + 1
    private const int Field = 0x11D;
    private const int Order = 255;
    private const int MostChecks = 30;

    private static readonly byte[] Powers = MakePowers();
    private static readonly byte[] Logarithms = MakeLogarithms();
    private static readonly byte[][] Generators = [.. Enumerable.Range(0, MostChecks + 1).Select(MakeGenerator)];

    /// <summary>Data cut into blocks, the check bytes of each computed, all blocks interleaved (7.6).</summary>
    /// <param name="data">As many bytes as the version holds.</param>
    /// <param name="version">The version.</param>
    public static byte[] Interleave(ReadOnlySpan<byte> data, QrVersion version)
    {
        byte[] all = new byte[version.Bytes];
        (int blocks, int shortest) = (version.Blocks, data.Length / version.Blocks);
        int longer = data.Length % blocks;
        Span<byte> checks = stackalloc byte[MostChecks];
        checks = checks[..version.Checks];
        int start = 0;
        for (int block = 0; block < blocks; block++)
        {
            // The last blocks have a byte more, and those bytes come behind all others.
            bool isLonger = block >= blocks - longer;
            ReadOnlySpan<byte> own = data.Slice(start, shortest + (isLonger ? 1 : 0));
            start += own.Length;
            for (int i = 0; i < own.Length; i++)
            {
                all[(i * blocks) + block - (i == shortest ? blocks - longer : 0)] = own[i];
            }

            Compute(own, checks);
            for (int i = 0; i < checks.Length; i++)
            {
                all[data.Length + (i * blocks) + block] = checks[i];
            }
        }

        return all;
    }

    /// <summary>The remainder of the data by the generator of so many check bytes.</summary>
    private static void Compute(ReadOnlySpan<byte> data, Span<byte> checks)
    {
        byte[] generator = Generators[checks.Length];
        checks.Clear();
        foreach (byte octet in data)
        {
            int factor = octet ^ checks[0];
            checks[1..].CopyTo(checks);
            checks[^1] = 0;
            for (int i = 0; i < checks.Length; i++)
            {
                checks[i] ^= Times(generator[i], factor);
            }
        }
    }

    private static byte Times(int a, int b) => a == 0 || b == 0 ? (byte)0 : Powers[(Logarithms[a] + Logarithms[b]) % Order];

    private static byte[] MakePowers()
    {
        byte[] powers = new byte[Order];
        int power = 1;
        for (int i = 0; i < Order; i++)
        {
            powers[i] = (byte)power;
            power <<= 1;
            power ^= power > 0xFF ? Field : 0;
        }

        return powers;
    }

    private static byte[] MakeLogarithms()
    {
        byte[] logarithms = new byte[Order + 1];
        for (int i = 0; i < Order; i++)
        {
            logarithms[Powers[i]] = (byte)i;
        }

        return logarithms;
    }

    /// <summary>The product of all (x - 2ⁱ), without its first coefficient, which is one.</summary>
    private static byte[] MakeGenerator(int degree)
    {
        byte[] generator = new byte[degree];
        if (degree > 0)
        {
            generator[^1] = 1;
        }

        for (int i = 0; i < degree; i++)
        {
            for (int j = 0; j < degree; j++)
            {
                generator[j] = Times(generator[j], Powers[i]);
                generator[j] ^= j + 1 < degree ? generator[j + 1] : (byte)0;
            }
        }

        return generator;
    }
}
