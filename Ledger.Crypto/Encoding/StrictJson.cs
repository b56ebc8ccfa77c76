using System.Text.Json.Nodes;

namespace Ledger.Crypto.Encoding;

/// <summary>
/// Reads JSON of which every two readers see the same: RFC 8259 without duplicate names, fractions, exponents, nulls,
/// lone surrogates and byte order marks. Written for bytes from strangers: bounded in length, depth and time.
/// </summary>
public static class StrictJson
{
    /// <summary>The greatest integer, 2^53−1; the least is its negative (RFC 8785 §3.2.2.3, RFC 7493 §2.2).</summary>
    public const long MaxInteger = (1L << 53) - 1;

    /// <summary>Reads one value and nothing after it but white space.</summary>
    /// <returns>
    /// Objects, arrays, strings, <c>long</c> integers and booleans, members in the order of the text.
    /// </returns>
    /// <exception cref="StrictJsonException">
    /// For whatever is refused; no other exception, whatever the bytes.
    /// </exception>
    public static JsonNode Parse(ReadOnlySpan<byte> utf8, StrictJsonLimits limits) => Read(utf8, limits, isCanonical: false);

    /// <summary>Reads one object.</summary>
    /// <exception cref="StrictJsonException">Also for any other kind of value.</exception>
    public static JsonObject ParseObject(ReadOnlySpan<byte> utf8, StrictJsonLimits limits) =>
        Parse(utf8, limits) as JsonObject ?? throw new StrictJsonException(StrictJsonError.WrongKind, "");

    /// <summary>Reads one object from its canonical form (RFC 8785), the bytes that <see cref="CanonicalJson.Write(JsonNode)"/> gives back, and from no other.</summary>
    /// <exception cref="StrictJsonException">Also for any other form, and for any other kind of value.</exception>
    public static JsonObject ParseCanonical(ReadOnlySpan<byte> utf8, StrictJsonLimits limits) =>
        Read(utf8, limits, isCanonical: true) as JsonObject ?? throw new StrictJsonException(StrictJsonError.WrongKind, "");

    internal static JsonNode Read(ReadOnlySpan<byte> utf8, StrictJsonLimits limits, bool isCanonical)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limits.MaxDepth, StrictJsonLimits.DeepestDepth);
        return new StrictJsonReader(utf8, limits, isCanonical).ReadWhole();
    }
}
