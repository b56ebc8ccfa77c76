using System.IO.Compression;
using System.Text;
using Ledger.Node.Materials;

namespace Ledger.Node.Tests.Materials;

public sealed class MediaSnifferTests
{
    private static readonly Dictionary<string, byte[]> Files = new()
    {
        [MediaTypes.Pdf] = MaterialLedger.Pdf(),
        [MediaTypes.Jpeg] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 0xFF, 0xD9],
        [MediaTypes.Png] = Convert.FromHexString("89504e470d0a1a0a0000000d49484452"),
        [MediaTypes.Ofd] = Zip(CompressionLevel.Optimal, "OFD.xml", "Doc_0/Document.xml"),
        [MediaTypes.Zip] = Zip(CompressionLevel.NoCompression, "a.txt", "OFD.xml.txt", "Doc/OFD.xml"),
        [MediaTypes.Text] = Encoding.UTF8.GetBytes("沈知夏\t1\r\n𬭎\n"),
    };

    public static TheoryData<string> Declared => [.. MediaTypes.All];

    [Theory]
    [MemberData(nameof(Declared))]
    public void A_file_is_taken_as_what_it_is_however_it_is_cut_and_as_nothing_else(string declared)
    {
        foreach ((string real, byte[] file) in Files)
        {
            Assert.All([1, 3, 7, 4096], piece => Assert.Equal(real == declared, Fits(declared, file, piece)));
        }
    }

    [Fact]
    public void A_zip_file_that_breaks_off_or_goes_on_is_none()
    {
        byte[] whole = Files[MediaTypes.Zip];
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.False(Fits(MediaTypes.Zip, whole[..length], 4096), $"{length}");
        }

        Assert.False(Fits(MediaTypes.Zip, [.. whole, 0], 4096));
    }

    [Fact]
    public void A_zip_file_has_a_thousand_entries_at_most_and_is_read_however_long_it_is()
    {
        Assert.True(Fits(MediaTypes.Zip, Zip(CompressionLevel.NoCompression, [.. Enumerable.Range(0, 1_000).Select(i => $"{i}")]), 65_536));
        Assert.False(Fits(MediaTypes.Zip, Zip(CompressionLevel.NoCompression, [.. Enumerable.Range(0, 1_001).Select(i => $"{i}")]), 65_536));
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("OFD.xml", CompressionLevel.NoCompression).Open();
            entry.Write(new byte[4 * ZipDirectory.EndLength]);
        }

        Assert.True(Fits(MediaTypes.Ofd, stream.ToArray(), 65_536));
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("e6b2")] // half a character
    [InlineData("6100")]
    [InlineData("61c285")] // U+0085
    [InlineData("eda080")] // a surrogate
    public void What_is_no_plain_text_is_not_taken_for_it(string bytes) =>
        Assert.All([1, 4096], piece => Assert.False(Fits(MediaTypes.Text, Convert.FromHexString(bytes), piece)));

    [Fact]
    public void A_wrong_file_is_refused_with_its_first_bytes()
    {
        MediaSniffer sniffer = new(MediaTypes.Pdf);
        sniffer.Append("<html>"u8);
        LedgerException refusal = Assert.Throws<LedgerException>(() => sniffer.Append("<p>"u8));
        Assert.Equal((LedgerError.InvalidField, "/mediaType"), (refusal.Error, refusal.Field));
    }

    private static bool Fits(string declared, byte[] file, int piece)
    {
        try
        {
            MediaSniffer sniffer = new(declared);
            foreach (byte[] part in file.Chunk(piece))
            {
                sniffer.Append(part);
            }

            sniffer.Finish();
            return true;
        }
        catch (LedgerException)
        {
            return false;
        }
    }

    private static byte[] Zip(CompressionLevel level, params string[] names)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in names)
            {
                using Stream entry = archive.CreateEntry(name, level).Open();
                entry.Write("<ofd/>"u8);
            }
        }

        return stream.ToArray();
    }
}
