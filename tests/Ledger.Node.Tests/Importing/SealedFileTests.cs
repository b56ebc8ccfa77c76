using System.Security.Cryptography;
using System.Text;
using Ledger.Node.Importing;

namespace Ledger.Node.Tests.Importing;

public sealed class SealedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ImportKey _key = ImportKey.Create(new byte[ImportKey.IdLength]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SealedFileFormat.ChunkLength - 1)]
    [InlineData(SealedFileFormat.ChunkLength)]
    [InlineData(SealedFileFormat.ChunkLength + 1)]
    [InlineData((2 * SealedFileFormat.ChunkLength) + 7)]
    public void What_was_written_is_read(int length)
    {
        byte[] content = RandomNumberGenerator.GetBytes(length);
        Assert.Equal(content, Read(Write(content)));
    }

    [Fact]
    public void Nothing_of_the_content_is_in_the_file_and_only_the_owner_may_read_it()
    {
        string path = Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("沈知夏,310100198806120023\n", 5_000))));
        Assert.Equal(-1, File.ReadAllBytes(path).AsSpan().IndexOf("310100198806120023"u8));
        Assert.Equal(-1, File.ReadAllBytes(path).AsSpan().IndexOf("沈知夏"u8));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Theory]
    [InlineData(0)] // the salt
    [InlineData(SealedFileFormat.SaltLength)]
    [InlineData(SealedFileFormat.SaltLength + SealedFileFormat.SealedChunkLength)]
    [InlineData(SealedFileFormat.SaltLength + SealedFileFormat.SealedChunkLength - 1)] // a tag
    public void A_changed_bit_is_seen(int at)
    {
        string path = Write(RandomNumberGenerator.GetBytes(2 * SealedFileFormat.ChunkLength));
        byte[] bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Throws<CryptographicException>(() => Read(path));
    }

    [Theory]
    [InlineData(SealedFileFormat.SaltLength - 1)]
    [InlineData(SealedFileFormat.SaltLength)]
    [InlineData(SealedFileFormat.SaltLength + 5)]
    [InlineData(SealedFileFormat.SaltLength + SealedFileFormat.SealedChunkLength)] // after a whole chunk
    [InlineData(SealedFileFormat.SaltLength + SealedFileFormat.SealedChunkLength + 20)]
    public void A_file_cut_short_is_seen(int length)
    {
        string path = Write(RandomNumberGenerator.GetBytes(3 * SealedFileFormat.ChunkLength));
        using (FileStream file = new(path, FileMode.Open))
        {
            file.SetLength(length);
        }

        Assert.Throws<CryptographicException>(() => Read(path));
    }

    [Fact]
    public void Chunks_in_another_order_are_seen()
    {
        string path = Write(RandomNumberGenerator.GetBytes(3 * SealedFileFormat.ChunkLength));
        byte[] bytes = File.ReadAllBytes(path);
        const int Chunk = SealedFileFormat.SealedChunkLength;
        Span<byte> first = bytes.AsSpan(SealedFileFormat.SaltLength, Chunk);
        byte[] kept = first.ToArray();
        bytes.AsSpan(SealedFileFormat.SaltLength + Chunk, Chunk).CopyTo(first);
        kept.CopyTo(bytes.AsSpan(SealedFileFormat.SaltLength + Chunk));
        File.WriteAllBytes(path, bytes);
        Assert.Throws<CryptographicException>(() => Read(path));
    }

    [Fact]
    public void Another_jobs_key_opens_nothing()
    {
        string path = Write([1, 2, 3]);
        using ImportKey other = ImportKey.Create(new byte[ImportKey.IdLength]);
        using SealedFileStream file = new(path, other);
        Assert.Throws<CryptographicException>(() => file.ReadByte());
    }

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

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private string Write(byte[] content)
    {
        string path = _folder[Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))];
        using SealedFileWriter file = new(path, _key);
        foreach (byte[] piece in content.Chunk(10_000))
        {
            file.Write(piece);
        }

        file.Complete();
        return path;
    }

    private byte[] Read(string path)
    {
        using SealedFileStream file = new(path, _key);
        using MemoryStream content = new();
        file.CopyTo(content);
        return content.ToArray();
    }
}
