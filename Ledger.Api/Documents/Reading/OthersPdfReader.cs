using System.Buffers;
using System.Text;

namespace Ledger.Api.Documents.Reading;

/// <summary>
/// Looks through a PDF of another system for signatures. The file is not parsed: a signature's dictionary has to stand in the file as it
/// is, so it is looked for as text, and must then be exact. That another program shows it is therefore not said.
/// </summary>
internal static class OthersPdfReader
{
    /// <summary>Most signatures that are looked at.</summary>
    public const int MaxSignatures = 16;

    private const int HeaderRoom = 1024;
    private const int LongestDictionary = 16 << 10;
    private const int LongestForm = 40;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create("\0\t\n\f\r "u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);
    private static readonly SearchValues<byte> GapCharacters = SearchValues.Create("0123456789ABCDEFabcdef\0\t\n\f\r "u8);

    /// <summary>Looks for signatures.</summary>
    /// <returns>Null where the file is no PDF.</returns>
    public static OthersPdf? Find(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes[..Math.Min(bytes.Length, HeaderRoom)].IndexOf("%PDF-"u8) < 0)
        {
            return null;
        }

        List<int> ends = EndMarks(bytes);
        List<OthersPdfSignature> found = [];
        for (int at = bytes.IndexOf("/ByteRange"u8); at >= 0 && found.Count < MaxSignatures; at = Next(bytes, at))
        {
            found.Add(Read(bytes, at, ends));
        }

        return new OthersPdf([.. found.OrderBy(signature => signature.End)], ends.Count);
    }

    private static int Next(ReadOnlySpan<byte> bytes, int at)
    {
        int further = bytes[(at + 1)..].IndexOf("/ByteRange"u8);
        return further < 0 ? -1 : at + 1 + further;
    }

    private static OthersPdfSignature Read(ReadOnlySpan<byte> bytes, int at, List<int> ends)
    {
        long[]? range = ReadRange(bytes[(at + "/ByteRange".Length)..]);
        if (range is not [0, long gap, long after, long length] || gap >= after || after + length > bytes.Length)
        {
            return new OthersPdfSignature("", OthersPdfFault.Range, 0, 0, 0, 0);
        }

        int end = (int)(after + length);
        (int from, int to) = Dictionary(bytes, at, (int)gap, (int)after);
        int revision = ends.Count(mark => mark <= end);
        bool endsRevision = revision > 0 && IsBlank(bytes[ends[revision - 1]..end]);
        OthersPdfFault fault = !IsOwnValue(bytes, (int)gap, (int)after, from, to) ? OthersPdfFault.Gap
            : endsRevision ? OthersPdfFault.None
            : OthersPdfFault.End;
        return new OthersPdfSignature(FormOf(bytes, from, (int)gap, (int)after, to), fault, (int)gap, (int)after, end, revision);
    }

    /// <summary>Four numbers in brackets, nothing but blanks between them.</summary>
    private static long[]? ReadRange(ReadOnlySpan<byte> rest)
    {
        const int Numbers = 4;
        const int LongestNumber = 10;
        rest = WithoutBlanks(rest);
        if (rest.IsEmpty || rest[0] != '[')
        {
            return null;
        }

        rest = rest[1..];
        long[] range = new long[Numbers];
        for (int i = 0; i < Numbers; i++)
        {
            rest = WithoutBlanks(rest);
            int length = rest.IndexOfAnyExcept(Digits);
            if (length is < 1 or > LongestNumber)
            {
                return null;
            }

            range[i] = long.Parse(Encoding.ASCII.GetString(rest[..length]), System.Globalization.CultureInfo.InvariantCulture);
            rest = rest[length..];
        }

        rest = WithoutBlanks(rest);
        return !rest.IsEmpty && rest[0] == ']' ? range : null;
    }

    private static ReadOnlySpan<byte> WithoutBlanks(ReadOnlySpan<byte> text)
    {
        int first = text.IndexOfAnyExcept(Blanks);
        return first < 0 ? [] : text[first..];
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(Blanks) < 0;

    /// <summary>The object that the range stands in, its own value left aside: from behind <c>obj</c> to <c>endobj</c>.</summary>
    private static (int From, int To) Dictionary(ReadOnlySpan<byte> bytes, int at, int gap, int after)
    {
        int first = Math.Min(at, gap);
        int room = Math.Max(0, first - LongestDictionary);
        int from = bytes[room..first].LastIndexOf(" obj"u8);
        int last = Math.Max(at, after);
        ReadOnlySpan<byte> behind = bytes[last..Math.Min(bytes.Length, last + LongestDictionary)];
        int to = behind.IndexOf("endobj"u8);
        return from < 0 || to < 0 ? (0, 0) : (room + from, last + to);
    }

    /// <summary>What is left out is a string of hexadecimal digits, the value of /Contents, in the same object.</summary>
    private static bool IsOwnValue(ReadOnlySpan<byte> bytes, int gap, int after, int from, int to)
    {
        if (to == 0 || bytes[gap] != '<' || bytes[after - 1] != '>' || bytes[(gap + 1)..(after - 1)].IndexOfAnyExcept(GapCharacters) >= 0)
        {
            return false;
        }

        ReadOnlySpan<byte> before = bytes[from..gap];
        int name = before.LastIndexOf("/Contents"u8);
        return name >= 0 && IsBlank(before[(name + "/Contents".Length)..])
            && before.IndexOf("endobj"u8) < 0 && before.IndexOf("stream"u8) < 0 && bytes[after..to].IndexOf(" obj"u8) < 0;
    }

    private static string FormOf(ReadOnlySpan<byte> bytes, int from, int gap, int after, int to)
    {
        if (to == 0)
        {
            return "";
        }

        ReadOnlySpan<byte> name = "/SubFilter"u8;
        int before = bytes[from..gap].IndexOf(name);
        int behind = bytes[after..to].IndexOf(name);
        int at = before >= 0 ? from + before : behind >= 0 ? after + behind : -1;
        if (at < 0)
        {
            return "";
        }

        string rest = Encoding.Latin1.GetString(bytes.Slice(at + name.Length, Math.Min(LongestForm, to - at - name.Length))).TrimStart();
        return rest.StartsWith('/') ? new string([.. rest.Skip(1).TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')]) : "";
    }

    /// <summary>Where each end mark ends.</summary>
    private static List<int> EndMarks(ReadOnlySpan<byte> bytes)
    {
        const int Most = 10_000;
        ReadOnlySpan<byte> mark = "%%EOF"u8;
        List<int> ends = [];
        for (int from = 0; ends.Count < Most && bytes[from..].IndexOf(mark) is >= 0 and int at;)
        {
            from += at + mark.Length;
            ends.Add(from);
        }

        return ends;
    }
}
