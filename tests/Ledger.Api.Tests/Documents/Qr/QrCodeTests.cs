using System.Collections;
using Ledger.Api.Documents.Qr;
using QRCoder;

namespace Ledger.Api.Tests.Documents.Qr;

/// <summary>Our codes, module by module beside those of QRCoder, which nobody here wrote.</summary>
public sealed class QrCodeTests
{
    private const int Quiet = 4;

    [Theory]
    [InlineData(true, 260)]
    [InlineData(false, 1_200)]
    public void A_code_of_any_length_is_the_one_that_others_make(bool medium, int longest)
    {
        // Around each change of version, and in steps between.
        HashSet<int> versions = [];
        for (int length = 1; length <= longest; length += length < 300 ? 1 : 7)
        {
            versions.Add(Compare(string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + ((i * 7) % 26)))), medium));
        }

        Assert.Equal(Enumerable.Range(1, versions.Max()), versions.Order());
        Assert.True(versions.Count >= (medium ? 12 : 24));
    }

    [Theory]
    [InlineData("LP1:ABC $%*+-./:")]
    [InlineData("证照🄰")]
    public void Capital_letters_and_all_other_characters_are_written_as_others_do(string text)
    {
        Compare(text, medium: true);
        Compare(text, medium: false);
    }

    [Fact]
    public void The_mask_is_the_one_with_the_least_penalty_of_all()
    {
        foreach (string text in new[] { "https://licence.example/?id=1", new string('a', 300) })
        {
            int[] penalties = [.. Enumerable.Range(0, QrMask.Count).Select(mask => QrMask.Penalty(RowsOf(QrCode.Of(text, medium: false, mask))))];
            int best = Array.IndexOf(penalties, penalties.Min());
            Assert.Equal(RowsOf(QrCode.Of(text, medium: false, best)), RowsOf(QrCode.Of(text, medium: false)));
            Assert.Equal(penalties, Enumerable.Range(0, QrMask.Count).Select(mask => PenaltyByModule(RowsOf(QrCode.Of(text, medium: false, mask)))));
        }
    }

    [Fact]
    public void A_text_that_no_version_holds_is_refused()
    {
        Assert.Equal(117, QrCode.Of(new string('a', 1_273), medium: false).Size);
        Assert.Throws<ArgumentException>(() => QrCode.Of(new string('a', 1_274), medium: false));
    }

    /// <summary>Compares with QRCoder's code under the mask that it chose; the version.</summary>
    private static int Compare(string text, bool medium)
    {
        using QRCodeData others = QRCodeGenerator.GenerateQrCode(
            text, medium ? QRCodeGenerator.ECCLevel.M : QRCodeGenerator.ECCLevel.L, forceUtf8: !text.All(char.IsAscii));
        List<BitArray> rows = others.ModuleMatrix;
        int mask = 0;
        for (int i = 2; i >= 0; i--)
        {
            // Three of the format's bits, which lie below the first corner (7.9), and their own mask 101.
            mask = (mask << 1) | (rows[8 + Quiet][4 - i + Quiet] ? 1 : 0);
        }

        QrCode ours = QrCode.Of(text, medium, mask ^ 0b101);
        Assert.Equal(rows.Count, ours.Size + (2 * Quiet));
        for (int y = 0; y < ours.Size; y++)
        {
            UInt128 row = 0;
            for (int x = 0; x < ours.Size; x++)
            {
                row |= rows[y + Quiet][x + Quiet] ? UInt128.One << x : 0;
            }

            Assert.True(row == ours.Row(y), $"{text.Length} characters, row {y}");
        }

        return (ours.Size - 17) / 4;
    }

    private static UInt128[] RowsOf(QrCode code) => [.. Enumerable.Range(0, code.Size).Select(code.Row)];

    /// <summary>The penalty as the standard tells it, one module after the other.</summary>
    private static int PenaltyByModule(UInt128[] rows)
    {
        int size = rows.Length;
        bool Dark(int x, int y) => ((rows[y] >> x) & 1) != 0;
        int penalty = 0;
        foreach (bool across in new[] { true, false })
        {
            for (int line = 0; line < size; line++)
            {
                string text = string.Concat(Enumerable.Range(0, size).Select(i => (across ? Dark(i, line) : Dark(line, i)) ? '1' : '0'));
                for (int i = 0, run = 1; i < size; i++, run++)
                {
                    if (i + 1 == size || text[i + 1] != text[i])
                    {
                        penalty += run >= 5 ? run - 2 : 0;
                        run = 0;
                    }
                }

                penalty += 40 * Enumerable.Range(0, size - 10).Count(i => text[i..(i + 11)] is "10111010000" or "00001011101");
            }
        }

        int dark = 0;
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                dark += Dark(x, y) ? 1 : 0;
                bool block = x + 1 < size && y + 1 < size
                    && Dark(x, y) == Dark(x + 1, y) && Dark(x, y) == Dark(x, y + 1) && Dark(x, y) == Dark(x + 1, y + 1);
                penalty += block ? 3 : 0;
            }
        }

        return penalty + (10 * (int)(Math.Abs((100.0 * dark / (size * size)) - 50) / 5));
    }
}
