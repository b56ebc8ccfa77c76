using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class LogConsistencyTests
{
    private static readonly LogConsistency Sample = new(3, 7, [Digest.Sha256("a"u8)], [Digest.Sha256("b"u8), Digest.Sha256("c"u8)]);

    [Fact]
    public void A_path_is_read_as_it_was_written()
    {
        byte[] bytes = Sample.Format();
        LogConsistency read = LogConsistency.Parse(bytes);
        Assert.Equal(bytes, read.Format());
        Assert.Equal((3, 7, 1, 2), (read.OldSize, read.NewSize, read.Sha256.Count, read.Sm3.Count));
    }

    [Fact]
    public void Another_form_is_refused()
    {
        string text = System.Text.Encoding.UTF8.GetString(Sample.Format());
        string[] wrong =
        [
            "", "[]", "{}", " " + text, text + "\n", text.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal),
            text.Replace("\"oldSize\":3", "\"oldSize\":-3", StringComparison.Ordinal), text.Replace("{", "{\"a\":1,", StringComparison.Ordinal),
            text.Replace("=", "", StringComparison.Ordinal),
            System.Text.Encoding.UTF8.GetString((Sample with { Sm3 = [.. Enumerable.Repeat(default(Digest), 65)] }).Format()),
        ];
        Assert.All(wrong, item => Assert.ThrowsAny<FormatException>(() => LogConsistency.Parse(System.Text.Encoding.UTF8.GetBytes(item))));
    }
}
