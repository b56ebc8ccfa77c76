using System.Buffers.Binary;
using System.Diagnostics;
using Ledger.Api.Documents.Ofd;

namespace Ledger.Api.Documents.Reading;

/// <summary>
/// The files of a package. Odd headers of other programs are read, but nothing that two programs could read in two ways: no two
/// files of one name, none over another, none whose two headers disagree on its name; no links, no archives inside.
/// </summary>
internal sealed class OfdArchive
{
    private const uint DirectoryMark = 0x02014B50;
    private const int DirectoryHeader = 46;
    private const uint EndMark = 0x06054B50;
    private const int EndHeader = 22;
    private const int LongestComment = 0xFFFF;
    private const int LinkMode = 0xA000; // S_IFLNK, in the upper half of the external attributes
    private const int FormatMask = 0xF000;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly CancellationToken _cancel;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _contents = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<OfdPart> _parts = [];

    private OfdArchive(ReadOnlyMemory<byte> file, CancellationToken cancel) => (_file, _cancel) = (file, cancel);

    /// <summary>The files in the directory's order, folders left out.</summary>
    public IReadOnlyList<OfdPart> Parts => _parts;

    /// <summary>Reads all files.</summary>
    /// <exception cref="OfdRejectedException">It is no ZIP, an ambiguous or damaged one, or too large.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static OfdArchive Open(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        if (file.Length > OfdLimits.FileLength)
        {
            throw new OfdRejectedException(OfdRejection.TooLarge, "An OFD may have at most 20 MiB.");
        }

        OfdArchive archive = new(file, cancel);
        archive.ReadDirectory();
        return archive;
    }

    /// <summary>The content of a file; null where there is none. Names are compared without regard to case, as the file systems of most users do.</summary>
    public ReadOnlyMemory<byte>? Find(string name) =>
        _contents.TryGetValue(name, out ReadOnlyMemory<byte> content) ? content : default(ReadOnlyMemory<byte>?); // a bare null would be an empty file

    /// <exception cref="OfdRejectedException">Reading takes too long.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public void CheckTime()
    {
        _cancel.ThrowIfCancellationRequested();
        if (_clock.Elapsed > OfdLimits.Time)
        {
            throw new OfdRejectedException(OfdRejection.TooLarge, "Reading the OFD takes too long.");
        }
    }

    private static OfdRejectedException Malformed(string message) => new(OfdRejection.Malformed, message);

    private void ReadDirectory()
    {
        ReadOnlySpan<byte> file = _file.Span;
        ReadOnlySpan<byte> end = file[FindEnd()..];
        int count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        if (count != BinaryPrimitives.ReadUInt16LittleEndian(end[8..]) || BinaryPrimitives.ReadUInt32LittleEndian(end[4..]) != 0)
        {
            throw Malformed("The package is one part of several.");
        }

        if (count > OfdLimits.Entries)
        {
            throw new OfdRejectedException(OfdRejection.TooLarge, "The package has more than 1,000 files.");
        }

        long room = OfdLimits.InflatedLength;
        List<(int Start, int End)> places = [];
        for (int i = 0; i < count; i++)
        {
            CheckTime();
            ReadOnlySpan<byte> header = Slice(offset, DirectoryHeader);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != DirectoryMark)
            {
                throw Malformed("The package's directory is damaged.");
            }

            int names = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
            int others = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
            ReadOnlySpan<byte> name = Slice(offset + DirectoryHeader, names);
            room -= ReadEntry(header, name, room, places);
            offset += DirectoryHeader + names + others;
        }

        places.Sort();
        for (int i = 1; i < places.Count; i++)
        {
            if (places[i].Start < places[i - 1].End)
            {
                throw Malformed("Two files of the package lie over one another.");
            }
        }
    }

    /// <summary>The last record that could be the end; its comment must reach the end of the file exactly.</summary>
    private int FindEnd()
    {
        ReadOnlySpan<byte> file = _file.Span;
        for (int at = file.Length - EndHeader; at >= 0 && at >= file.Length - EndHeader - LongestComment; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(file[at..]) == EndMark
                && at + EndHeader + BinaryPrimitives.ReadUInt16LittleEndian(file[(at + 20)..]) == file.Length)
            {
                return at;
            }
        }

        throw new OfdRejectedException(OfdRejection.Foreign, "The file is no ZIP package.");
    }

    /// <summary>Reads one file; how many bytes it has.</summary>
    private int ReadEntry(ReadOnlySpan<byte> header, ReadOnlySpan<byte> rawName, long room, List<(int Start, int End)> places)
    {
        if ((BinaryPrimitives.ReadInt32LittleEndian(header[38..]) >>> 16 & FormatMask) == LinkMode)
        {
            throw Malformed("The package contains a link.");
        }

        OfdEntry entry = OfdEntry.Read(_file, header, rawName);
        places.Add((entry.Start, entry.End));
        string name = OfdEntryName.Of(rawName);
        if (name.EndsWith('/'))
        {
            return entry.Length == 0 ? 0 : throw Malformed("A folder of the package has content.");
        }

        byte[] content = entry.Inflate(room, CheckTime);
        if (!_contents.TryAdd(name, content))
        {
            throw Malformed("Two files of the package have one name.");
        }

        _parts.Add(new OfdPart(name, entry.IsDeflated, entry.Checksum, entry.Length, entry.Stored));
        return content.Length;
    }

    private ReadOnlySpan<byte> Slice(long offset, int length) => offset + length <= _file.Length
        ? _file.Span.Slice((int)offset, length)
        : throw Malformed("The package points outside itself.");
}
