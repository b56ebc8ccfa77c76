using System.Text;
using Ledger.Node;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Ledger.Api.Uploads;

/// <summary>
/// Reads the form by which a file is sent (RFC 7578): short parts first, the file last, which is not read here but handed on as it comes.
/// </summary>
internal sealed class UploadedForm
{
    private const string FilePart = "file";
    private const int MostParts = 6;
    private const int LongestBoundary = 100;

    // The reader's own 4 KiB make sixteen times as many calls of everything that looks at a file.
    private const int PieceLength = 64 << 10;

    private readonly Dictionary<string, byte[]> _parts = new(StringComparer.Ordinal);

    private UploadedForm(Stream file) => File = file;

    /// <summary>The file, to be read once. Ends where the part ends; a body cut short is an error and no end.</summary>
    public Stream File { get; }

    /// <summary>Reads the parts up to the file.</summary>
    /// <param name="request">The request; the endpoint's limit has been set by the authoriser.</param>
    /// <param name="known">Names of the parts that may stand before the file.</param>
    /// <param name="partBytes">The most bytes of each.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BadHttpRequestException">It is no form.</exception>
    /// <exception cref="LedgerException">The file is missing, a part is unknown or too long.</exception>
    public static async Task<UploadedForm> ReadAsync(HttpRequest request, IReadOnlyList<string> known, int partBytes, CancellationToken cancel)
    {
        MultipartReader reader = new(BoundaryOf(request), request.Body, PieceLength);
        Dictionary<string, byte[]> parts = new(StringComparer.Ordinal);
        try
        {
            for (int i = 0; i < MostParts && await reader.ReadNextSectionAsync(cancel) is MultipartSection section; i++)
            {
                string name = NameOf(section);
                if (name == FilePart)
                {
                    UploadedForm form = new(new PartStream(section.Body, request.Body));
                    parts.ToList().ForEach(part => form._parts.Add(part.Key, part.Value));
                    return form;
                }

                if (!known.Contains(name, StringComparer.Ordinal) || !parts.TryAdd(name, await ReadPartAsync(section, partBytes, cancel)))
                {
                    throw new LedgerException(LedgerError.UnknownField, "表单含有未知或重复的部分。", "The form has a part that is unknown or comes twice.");
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw PartStream.Broken();
        }

        throw new LedgerException(LedgerError.MissingField, "缺少文件。", "The form has no file.", "/file");
    }

    /// <summary>A part before the file; empty where it was not sent.</summary>
    public ReadOnlyMemory<byte> Part(string name) => _parts.GetValueOrDefault(name);

    /// <summary>A part before the file as text.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.MissingField"/>.</exception>
    public string Text(string name) => _parts.TryGetValue(name, out byte[]? bytes) && bytes.Length > 0
        ? Encoding.UTF8.GetString(bytes)
        : throw new LedgerException(LedgerError.MissingField, $"缺少 {name}。", $"The form has no {name}.", "/" + name);

    private static string BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= LongestBoundary } boundary
            ? boundary
            : throw new BadHttpRequestException("The body is a form with a file.", StatusCodes.Status415UnsupportedMediaType);

    private static string NameOf(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? ""
            : "";

    private static async Task<byte[]> ReadPartAsync(MultipartSection section, int mostBytes, CancellationToken cancel)
    {
        byte[] bytes = new byte[mostBytes + 1];
        int length = await section.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return length <= mostBytes
            ? bytes[..length]
            : throw new LedgerException(LedgerError.TooLarge, "表单的一部分过长。", "A part of the form before the file is too long.");
    }
}
