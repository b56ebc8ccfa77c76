using System.Diagnostics;
using System.Text;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Tests.Documents.Reading;

public class PdfPackedReaderTests
{
    private static readonly PdfObjectStream Place = new(40);

    [Fact]
    public void Packed_objects_are_read_in_the_order_of_their_numbers_whatever_order_they_were_added_in()
    {
        PdfObjectStream written = new(40);
        Assert.True(written.TryAdd(43, "[42 0 R]"));
        Assert.True(written.TryAdd(42, "<</S/P>>"));
        Assert.False(written.TryAdd(42, "<</S/H1>>"));
        (string entries, byte[] data) = written.Write();
        Assert.Equal("/Type/ObjStm/N 2/First 10", entries);
        Assert.Equal("42 0 43 9\n<</S/P>>\n[42 0 R]\n"u8.ToArray(), data);

        IReadOnlyList<object> objects = Read(data, 2, 10);
        Assert.Equal(2, objects.Count);
        Assert.Equal("P", ((PdfName)((PdfDictionary)objects[0]).Entries["S"]).Value);
        Assert.Equal(new PdfReference(42), ((List<object>)objects[1])[0]);
    }

    [Theory]
    [InlineData("42 0 43 9\n<</S/P>>\n[42 0 R]\n", 1, 10)]
    [InlineData("42 0 43 9\n<</S/P>>\n[42 0 R]\n", 3, 10)]
    [InlineData("42 0 43 9\n<</S/P>>\n[42 0 R]\n", 2, 9)]
    [InlineData("42 0 43 9\n<</S/P>>\n[42 0 R]\n", 0, 10)]
    [InlineData("42 0 43 8\n<</S/P>>\n[42 0 R]\n", 2, 10)]
    [InlineData("41 0 43 9\n<</S/P>>\n[42 0 R]\n", 2, 10)]
    [InlineData("42 0 43 9\n<</S/P>>\n[42 0 R]\n ", 2, 10)]
    [InlineData("42 0 43 9\n<</S/P>> [42 0 R]\n", 2, 10)]
    [InlineData("42 0 43 9\n<</S/P>>\n[42 0 R]", 2, 10)]
    [InlineData("42 0 43 9\n<</JS 1>>\n[42 0 R]\n", 2, 10)]
    [InlineData("42 0 43 9 <</S/P>>\n[42 0 R]\n", 2, 10)]
    public void What_is_packed_in_another_way_is_refused(string data, long count, long start) =>
        Assert.Equal(PdfRejection.Malformed, Assert.Throws<PdfRejectedException>(() => Read(Encoding.ASCII.GetBytes(data), count, start)).Reason);

    [Fact]
    public void A_packed_object_is_no_stream()
    {
        const string Data = "42 0\n<</Length 0>>\nstream\n\nendstream\n";
        Assert.Throws<PdfRejectedException>(() => Read(Encoding.ASCII.GetBytes(Data), 1, 5));
    }

    [Fact]
    public void The_numbers_of_packed_objects_go_as_far_as_those_of_others()
    {
        int most = PdfLimits.Objects - Place.First;
        (_, byte[] data) = Many(most).Write();
        Assert.Equal(most, Read(data, most, Array.IndexOf(data, (byte)'\n') + 1).Count);

        (_, data) = Many(most + 1).Write();
        PdfRejectedException refused = Assert.Throws<PdfRejectedException>(() => Read(data, most + 1, Array.IndexOf(data, (byte)'\n') + 1));
        Assert.Equal(PdfRejection.TooLarge, refused.Reason);
    }

    private static PdfObjectStream Many(int count)
    {
        PdfObjectStream written = new(Place.Number);
        for (int i = 0; i < count; i++)
        {
            written.TryAdd(written.First + i, "1");
        }

        return written;
    }

    private static IReadOnlyList<object> Read(byte[] data, long count, long start)
    {
        Dictionary<string, object> entries = new(StringComparer.Ordinal)
        {
            ["Type"] = new PdfName("ObjStm"),
            ["N"] = count,
            ["First"] = start,
            ["Filter"] = new PdfName("FlateDecode"),
            ["Length"] = 1L,
        };
        PdfStream stream = new(new PdfDictionary(entries), PdfOutput.Deflate(data));
        Assert.True(PdfPackedReader.IsPacked(stream));
        return PdfPackedReader.Read(Place, stream, Stopwatch.StartNew(), CancellationToken.None);
    }
}
