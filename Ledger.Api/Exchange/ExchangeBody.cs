using System.Text;
using System.Text.Json;
using Ledger.Node.Exchange;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Ledger.Api.Exchange;

/// <summary>
/// The body of a request to a sharing service: a JSON object or a form. Read leniently, unlike our own interface: clients in use call JSON
/// <c>text/json</c>, send <c>Content-Encoding: UTF-8</c>, write numbers for texts and <c>null</c> for what they do not have.
/// </summary>
internal static class ExchangeBody
{
    private const int DeepestJson = 8;
    private const int MostElements = 64;
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly JsonDocumentOptions Json = new() { MaxDepth = DeepestJson, AllowDuplicateProperties = false };

    /// <summary>Reads the whole body; the endpoint's limit has been set by the authoriser.</summary>
    /// <exception cref="ExchangeException"><see cref="ExchangeStatus.MissingElement"/>: it is neither, or names an element twice.</exception>
    /// <exception cref="BadHttpRequestException">It is longer than the limit, or broke off.</exception>
    public static async Task<ExchangeElements> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using MemoryStream bytes = new();
        await request.Body.CopyToAsync(bytes, cancel);
        bool isForm = request.ContentType?.StartsWith(Form, StringComparison.OrdinalIgnoreCase) == true;
        try
        {
            return new ExchangeElements(isForm ? await ReadFormAsync(bytes, cancel) : ReadJson(bytes.ToArray()));
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            throw new ExchangeException(
                ExchangeStatus.MissingElement,
                "请求内容无法读取：应为 UTF-8 的 JSON 对象或表单，每个参数只出现一次。",
                "The request cannot be read: it is a JSON object or a form in UTF-8, each element once.");
        }
    }

    private static Dictionary<string, string> ReadJson(ReadOnlyMemory<byte> bytes)
    {
        using JsonDocument document = JsonDocument.Parse(bytes, Json);
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty element in document.RootElement.EnumerateObject())
        {
            // Anything but a text or a number holds no element that is asked for.
            string value = element.Value.ValueKind switch
            {
                JsonValueKind.String => element.Value.GetString()!,
                JsonValueKind.Number => element.Value.GetRawText(),
                _ => "",
            };
            Add(values, element.Name, value);
        }

        return values;
    }

    private static async Task<Dictionary<string, string>> ReadFormAsync(MemoryStream bytes, CancellationToken cancel)
    {
        bytes.Position = 0;
        using FormReader form = new(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true))
        {
            ValueCountLimit = MostElements,
        };
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, StringValues value) in await form.ReadFormAsync(cancel))
        {
            Add(values, name, value.Count == 1 ? value.ToString() : throw new InvalidDataException("An element stands there twice."));
        }

        return values;
    }

    private static void Add(Dictionary<string, string> values, string name, string value)
    {
        if (values.Count >= MostElements || !values.TryAdd(name, value))
        {
            throw new InvalidDataException("There are too many elements, or one stands there twice.");
        }
    }
}
