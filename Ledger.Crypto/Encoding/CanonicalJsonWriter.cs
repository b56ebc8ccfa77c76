using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ledger.Crypto.Encoding;

/// <summary>Writes one value by the rules of RFC 8785 §3.2.</summary>
internal sealed class CanonicalJsonWriter(IBufferWriter<byte> output)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly JsonPath _path = new();

    public void Write(JsonNode? value)
    {
        if (value is not JsonValue && _path.Depth >= StrictJsonLimits.DeepestDepth)
        {
            throw Refused("it is nested too deep");
        }

        switch (value)
        {
            case JsonObject members:
                WriteObject(members);
                break;
            case JsonArray items:
                WriteArray(items);
                break;
            case JsonValue scalar:
                WriteScalar(scalar);
                break;
            default:
                throw Refused("there is no null");
        }
    }

    private void WriteObject(JsonObject members)
    {
        // RFC 8785 §3.2.3: names are ordered as arrays of UTF-16 code units.
        string[] names = [.. members.Select(member => member.Key).Order(StringComparer.Ordinal)];
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Length)
        {
            throw Refused("two names differ only by letter case");
        }

        Raw("{"u8);
        for (int i = 0; i < names.Length; i++)
        {
            _path.Enter(names[i]);
            Raw(i == 0 ? [] : ","u8);
            WriteString(names[i]);
            Raw(":"u8);
            Write(members[names[i]]);
            _path.Leave();
        }

        Raw("}"u8);
    }

    private void WriteArray(JsonArray items)
    {
        Raw("["u8);
        for (int i = 0; i < items.Count; i++)
        {
            _path.Enter(i);
            Raw(i == 0 ? [] : ","u8);
            Write(items[i]);
            _path.Leave();
        }

        Raw("]"u8);
    }

    private void WriteScalar(JsonValue scalar)
    {
        switch (scalar.GetValueKind())
        {
            case JsonValueKind.String:
                WriteString(scalar.GetValue<string>());
                break;
            case JsonValueKind.Number:
                WriteInteger(scalar.ToJsonString());
                break;
            case JsonValueKind.True:
                Raw("true"u8);
                break;
            case JsonValueKind.False:
                Raw("false"u8);
                break;
            default:
                throw Refused("it has another kind");
        }
    }

    private void WriteInteger(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign;
        bool isInteger = long.TryParse(text, Style, CultureInfo.InvariantCulture, out long value)
            && value is >= -StrictJson.MaxInteger and <= StrictJson.MaxInteger;
        string canonical = value.ToString(CultureInfo.InvariantCulture);
        if (!isInteger || canonical != text)
        {
            throw Refused("it is not an integer up to 2^53-1");
        }

        Raw(Utf8.GetBytes(canonical));
    }

    /// <summary>
    /// RFC 8785 §3.2.2.2: short escapes where JSON has them, <c>\u00xx</c> for other controls, all else as it is.
    /// </summary>
    private void WriteString(string text)
    {
        StringBuilder escaped = new("\"", text.Length + 2);
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append("\\\\"),
                '\b' => escaped.Append("\\b"),
                '\t' => escaped.Append("\\t"),
                '\n' => escaped.Append("\\n"),
                '\f' => escaped.Append("\\f"),
                '\r' => escaped.Append("\\r"),
                < ' ' => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => escaped.Append(c),
            };
        }

        try
        {
            Raw(Utf8.GetBytes(escaped.Append('"').ToString()));
        }
        catch (EncoderFallbackException)
        {
            throw Refused("it has half of a surrogate pair");
        }
    }

    private void Raw(ReadOnlySpan<byte> bytes) => output.Write(bytes);

    private ArgumentException Refused(string why) => new($"The value at '{_path}' has no canonical form: {why}.");
}
