using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Tests.Copies;

/// <summary>
/// Everything that can be found in a PDF or an OFD without knowing where to look: its bytes, every deflated stream or packed file, every
/// text in base 64 inside those, and what the pages draw.
/// </summary>
internal sealed partial class FileContent
{
    private readonly List<byte[]> _parts = [];

    private FileContent()
    {
    }

    public static FileContent Of(byte[] file)
    {
        FileContent content = new();
        content.Add(file);
        if (file.AsSpan().StartsWith("PK"u8))
        {
            using ZipArchive package = new(new MemoryStream(file), ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in package.Entries)
            {
                content._parts.Add(Encoding.UTF8.GetBytes(entry.FullName));
                using Stream packed = entry.Open();
                content.Add(Read(packed));
            }

            return content;
        }

        foreach (Match stream in Streams().Matches(Encoding.Latin1.GetString(file)))
        {
            byte[] deflated = file[stream.Groups[1].Index..];
            try
            {
                using ZLibStream inflating = new(new MemoryStream(deflated), CompressionMode.Decompress);
                content.Add(Read(inflating));
            }
            catch (InvalidDataException)
            {
                // Not a deflated one: its bytes are those of the file.
            }
        }

        content.Add(Encoding.UTF8.GetBytes(string.Concat(PdfTextLayer.Read(PdfReader.Read(file, CancellationToken.None), CancellationToken.None)
            .Select(element => PdfTextElement.Squeezed(element.Text + element.Said)))));
        return content;
    }

    /// <summary>Whether a text is in it, in UTF-8, in UTF-16, in hexadecimal digits of either, or, of digits themselves, as the bytes that they stand for.</summary>
    public bool Has(string text)
    {
        byte[][] forms = [Encoding.UTF8.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text), Encoding.Unicode.GetBytes(text)];
        return forms.Any(form => Has(form) || Has(Encoding.ASCII.GetBytes(Convert.ToHexString(form))) || Has(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(form))))
            || (Digits().IsMatch(text) && text.Length % 2 == 0 && Has(Convert.FromHexString(text)))
            || Has(Encoding.UTF8.GetBytes(PdfTextElement.Squeezed(text)));
    }

    /// <summary>Whether some bytes are in it.</summary>
    public bool Has(ReadOnlySpan<byte> bytes)
    {
        foreach (byte[] part in _parts)
        {
            if (part.AsSpan().IndexOf(bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(byte[] part)
    {
        _parts.Add(part);
        foreach (Match encoded in Base64().Matches(Encoding.Latin1.GetString(part)))
        {
            string text = encoded.Value[..(encoded.Value.Length / 4 * 4)];
            byte[] decoded = new byte[text.Length];
            if (Convert.TryFromBase64String(text, decoded, out int length))
            {
                _parts.Add(decoded[..length]);
            }
        }
    }

    private static byte[] Read(Stream stream)
    {
        using MemoryStream all = new();
        stream.CopyTo(all);
        return all.ToArray();
    }

    [GeneratedRegex(@"stream\r?\n()", RegexOptions.CultureInvariant)]
    private static partial Regex Streams();

    [GeneratedRegex("[A-Za-z0-9+/]{16,}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Base64();

    [GeneratedRegex(@"\A[0-9a-f]{8,}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
