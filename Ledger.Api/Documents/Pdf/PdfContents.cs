using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ledger.Api.Documents.Pdf;

/// <summary>The place of a signature's value in a file: the token of /Contents and the range around it (ISO 32000-1 §12.8.1).</summary>
/// <param name="Offset">Where in the file the bytes begin that it is filled into.</param>
/// <param name="Start">Where in the file the token begins, its angle bracket included.</param>
/// <param name="MaximumLength">Room for the value in bytes; what is not used is filled with zeros.</param>
internal sealed record PdfContents(int Offset, int Start, int MaximumLength)
{
    private const string RangeToken = "/ByteRange[";
    private const string ContentsToken = "/Contents<";

    // "0 a b c" with three numbers of at most eight digits: files are at most 20 MiB.
    private const int RangeLength = 28;

    /// <summary>Behind the token.</summary>
    public int End => Start + (2 * MaximumLength) + 2;

    /// <summary>The entries of a signature's dictionary with nothing in them yet.</summary>
    public static string Empty(int maximumLength) =>
        $"{RangeToken}{new string(' ', RangeLength)}]{ContentsToken}{new string('0', 2 * maximumLength)}>";

    /// <summary>Finds the entries in some bytes of a file, and fills in the range: all of the file but the token.</summary>
    /// <param name="bytes">The last bytes of the file.</param>
    /// <param name="offset">Where they begin in the file.</param>
    /// <param name="position">Where in the file the signature's dictionary begins.</param>
    /// <param name="maximumLength">Room that the dictionary keeps.</param>
    public static PdfContents Complete(Span<byte> bytes, int offset, int position, int maximumLength)
    {
        Span<byte> signature = bytes[(position - offset)..];
        int range = position + signature.IndexOf(Encoding.ASCII.GetBytes(RangeToken)) + RangeToken.Length;

        // The token includes its angle brackets, so the range stops before the first of them.
        int start = position + signature.IndexOf(Encoding.ASCII.GetBytes(ContentsToken)) + ContentsToken.Length - 1;
        PdfContents contents = new(offset, start, maximumLength);
        string numbers = string.Create(CultureInfo.InvariantCulture, $"0 {start} {contents.End} {offset + bytes.Length - contents.End}");
        Encoding.ASCII.GetBytes(numbers, bytes.Slice(range - offset, RangeLength));
        return contents;
    }

    /// <summary>The bytes that are signed.</summary>
    /// <param name="before">The file before these bytes.</param>
    /// <param name="bytes">The last bytes of the file.</param>
    public byte[] SignedBytes(ReadOnlySpan<byte> before, ReadOnlySpan<byte> bytes) => OverSigned(before, bytes, signed => signed.ToArray());

    /// <summary>Does something with the bytes that are signed, in one piece, which is a buffer that is used again.</summary>
    /// <param name="before">The file before these bytes.</param>
    /// <param name="bytes">The last bytes of the file.</param>
    /// <param name="use">What is done with them.</param>
    public T OverSigned<T>(ReadOnlySpan<byte> before, ReadOnlySpan<byte> bytes, Func<ReadOnlySpan<byte>, T> use)
    {
        ArgumentNullException.ThrowIfNull(use);
        int start = before.Length + Start - Offset;
        int length = start + bytes.Length - (End - Offset);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            before.CopyTo(buffer);
            bytes[..(Start - Offset)].CopyTo(buffer.AsSpan(before.Length));
            bytes[(End - Offset)..].CopyTo(buffer.AsSpan(start));
            return use(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The whole value, the zeros behind it included.</summary>
    public byte[] Value(ReadOnlySpan<byte> bytes) => Convert.FromHexString(bytes.Slice(Start + 1 - Offset, 2 * MaximumLength));

    /// <summary>Puts a value in, with zeros behind it.</summary>
    /// <exception cref="ArgumentException">The value is longer than the room kept for it.</exception>
    public void Fill(Span<byte> bytes, ReadOnlySpan<byte> value)
    {
        if (value.Length > MaximumLength)
        {
            throw new ArgumentException($"The CMS message has {value.Length} bytes, room was kept for {MaximumLength}.", nameof(value));
        }

        Span<byte> room = bytes.Slice(Start + 1 - Offset, 2 * MaximumLength);
        Encoding.ASCII.GetBytes(Convert.ToHexString(value), room);
        room[(2 * value.Length)..].Fill((byte)'0');
    }
}
