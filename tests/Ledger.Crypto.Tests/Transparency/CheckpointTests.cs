using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class CheckpointTests
{
    private const string Root = "4fOjAp0Dxx4M+c22BBdc7VmUqrn88sPqHcIlTFMXa2w=";

    [Fact]
    public void A_checkpoint_is_three_lines()
    {
        Checkpoint checkpoint = new("ledger.example/zj", 4, Digest.FromBase64(Root));
        Assert.Equal($"ledger.example/zj\n4\n{Root}\n", checkpoint.Format());
        Assert.Equal(checkpoint, Checkpoint.Parse(checkpoint.Format()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ledger.example/zj\n4\n" + Root)]
    [InlineData("ledger.example/zj\n4\n" + Root + "\n\n")]
    [InlineData("ledger.example/zj\n4\n" + Root + "\nextension\n")]
    [InlineData("ledger.example/zj\r\n4\r\n" + Root + "\r\n")]
    [InlineData("ledger.example/zj\n04\n" + Root + "\n")]
    [InlineData("ledger.example/zj\n+4\n" + Root + "\n")]
    [InlineData("ledger.example/zj\n-4\n" + Root + "\n")]
    [InlineData("ledger.example/zj\n 4\n" + Root + "\n")]
    [InlineData("ledger.example/zj\n4.0\n" + Root + "\n")]
    [InlineData("ledger.example/zj\n٤\n" + Root + "\n")]
    [InlineData("ledger.example/zj\n9223372036854775808\n" + Root + "\n")]
    [InlineData("ledger.example/zj\n\n" + Root + "\n")]
    [InlineData("\n4\n" + Root + "\n")]
    [InlineData("ledger example\n4\n" + Root + "\n")]
    [InlineData("ledger.example/zj\n4\n4fOjAp0Dxx4M+c22BBdc7VmUqrn88sPqHcIlTFMXa2x=\n")]
    [InlineData("ledger.example/zj\n4\n4fOjAp0Dxx4M+c22BBdc7VmUqrn88sPqHcIlTFMXa2w\n")]
    [InlineData("ledger.example/zj\n4\n4fOjAp0Dxx4M-c22BBdc7VmUqrn88sPqHcIlTFMXa2w=\n")]
    public void Any_other_text_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => Checkpoint.Parse(text));
    }

    [Fact]
    public void A_checkpoint_that_could_not_be_read_is_not_written()
    {
        Digest root = Digest.FromBase64(Root);
        Assert.Throws<InvalidOperationException>(() => new Checkpoint("two\nlines", 4, root).Format());
        Assert.Throws<InvalidOperationException>(() => new Checkpoint("ledger.example/zj", -1, root).Format());
    }
}
