using System.IO.Compression;
using System.Text;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents.Ofd;

namespace Ledger.Api.Tests.Documents.Reading;

/// <summary>Packages made to be read in two ways, to use up a machine, or merely odd.</summary>
public sealed class HostileOfdTests
{
    private const string Entry =
        "<OFD><DocBody><DocInfo/><DocRoot>Doc_0/Document.xml</DocRoot><Signatures>Doc_0/Signs/Signatures.xml</Signatures></DocBody></OFD>";

    private const int LinkMode = unchecked((int)0xA1FF0000);

    [Theory]
    [InlineData("../OFD.xml")]
    [InlineData("/etc/passwd")]
    [InlineData("Doc_0/../../x")]
    [InlineData("C:/x")]
    [InlineData("Doc_0//x")]
    [InlineData("..\\x")]
    [InlineData("ofd.XML")]
    public void A_name_that_leads_out_or_is_there_already_is_refused(string name) =>
        Refused(OfdRejection.Malformed, Zip(("OFD.xml", Entry), (name, "x")));

    [Fact]
    public void Links_archives_and_secrets_are_refused()
    {
        Refused(OfdRejection.Malformed, Zip(archive => archive.CreateEntry("link").ExternalAttributes = LinkMode));
        Refused(OfdRejection.Malformed, Zip(("OFD.xml", Entry), ("inner", "PK\u0003\u0004 and so on")));
        byte[] encrypted = Zip(("OFD.xml", Entry));
        foreach (int at in new[] { 6, encrypted.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 8 })
        {
            encrypted[at] |= 1;
        }

        Refused(OfdRejection.Malformed, encrypted);
    }

    [Fact]
    public void Files_over_one_another_are_refused()
    {
        byte[] zip = Zip(("a", "x"), ("b", "x"));
        int first = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        int second = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);

        // Both entries name the first file; the name there then has to be the second's too.
        zip[second + 42] = zip[first + 42];
        zip[second + 46] = (byte)'a';
        Refused(OfdRejection.Malformed, zip);
    }

    [Fact]
    public void What_is_no_package_or_has_no_entry_is_another_s()
    {
        Refused(OfdRejection.Foreign, []);
        Refused(OfdRejection.Foreign, "PK\u0003\u0004"u8.ToArray());
        Refused(OfdRejection.Foreign, Zip(("word/document.xml", "<x/>")));
        Refused(OfdRejection.Foreign, Zip(("OFD.xml", "<x/>")));
    }

    [Theory]
    [InlineData("<!DOCTYPE OFD [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><OFD>&a;</OFD>")]
    [InlineData("<!DOCTYPE OFD [<!ENTITY a 'aaaaaaaaaa'>]><OFD>&a;</OFD>")]
    [InlineData("<OFD><a ID='1'/><b ID='1'/></OFD>")]
    [InlineData("<OFD>")]
    public void XML_that_fetches_swells_or_names_two_things_alike_is_not_read(string entry) =>
        Refused(OfdRejection.Foreign, Zip(("OFD.xml", entry)));

    [Fact]
    public void Each_bound_holds_and_one_beyond_is_refused()
    {
        Assert.NotNull(Read(Zip(("OFD.xml", Nested(OfdLimits.XmlDepth)))));
        Refused(OfdRejection.Foreign, Zip(("OFD.xml", Nested(OfdLimits.XmlDepth + 1))));

        (string, string)[] Many(int count) => [("OFD.xml", "<OFD/>"), .. Enumerable.Range(1, count - 1).Select(i => ($"f{i}", ""))];
        Assert.NotNull(Read(Zip(Many(OfdLimits.Entries))));
        Refused(OfdRejection.TooLarge, Zip(Many(OfdLimits.Entries + 1)));

        Assert.NotNull(Read(Zip(("OFD.xml", "<OFD/>"), ("zeros", new string('0', OfdLimits.FreelyInflated)))));
        Refused(OfdRejection.TooLarge, Zip(("OFD.xml", "<OFD/>"), ("zeros", new string('0', OfdLimits.FreelyInflated + 1))));

        Assert.NotNull(Read(Signed(OfdLimits.Signatures, references: 1)));
        Refused(OfdRejection.TooLarge, Signed(OfdLimits.Signatures + 1, references: 1));
        Assert.NotNull(Read(Signed(1, OfdLimits.References)));
        Refused(OfdRejection.TooLarge, Signed(1, OfdLimits.References + 1));

        Assert.NotNull(Read(Zip(("OFD.xml", "<OFD/>"), (new string('n', OfdLimits.NameLength), ""))));
        Assert.Throws<OfdRejectedException>(() => Read(Zip(("OFD.xml", "<OFD/>"), (new string('n', OfdLimits.NameLength + 1), ""))));

        // The outermost begins and ends.
        Assert.NotNull(Read(Zip(("OFD.xml", Wide(OfdLimits.XmlNodes - 2)))));
        Refused(OfdRejection.Foreign, Zip(("OFD.xml", Wide(OfdLimits.XmlNodes - 1))));

        byte[] large = new byte[OfdLimits.FileLength + 1];
        byte[] comment = Zip(("OFD.xml", "<OFD/>"));
        comment.CopyTo(large, 0);
        Refused(OfdRejection.TooLarge, large);
        Refused(OfdRejection.Foreign, large[..^1]);
    }

    [Fact]
    public void All_files_together_have_a_bound()
    {
        Random random = new(5);
        byte[] half = new byte[8 << 20];
        random.NextBytes(half);

        // Hexadecimal digits of random bytes halve at best, so it is the sum that is refused and no single one.
        string text = Convert.ToHexString(half);
        Refused(OfdRejection.TooLarge, Zip([("OFD.xml", "<OFD/>"), .. Enumerable.Range(0, 5).Select(i => ($"f{i}", text[..(i == 4 ? 1 << 20 : text.Length)]))]));
    }

    [Fact]
    public void Odd_packages_of_other_programs_are_read()
    {
        string list = "<Signatures><Signature ID='s1' BaseLoc='Sign_0/Signature.xml'/></Signatures>";
        string signature = "<Signature><SignedInfo><References CheckMethod='SM3'><Reference FileRef='Doc_0/Document.xml'><CheckValue>AAAA</CheckValue></Reference>"
            + "<Reference FileRef='/gone.xml'><CheckValue>AAAA</CheckValue></Reference></References></SignedInfo></Signature>";
        byte[] zip = Zip(
            ("OFD.xml", Entry), ("Doc_0\\Document.xml", "<Document/>"), ("Doc_0\\Signs\\Signatures.xml", list), ("Doc_0\\Signs\\Sign_0\\Signature.xml", signature),
            ("Doc_0\\Signs\\Sign_0\\SignedValue.dat", "v"));
        byte[] commented = [.. zip[..^2], 3, 0, .. "abc"u8];
        OfdReading reading = Read(commented);
        OfdSignature found = Assert.Single(reading.Signatures);
        Assert.Equal([OfdReferenceState.Differs, OfdReferenceState.Absent], found.References.Select(reference => reference.State));
        Assert.Equal("v", Encoding.UTF8.GetString(found.Value.Span));
        Assert.False(reading.IsExact);
        Assert.Contains("OFD.xml", found.Uncovered);
    }

    [Fact]
    public void Whoever_gives_up_is_let_go()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => OfdReader.Read(SampleOfd.Write(SampleLicence.Food), source.Token));
    }

    private static string Nested(int depth) => "<OFD>" + string.Concat(Enumerable.Repeat("<a>", depth - 1)) + string.Concat(Enumerable.Repeat("</a>", depth - 1)) + "</OFD>";

    private static string Wide(int number) => "<OFD>" + string.Concat(Enumerable.Repeat("<a/>", number)) + "</OFD>";

    private static byte[] Signed(int signatures, int references)
    {
        string list = string.Concat(Enumerable.Range(0, signatures).Select(i => $"<Signature ID='s{i}' BaseLoc='S.xml'/>"));
        string files = string.Concat(Enumerable.Repeat("<Reference FileRef='OFD.xml'><CheckValue>A</CheckValue></Reference>", references));
        return Zip(
            ("OFD.xml", Entry), ("Doc_0/Signs/Signatures.xml", $"<Signatures>{list}</Signatures>"),
            ("Doc_0/Signs/S.xml", $"<Signature><SignedInfo><References CheckMethod='SM3'>{files}</References></SignedInfo></Signature>"));
    }

    private static OfdReading Read(byte[] file) => OfdReader.Read(file, CancellationToken.None);

    private static void Refused(OfdRejection reason, byte[] file) => Assert.Equal(reason, Assert.Throws<OfdRejectedException>(() => Read(file)).Reason);

    private static byte[] Zip(params (string Name, string Content)[] files) => Zip(archive =>
    {
        foreach ((string name, string content) in files)
        {
            using Stream entry = archive.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(content));
        }
    });

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using MemoryStream bytes = new();
        using (ZipArchive archive = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(archive);
        }

        return bytes.ToArray();
    }
}
