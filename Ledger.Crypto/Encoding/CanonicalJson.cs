using System.Buffers;
using System.Text.Json.Nodes;

namespace Ledger.Crypto.Encoding;

/// <summary>
/// The one byte form of a JSON value (RFC 8785), over the subset that <see cref="StrictJson"/> reads: objects, arrays,
/// strings, integers up to ±(2^53−1), true and false. What gets hashed and signed.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The canonical UTF-8 form: members in order of their names, no white space.</summary>
    /// <exception cref="ArgumentException">A value outside the subset, or nested more than 64 deep.</exception>
    public static byte[] Write(JsonNode value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArrayBufferWriter<byte> output = KeptBuffer.Take();
        new CanonicalJsonWriter(output).Write(value);
        return KeptBuffer.ToArray(output);
    }

    /// <summary>Writes the canonical UTF-8 form of a text: with its quotation marks.</summary>
    /// <exception cref="ArgumentException">It has half of a surrogate pair; part of it has been written then.</exception>
    public static void Write(ArrayBufferWriter<byte> output, string text)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(text);
        if (!CanonicalJsonString.TryWrite(output, text))
        {
            throw new ArgumentException("The text has no canonical form: it has half of a surrogate pair.", nameof(text));
        }
    }

    /// <summary>Whether these bytes are the canonical form of some value.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> utf8)
    {
        try
        {
            StrictJson.Read(utf8, new StrictJsonLimits(int.MaxValue, StrictJsonLimits.DeepestDepth), isCanonical: true);
            return true;
        }
        catch (StrictJsonException)
        {
            return false;
        }
    }
}
