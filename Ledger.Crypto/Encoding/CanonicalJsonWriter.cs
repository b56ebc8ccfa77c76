using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ledger.Crypto.Encoding;

/// <summary>Writes one value by the rules of RFC 8785 §3.2.</summary>
internal sealed class CanonicalJsonWriter(ArrayBufferWriter<byte> output)
{
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
        KeyValuePair<string, JsonNode?>[] sorted = [.. members];
        Array.Sort(sorted, (one, other) => string.CompareOrdinal(one.Key, other.Key));
        RefuseTwins(sorted);

        Raw("{"u8);
        for (int i = 0; i < sorted.Length; i++)
        {
            (string name, JsonNode? value) = sorted[i];
            _path.Enter(name);
            Raw(i == 0 ? [] : ","u8);
            WriteString(name);
            Raw(":"u8);
            Write(value);
            _path.Leave();
        }

        Raw("}"u8);
    }

    private void RefuseTwins(KeyValuePair<string, JsonNode?>[] members)
    {
        StrictJsonNames names = new();
        foreach ((string name, JsonNode? _) in members)
        {
            if (!names.TryAdd(name, out bool _))
            {
                throw Refused("two names differ only by letter case");
            }
        }
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

        Raw(System.Text.Encoding.ASCII.GetBytes(canonical));
    }

    private void WriteString(string text)
    {
        if (!CanonicalJsonString.TryWrite(output, text))
        {
            throw Refused("it has half of a surrogate pair");
        }
    }

    private void Raw(ReadOnlySpan<byte> bytes) => output.Write(bytes);

    private ArgumentException Refused(string why) => new($"The value at '{_path}' has no canonical form: {why}.");
}
