using Ledger.Crypto.Signing;

namespace Ledger.Crypto.HttpSignatures;

/// <summary>One signature of a message: what <c>Signature-Input</c> and <c>Signature</c> say together (RFC 9421, 4).</summary>
public sealed class HttpSignature
{
    /// <summary>Name of the field that says what is covered.</summary>
    public const string InputField = "signature-input";

    /// <summary>Name of the field that has the signature.</summary>
    public const string Field = "signature";

    private HttpSignature(string label, SignatureParameters parameters, ReadOnlyMemory<byte> value) =>
        (Label, Parameters, Value) = (label, parameters, value);

    /// <summary>The name that both fields give it.</summary>
    public string Label { get; }

    /// <summary>What it covers and says of itself.</summary>
    public SignatureParameters Parameters { get; }

    /// <summary>The signature itself.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>Value of the field <c>Signature-Input</c>.</summary>
    public string InputText => StructuredWriter.Write([Parameters.ToMember(Label)]);

    /// <summary>Value of the field <c>Signature</c>.</summary>
    public string Text => StructuredWriter.Write([new StructuredMember(Label, Value.ToArray(), [], [])]);

    /// <summary>Reads the one signature of a message.</summary>
    /// <param name="fields">The message's fields.</param>
    /// <exception cref="HttpSignatureException">
    /// There is none, or more than one; a field is not in its one written form or longer than 4,096 characters. Nothing is verified yet.
    /// </exception>
    public static HttpSignature Read(IReadOnlyDictionary<string, string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (!fields.TryGetValue(InputField, out string? input) || !fields.TryGetValue(Field, out string? signature))
        {
            throw new HttpSignatureException(HttpSignatureFault.NotOneSignature, "Signature-Input and Signature come together.");
        }

        IReadOnlyList<StructuredMember> inputs = StructuredReader.ReadDictionary(input);
        IReadOnlyList<StructuredMember> signatures = StructuredReader.ReadDictionary(signature);
        if (inputs.Count != 1 || signatures.Count != 1 || inputs[0].Key != signatures[0].Key)
        {
            throw new HttpSignatureException(HttpSignatureFault.NotOneSignature, "There is one signature, under one label.");
        }

        return signatures[0] is { Value: byte[] value, Parameters.Count: 0 }
            ? new HttpSignature(inputs[0].Key, SignatureParameters.Of(inputs[0]), value)
            : throw new HttpSignatureException(HttpSignatureFault.Malformed, "Signature has bytes, without parameters.");
    }

    /// <summary>Signs a request, or the answer to it.</summary>
    internal static HttpSignature Sign(
        string label, SignatureParameters parameters, SigningKey key, HttpRequestParts request, HttpAnswerParts? answer) =>
        new(label, parameters, key.Sign(SignatureBase.Write(parameters, request, answer)));

    /// <summary>Whether it is a signature of this request, or of this answer to it.</summary>
    /// <exception cref="HttpSignatureException">A covered component is unknown, or the message does not have it.</exception>
    internal bool Verifies(VerifyingKey key, HttpRequestParts request, HttpAnswerParts? answer) =>
        key.Verify(SignatureBase.Write(Parameters, request, answer), Value.Span);
}
