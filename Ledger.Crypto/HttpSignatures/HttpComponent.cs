namespace Ledger.Crypto.HttpSignatures;

/// <summary>Something of a message that a signature covers (RFC 9421, 2): a field by its name in small letters, or a derived component.</summary>
/// <param name="Name">For example <c>content-type</c> or <c>@method</c>.</param>
/// <param name="OfRequest">It is one of the request that the signed answer answers (2.4).</param>
/// <param name="Key">Only this member of a field that is a dictionary (2.1.2); null for the whole field.</param>
public sealed record HttpComponent(string Name, bool OfRequest = false, string? Key = null)
{
    private const string RequestParameter = "req";
    private const string KeyParameter = "key";

    /// <summary>Its identifier as the signature base has it, for example <c>"signature";req;key="sig1"</c>.</summary>
    public override string ToString() => StructuredWriter.Write(ToItem());

    internal StructuredItem ToItem() => new(
        Name,
        [
            .. OfRequest ? new[] { new StructuredParameter(RequestParameter, true) } : [],
            .. Key is null ? Array.Empty<StructuredParameter>() : [new StructuredParameter(KeyParameter, Key)],
        ]);

    /// <exception cref="HttpSignatureException"><see cref="HttpSignatureFault.Components"/>: a parameter that has no place here.</exception>
    internal static HttpComponent Of(StructuredItem item)
    {
        HttpComponent component = new(
            item.Value as string ?? "",
            item.Parameters.Any(parameter => parameter is { Name: RequestParameter, Value: true }),
            item.Parameters.FirstOrDefault(parameter => parameter.Name == KeyParameter)?.Value as string);

        // Order counts in an identifier (RFC 9421, 2.5), and there is one order here.
        return component.ToString() == StructuredWriter.Write(item)
            ? component
            : throw new HttpSignatureException(HttpSignatureFault.Components, "A covered component has a parameter that has no place here.");
    }
}
