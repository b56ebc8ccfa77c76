using System.Security.Cryptography;
using Ledger.Node.Importing;

namespace Ledger.Node.Tests.Importing;

public sealed class ImportKeyTests : IDisposable
{
    private readonly ImportKey _key = ImportKey.Create(new byte[ImportKey.IdLength]);

    [Fact]
    public void What_is_sealed_under_one_name_opens_under_no_other()
    {
        byte[] content = _key.Seal("1", "a row"u8);
        Assert.Equal("a row"u8, _key.Open("1", content));
        Assert.Throws<CryptographicException>(() => _key.Open("2", content));
    }

    [Fact]
    public void The_request_key_of_a_row_is_the_same_whenever_it_is_tried()
    {
        Assert.Equal(_key.OfRow("s", 1, "x"u8), _key.OfRow("s", 1, "x"u8));
        Assert.Equal(_key.OfRow("s", 1, "x"u8).Key, _key.OfRow("s", 1, "y"u8).Key);
        Assert.NotEqual(_key.OfRow("s", 1, "x"u8).Digest, _key.OfRow("s", 1, "y"u8).Digest);
        Assert.NotEqual(_key.OfRow("s", 1, "x"u8).Key, _key.OfRow("s", 2, "x"u8).Key);
    }

    public void Dispose() => _key.Dispose();
}
