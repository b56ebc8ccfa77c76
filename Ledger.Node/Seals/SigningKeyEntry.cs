using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Seals;

/// <summary>签名密钥: a signing key of an authority as the log knows it, by the thumbprint of its certificate.</summary>
/// <param name="Certificate">SM3 of the certificate's DER.</param>
/// <param name="Authority">Unified social credit code of the authority; empty for a key that never was entered.</param>
/// <param name="RetiredAt">Log index from which on it signs no more; null where it was not retired.</param>
/// <param name="CompromisedFrom">First log index whose licences by it are not valid; null where it was not compromised.</param>
internal sealed record SigningKeyEntry(Digest Certificate, string Authority, long? RetiredAt, long? CompromisedFrom)
{
    /// <summary>What it may still do.</summary>
    public SigningKeyState State =>
        CompromisedFrom is not null ? SigningKeyState.Compromised : RetiredAt is not null ? SigningKeyState.Retired : SigningKeyState.InUse;

    /// <summary>The handle of a certificate's key.</summary>
    public static ByteString HandleOf(Digest certificate) => ByteString.CopyFrom(certificate.Span[..MapKey.HandleLength]);

    /// <summary>Decides that a key is entered.</summary>
    /// <param name="current">What the log has of it, or null.</param>
    /// <param name="certificate">SM3 of the certificate.</param>
    /// <param name="authority">Whose it is.</param>
    /// <param name="use"><c>seal</c> or <c>signing</c>.</param>
    /// <returns>Null where it stands in the log already.</returns>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: it was retired or compromised, and never comes back.</exception>
    public static KeyEntered? Enter(SigningKeyEntry? current, Digest certificate, string authority, string use)
    {
        if (current is { State: not SigningKeyState.InUse })
        {
            throw new LedgerException(
                LedgerError.WrongState, "该签名密钥已停用或泄露，不能再次启用。", "The signing key was retired or compromised; it never comes back.");
        }

        return current is not null ? null : new KeyEntered
        {
            Handle = HandleOf(certificate),
            Certificate = ByteString.CopyFrom(certificate.Span),
            Authority = authority,
            Use = use,
        };
    }

    /// <summary>Decides that a key signs no more.</summary>
    /// <returns>Null where it did not any more.</returns>
    public static KeyRetired? Retire(SigningKeyEntry? current, Digest certificate, string authority) =>
        current is { State: not SigningKeyState.InUse } ? null : new KeyRetired
        {
            Handle = HandleOf(certificate),
            Certificate = ByteString.CopyFrom(certificate.Span),
            Authority = authority,
        };

    /// <summary>Decides that what a key signed does not count from an index on.</summary>
    /// <param name="current">What the log has of the key, or null.</param>
    /// <param name="certificate">SM3 of the certificate.</param>
    /// <param name="authority">Whose it is.</param>
    /// <param name="from">First log index whose licences by it are not valid.</param>
    /// <param name="next">Log index that the event itself will have.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.InvalidField"/>: the index lies in the future; <see cref="LedgerError.WrongState"/>: compromised before.
    /// </exception>
    public static KeyCompromised Compromise(SigningKeyEntry? current, Digest certificate, string authority, long from, long next)
    {
        if (from < 0 || from > next)
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"起始位置应为 0 至 {next}。", $"The index is 0 to {next}.", "/fromIndex");
        }

        return current is { State: SigningKeyState.Compromised }
            ? throw new LedgerException(LedgerError.WrongState, "该签名密钥已登记为泄露。", "The signing key stands as compromised already.")
            : new KeyCompromised
            {
                Handle = HandleOf(certificate),
                FromIndex = from,
                Certificate = ByteString.CopyFrom(certificate.Span),
                Authority = authority,
            };
    }
}
