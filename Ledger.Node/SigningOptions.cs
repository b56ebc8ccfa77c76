using Ledger.Crypto.Signing;

namespace Ledger.Node;

/// <summary>How the keys in a node's memory sign.</summary>
internal sealed record SigningOptions
{
    /// <summary>
    /// <c>openssl</c>, or <c>lanes</c> for SM2 by our own constant-time arithmetic with AVX-512, many times faster; where the processor has
    /// none, OpenSSL signs all the same. Keys in modules sign in their modules.
    /// </summary>
    public Sm2Engine Engine { get; init; } = Sm2Engine.Openssl;

    /// <summary>The first setting that cannot work, as a sentence; null where there is none.</summary>
    internal string? Problem() => Engine is Sm2Engine.Openssl or Sm2Engine.Lanes ? null : "signing: engine is openssl or lanes.";
}
