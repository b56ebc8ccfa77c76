namespace Ledger.Crypto.Signing;

/// <summary>Where a key lies in a PKCS#11 module, and how it is used.</summary>
public sealed record Pkcs11Settings
{
    /// <summary>CKM_ECDSA: signs a hash of 32 bytes.</summary>
    public const long EcdsaMechanism = 0x1041;

    /// <summary>Absolute path of the module's shared library.</summary>
    public required string Module { get; init; }

    /// <summary>Label of the token, without its padding.</summary>
    public required string Token { get; init; }

    /// <summary>CKA_LABEL of the key pair; null where <see cref="Id"/> names it.</summary>
    public string? Label { get; init; }

    /// <summary>CKA_ID of the key pair, in hexadecimal; null where <see cref="Label"/> names it.</summary>
    public string? Id { get; init; }

    /// <summary>SM2 or P-256.</summary>
    public required SignatureAlgorithm Algorithm { get; init; }

    /// <summary>
    /// Number of the mechanism that makes of 32 bytes (SHA-256 of the message; for SM2 <c>e</c> of GB/T 32918.2, 6.1 A2) the 64 bytes
    /// <c>r‖s</c>. For SM2 every maker has a number of its own.
    /// </summary>
    public long Mechanism { get; init; } = EcdsaMechanism;

    /// <summary>How many signatures are asked for at once, 1 to 64.</summary>
    public int Sessions { get; init; } = 4;

    /// <summary>After so long without an answer a signature is given up, 100 to 60,000.</summary>
    public int TimeoutMilliseconds { get; init; } = 5000;

    /// <summary>The first setting that cannot work, as a sentence; null where there is none.</summary>
    public string? Problem() => this switch
    {
        _ when !Path.IsPathFullyQualified(Module) => "module: an absolute path.",
        { Token.Length: 0 or > 32 } => "token: a label of 1 to 32 characters.",
        { Label: null or "", Id: null or "" } => "label, id: one of them names the key.",
        _ when Id is not null && (Id.Length % 2 != 0 || !Id.All(char.IsAsciiHexDigit)) => "id: hexadecimal bytes.",
        { Algorithm: SignatureAlgorithm.Ed25519 } => "algorithm: SM2 or P-256.",
        { Algorithm: SignatureAlgorithm.Sm2Sm3, Mechanism: EcdsaMechanism } => "mechanism: for SM2 the module's own number.",
        { Mechanism: <= 0 } => "mechanism: a positive number.",
        { Sessions: < 1 or > 64 } => "sessions: 1 to 64.",
        { TimeoutMilliseconds: < 100 or > 60_000 } => "timeoutMilliseconds: 100 to 60000.",
        _ => null,
    };
}
