using System.IO.Compression;

namespace Ledger.Api.Documents.Ofd;

/// <summary>One file of a package as it lies there.</summary>
/// <param name="Name">Path from the package's root, parts joined by <c>/</c>.</param>
/// <param name="IsDeflated">Whether <paramref name="Stored"/> is compressed (RFC 1951).</param>
/// <param name="Checksum">CRC-32 of the content.</param>
/// <param name="Length">Bytes of the content.</param>
/// <param name="Stored">The bytes that lie in the package.</param>
internal sealed record OfdPart(string Name, bool IsDeflated, uint Checksum, int Length, ReadOnlyMemory<byte> Stored)
{
    /// <summary>A file that is compressed.</summary>
    public static OfdPart Deflate(string name, ReadOnlySpan<byte> content)
    {
        using MemoryStream stored = new();
        using (DeflateStream deflater = new(stored, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflater.Write(content);
        }

        return new(name, IsDeflated: true, Crc32.Of(content), content.Length, stored.ToArray());
    }

    /// <summary>A file that lies in the package as it is, so that its content decides every byte of it.</summary>
    public static OfdPart Store(string name, ReadOnlyMemory<byte> content) =>
        new(name, IsDeflated: false, Crc32.Of(content.Span), content.Length, content);
}
