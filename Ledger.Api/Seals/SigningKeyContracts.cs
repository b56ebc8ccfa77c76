using Ledger.Node.Seals;

namespace Ledger.Api.Seals;

/// <summary>A signing key of the caller's authority as the log knows it.</summary>
/// <param name="Certificate">Thumbprint of its certificate: SM3 of the DER, 64 lower-case hexadecimal characters.</param>
/// <param name="State"><c>in-use</c>, <c>retired</c> or <c>compromised</c>.</param>
/// <param name="RetiredAt">Log index from which on it signs no more; null where it was not retired.</param>
/// <param name="CompromisedFrom">First log index whose licences by it are not valid; null where it was not compromised.</param>
public sealed record SigningKeyContract(string Certificate, string State, long? RetiredAt, long? CompromisedFrom)
{
    internal static SigningKeyContract Of(SigningKeyEntry key) => new(
        key.Certificate.ToHex(),
        key.State switch
        {
            SigningKeyState.InUse => "in-use",
            SigningKeyState.Retired => "retired",
            _ => "compromised",
        },
        key.RetiredAt,
        key.CompromisedFrom);
}

/// <summary>The signing keys of the caller's authority that stand in the log.</summary>
/// <param name="Keys">In no order that means anything. A key that was never rotated or compromised need not be among them.</param>
public sealed record SigningKeyListResponse(IReadOnlyList<SigningKeyContract> Keys);

/// <summary>A rotation that is done.</summary>
/// <param name="Index">Log index of its first event: licences with a lower index by the old keys stay valid, and there are no later ones.</param>
/// <param name="SealCertificate">Thumbprint of the certificate that seals now.</param>
/// <param name="SigningCertificate">Thumbprint of the certificate that signs now.</param>
public sealed record KeyRotationResponse(long Index, string SealCertificate, string SigningCertificate);

/// <summary>What was compromised.</summary>
/// <param name="FromIndex">First log index whose licences by the key are not valid; 0 to the size of the log. 0: all of them.</param>
public sealed record KeyCompromiseRequest(int FromIndex);

/// <summary>A compromise that stands in the log.</summary>
/// <param name="Index">Log index of the event.</param>
public sealed record KeyCompromiseResponse(long Index);
