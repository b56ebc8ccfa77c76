using System.Security.Cryptography;
using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Storage;

public sealed class SealedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(16);

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
    public void Another_key_opens_nothing()
    {
        string path = Write([1, 2, 3]);
        using SealedFileStream file = new(path, _ => RandomNumberGenerator.GetBytes(16));
        Assert.Throws<CryptographicException>(() => file.ReadByte());
    }

    [Fact]
    public void A_file_that_was_closed_gives_nothing_more_and_its_memory_is_given_back_once()
    {
        SealedFileStream closed = new(Write(RandomNumberGenerator.GetBytes(100)), KeyOf);
        Assert.NotEqual(-1, closed.ReadByte());
        closed.Dispose();
        closed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => closed.ReadByte());

        // An array that went back twice would be given to both of these.
        (byte[] first, byte[] second) = ([.. Enumerable.Repeat((byte)1, 1_000)], [.. Enumerable.Repeat((byte)2, 1_000)]);
        using SealedFileStream one = new(Write(first), KeyOf);
        using SealedFileStream other = new(Write(second), KeyOf);
        Assert.Equal((1, 2), (one.ReadByte(), other.ReadByte()));
        Assert.Equal((1, 2), (one.ReadByte(), other.ReadByte()));
    }

    [Fact]
    public void The_digest_of_a_file_is_that_of_its_bytes()
    {
        using SealedFileWriter file = new(_folder["digest"], KeyOf);
        file.Write(RandomNumberGenerator.GetBytes(100_000));
        byte[] digest = file.Complete().ToArray();
        Assert.Equal(SHA256.HashData(File.ReadAllBytes(_folder["digest"])), digest);
    }

    public void Dispose() => _folder.Dispose();

    private byte[] KeyOf(ReadOnlySpan<byte> salt) => HmacSm3.Compute(_key, salt).Span[..16].ToArray();

    private string Write(byte[] content)
    {
        string path = _folder[Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))];
        using SealedFileWriter file = new(path, KeyOf);
        foreach (byte[] piece in content.Chunk(10_000))
        {
            file.Write(piece);
        }

        file.Complete();
        return path;
    }

    private byte[] Read(string path)
    {
        using SealedFileStream file = new(path, KeyOf);
        using MemoryStream content = new();
        file.CopyTo(content);
        return content.ToArray();
    }
}
