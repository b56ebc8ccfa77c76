namespace Ledger.Crypto.HttpSignatures;

/// <summary>What a signature covers and says of itself (RFC 9421, 2.3): the value of its member in <c>Signature-Input</c>.</summary>
public sealed class SignatureParameters
{
    private const string CreatedName = "created";
    private const string ExpiresName = "expires";
    private const string NonceName = "nonce";
    private const string KeyIdName = "keyid";
    private const string AlgorithmName = "alg";
    private const string TagName = "tag";

    // 9999-12-31T23:59:59Z
    private const long LastSecond = 253_402_300_799;

    private readonly IReadOnlyList<StructuredParameter> _parameters;

    private SignatureParameters(IReadOnlyList<HttpComponent> components, IReadOnlyList<StructuredParameter> parameters)
    {
        Components = components;
        _parameters = parameters;
    }

    /// <summary>What is covered, in the signature's order.</summary>
    public IReadOnlyList<HttpComponent> Components { get; }

    /// <summary>When it was made; null where it does not say.</summary>
    public DateTimeOffset? Created => Time(CreatedName);

    /// <summary>When its time is over; null where it does not say.</summary>
    public DateTimeOffset? Expires => Time(ExpiresName);

    /// <summary>Value that occurs once; null where it has none.</summary>
    public string? Nonce => Text(NonceName);

    /// <summary>Which key, as the verifier's registry names it; null where it does not say.</summary>
    public string? KeyId => Text(KeyIdName);

    /// <summary>The algorithm that it says; never the one to verify with. Null where it does not say.</summary>
    public string? Algorithm => Text(AlgorithmName);

    /// <summary>What it is for; null where it does not say.</summary>
    public string? Tag => Text(TagName);

    /// <summary>Parameters in this order: created, expires, nonce, keyid, alg, tag; those that are null are left out.</summary>
    public static SignatureParameters Of(
        IReadOnlyList<HttpComponent> components, DateTimeOffset created, DateTimeOffset? expires, string? nonce, string keyId, string? algorithm, string tag)
    {
        (string Name, object? Value)[] all =
        [
            (CreatedName, created.ToUnixTimeSeconds()), (ExpiresName, expires?.ToUnixTimeSeconds()), (NonceName, nonce), (KeyIdName, keyId),
            (AlgorithmName, algorithm), (TagName, tag),
        ];
        return new SignatureParameters(
            components, [.. all.Where(one => one.Value is not null).Select(one => new StructuredParameter(one.Name, one.Value!))]);
    }

    /// <summary>As the signature base and <c>Signature-Input</c> have it.</summary>
    public override string ToString() => StructuredWriter.WriteValue(ToMember(""));

    internal StructuredMember ToMember(string label) => new(label, null, [.. Components.Select(component => component.ToItem())], _parameters);

    /// <exception cref="HttpSignatureException">A component or parameter is unknown or not of its form.</exception>
    internal static SignatureParameters Of(StructuredMember member)
    {
        if (member.Value is not null)
        {
            throw new HttpSignatureException(HttpSignatureFault.Malformed, "Signature-Input lists what is covered.");
        }

        foreach (StructuredParameter parameter in member.Parameters)
        {
            bool known = parameter.Name switch
            {
                CreatedName or ExpiresName => parameter.Value is >= 0L and <= LastSecond,
                NonceName or KeyIdName or AlgorithmName or TagName => parameter.Value is string,
                _ => false,
            };
            if (!known)
            {
                throw new HttpSignatureException(HttpSignatureFault.Parameters, "A parameter of the signature is unknown or not of its form.");
            }
        }

        HttpComponent[] components = [.. member.Items.Select(HttpComponent.Of)];
        return components.Distinct().Count() == components.Length
            ? new SignatureParameters(components, member.Parameters)
            : throw new HttpSignatureException(HttpSignatureFault.Components, "A component is covered twice."); // RFC 9421, 2
    }

    private string? Text(string name) => Find(name) as string;

    private DateTimeOffset? Time(string name) => Find(name) is long seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private object? Find(string name) => _parameters.FirstOrDefault(parameter => parameter.Name == name)?.Value;
}
