using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Node;

namespace Ledger.Api.Problems;

/// <summary>The JSON body of a request, read strictly: every member asked for by name, and none besides.</summary>
internal sealed class RequestBody
{
    private const int FirstRoom = 4 << 10;

    private readonly JsonObject _json;
    private readonly string _path;
    private readonly bool[] _isRead; // of each member, in their order

    private RequestBody(JsonObject json, string path) => (_json, _path, _isRead) = (json, path, new bool[json.Count]);

    /// <summary>The bytes as received; what an Idempotency-Key is bound to.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private init; }

    /// <summary>Reads the whole body; the endpoint's limit has been set by the authoriser.</summary>
    /// <exception cref="LedgerException">It is not one strict JSON object; the field says where.</exception>
    /// <exception cref="BadHttpRequestException">It does not say that it is JSON, or is longer than the limit.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancel) => Read(await ReadBytesAsync(request, cancel));

    /// <summary>The bytes of the whole body, not read as anything yet.</summary>
    /// <exception cref="BadHttpRequestException">It does not say that it is JSON, or is longer than the limit.</exception>
    public static async Task<byte[]> ReadBytesAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body is JSON, and says so.", StatusCodes.Status415UnsupportedMediaType);
        }

        // Grows in what is lent, as the bytes come: whatever length a caller states, no more is taken than was sent.
        Stream body = request.Body;
        byte[] room = ArrayPool<byte>.Shared.Rent(FirstRoom);
        int length = 0;
        try
        {
            for (int read = await body.ReadAsync(room, cancel); read > 0; read = await body.ReadAsync(room.AsMemory(length), cancel))
            {
                length += read;
                if (length == room.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent(2 * length);
                    room.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(room, clearArray: true);
                    room = larger;
                }
            }

            return room[..length];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room, clearArray: true);
        }
    }

    /// <summary>Reads an object that came as a part of something else.</summary>
    /// <exception cref="LedgerException">It is not one strict JSON object; the field says where.</exception>
    public static RequestBody Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            JsonNode node = StrictJson.Parse(body.Span, new StrictJsonLimits(Math.Max(1, body.Length)));
            return node is JsonObject json
                ? new RequestBody(json, "") { Bytes = body }
                : throw new LedgerException(LedgerError.MalformedBody, "请求内容应为一个 JSON 对象。", "The body is one JSON object.");
        }
        catch (StrictJsonException e)
        {
            throw new LedgerException(
                LedgerError.MalformedBody, StrictJsonText.Chinese(e.Code), StrictJsonText.English(e.Code), e.Path);
        }
    }

    /// <summary>Reads an object that is a part of a body.</summary>
    /// <param name="part">Its bytes.</param>
    /// <param name="path">Where it stands in the body, as a JSON pointer.</param>
    /// <param name="depth">In how many arrays and objects it stands.</param>
    /// <returns>Null where it is not one strict JSON object; the whole body says then what is wrong.</returns>
    public static RequestBody? ReadPart(ReadOnlySpan<byte> part, string path, int depth)
    {
        try
        {
            return new RequestBody(StrictJson.ParseObject(part, new StrictJsonLimits(part.Length, StrictJsonLimits.UsualDepth - depth)), path);
        }
        catch (StrictJsonException)
        {
            return null;
        }
    }

    public string Text(string name, int maximumLength) =>
        OptionalText(name, maximumLength)
        ?? throw new LedgerException(LedgerError.MissingField, $"缺少字段 {name}。", $"Field {name} is missing.", Pointer(name));

    public string? OptionalText(string name, int maximumLength)
    {
        JsonNode? member = Member(name);
        if (member is null)
        {
            return null;
        }

        if (member.GetValueKind() != JsonValueKind.String)
        {
            throw Wrong(name, "应为文字。", "is a string.");
        }

        string text = member.GetValue<string>();
        return text.Length > 0 && text.Length <= maximumLength
            ? text
            : throw Wrong(name, $"长度应为 1 至 {maximumLength}。", $"has 1 to {maximumLength} characters.");
    }

    /// <summary>True, false, or null where the member is left out.</summary>
    public bool? OptionalFlag(string name) => Member(name) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => throw Wrong(name, "应为 true 或 false。", "is true or false."),
    };

    public DateOnly Date(string name) => ParseDate(name, Text(name, 10));

    public DateOnly? OptionalDate(string name) => OptionalText(name, 10) is string text ? ParseDate(name, text) : null;

    public int? OptionalInteger(string name) => Member(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out long number) && number is >= int.MinValue and <= int.MaxValue => (int)number,
        _ => throw Wrong(name, "应为整数。", "is a whole number."),
    };

    public RequestBody Object(string name) => Member(name) switch
    {
        JsonObject json => new RequestBody(json, Pointer(name)),
        null => throw new LedgerException(LedgerError.MissingField, $"缺少字段 {name}。", $"Field {name} is missing.", Pointer(name)),
        _ => throw Wrong(name, "应为 JSON 对象。", "is a JSON object."),
    };

    /// <summary>An object in canonical JSON, for what has a strict reader of its own.</summary>
    public byte[] Canonical(string name) => CanonicalJson.Write(Object(name)._json);

    /// <summary>An object, or null where the member is left out.</summary>
    public RequestBody? OptionalObject(string name) => _json.ContainsKey(name) ? Object(name) : null;

    /// <summary>A list of objects; empty where the member is left out.</summary>
    /// <param name="name">The member.</param>
    /// <param name="most">Longest list taken.</param>
    public IReadOnlyList<RequestBody> Objects(string name, int most) => [.. List(name, most).Select((item, place) =>
        item is JsonObject json ? new RequestBody(json, $"{Pointer(name)}/{place}") : throw Wrong(name, "应为 JSON 对象的列表。", "is a list of JSON objects."))];

    /// <summary>A list of texts; empty where the member is left out.</summary>
    /// <param name="name">The member.</param>
    /// <param name="most">Longest list taken.</param>
    /// <param name="maximumLength">Longest text taken.</param>
    public IReadOnlyList<string> TextList(string name, int most, int maximumLength) => [.. List(name, most).Select(item =>
        item is JsonValue value && value.GetValueKind() is JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text && text.Length <= maximumLength
            ? text
            : throw Wrong(name, $"应为文字的列表，每项长度 1 至 {maximumLength}。", $"is a list of texts of 1 to {maximumLength} characters."))];

    /// <summary>Whether the member was sent.</summary>
    public bool Has(string name) => _json.ContainsKey(name);

    /// <summary>All members of this object as texts, whatever their names.</summary>
    public IReadOnlyDictionary<string, string> Texts(int maximumLength) =>
        _json.ToDictionary(member => member.Key, member => Text(member.Key, maximumLength));

    /// <summary>The object in canonical form (RFC 8785); what the key of one item of many is bound to.</summary>
    public byte[] ToCanonical() => CanonicalJson.Write(_json);

    /// <summary>Refuses members that nobody asked for.</summary>
    public void End()
    {
        if (Array.IndexOf(_isRead, false) is int unknown and >= 0)
        {
            throw new LedgerException(LedgerError.UnknownField, "请求含有未知字段。", "The request has an unknown field.", Pointer(_json.GetAt(unknown).Key));
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0").Replace("/", "~1");

    private JsonArray List(string name, int most) => Member(name) switch
    {
        null => [],
        JsonArray list when list.Count <= most => list,
        _ => throw Wrong(name, $"应为至多 {most} 项的列表。", $"is a list of {most} items at most."),
    };

    private JsonNode? Member(string name)
    {
        int place = _json.IndexOf(name);
        if (place < 0)
        {
            return null;
        }

        _isRead[place] = true;
        return _json[place];
    }

    private DateOnly ParseDate(string name, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw Wrong(name, "应为存在的日期，形如 2026-11-21。", "is a date that exists, written 2026-11-21.");

    private string Pointer(string name) => $"{_path}/{Escape(name)}";

    private LedgerException Wrong(string name, string chinese, string english) =>
        new(LedgerError.InvalidField, $"字段 {name} {chinese}", $"Field {name} {english}", Pointer(name));
}
