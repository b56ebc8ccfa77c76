namespace Ledger.Crypto.HttpSignatures;

/// <summary>Why a signed message was refused. The names are stable: they appear in answers and logs.</summary>
public enum HttpSignatureFault
{
    /// <summary>A field is not in its one written form (RFC 9651), or longer than the limits.</summary>
    Malformed,

    /// <summary>There is no signature, or not exactly one under one label.</summary>
    NotOneSignature,

    /// <summary>A component that must be covered is not, or one is covered that may not be, or twice.</summary>
    Components,

    /// <summary>A parameter of the signature is missing, unknown, doubled or not of its form.</summary>
    Parameters,

    /// <summary>The signature is for another purpose: another <c>tag</c>.</summary>
    Tag,

    /// <summary>It was created in the future, or lives longer than allowed.</summary>
    Lifetime,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>No such key, or it is not in force.</summary>
    UnknownKey,

    /// <summary><c>alg</c> names another algorithm than the registry has for the key.</summary>
    Algorithm,

    /// <summary>The content is not that of <c>Content-Digest</c>, or has none.</summary>
    Digest,

    /// <summary>The signature is not one of these components by this key.</summary>
    Signature,

    /// <summary>The nonce was used before.</summary>
    Replayed,
}
