namespace Ledger.Crypto.HttpSignatures;

/// <summary>A signed message is refused.</summary>
public sealed class HttpSignatureException : FormatException
{
    /// <summary>A refusal.</summary>
    public HttpSignatureException(HttpSignatureFault fault, string message)
        : base(message) => Fault = fault;

    /// <summary>Why.</summary>
    public HttpSignatureFault Fault { get; }
}
