using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.TimeStamps;

/// <summary>
/// A time-stamp token: signed data of a time-stamping authority that hold <see cref="TimeStampInfo"/> (RFC 3161, 2.4.2; with SM2 and the
/// identifiers of GB/T 35275 as GM/T 0033 has it). Nothing in it is believed before <see cref="Verify"/>.
/// </summary>
public sealed class TimeStampToken
{
    /// <summary>Longest token that is read, in bytes.</summary>
    public const int MaxLength = 32 * 1024;

    private readonly SignedData _signed;

    private TimeStampToken(byte[] raw)
    {
        Raw = raw;
        _signed = SignedData.ParseTimeStamp(raw);
        Info = TimeStampInfo.Parse(_signed.Content);
        if (_signed.TimeStamp is not null || _signed.HasOtherUnsignedAttributes)
        {
            throw new FormatException("A time-stamp token with unsigned attributes is not read.");
        }
    }

    /// <summary>The DER of the token.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>What it says.</summary>
    public TimeStampInfo Info { get; }

    /// <summary>Certificate of the authority, as the token names it.</summary>
    public Certificate Signer => _signed.Signer;

    /// <summary>Every certificate in the token, none of them trusted.</summary>
    public IReadOnlyList<Certificate> Certificates => _signed.Certificates;

    /// <summary>Reads a token.</summary>
    /// <param name="der">At most <see cref="MaxLength"/> bytes; copied.</param>
    /// <exception cref="FormatException">
    /// Not a token in DER with exactly one signer and its certificate, or one with extensions or unsigned attributes.
    /// </exception>
    /// <exception cref="CryptographicException">A certificate's public key is not a point of its curve.</exception>
    public static TimeStampToken Parse(ReadOnlySpan<byte> der) => der.Length <= MaxLength
        ? new TimeStampToken(der.ToArray())
        : throw new FormatException($"A time-stamp token has {der.Length} bytes; at most {MaxLength} are read.");

    /// <summary>Whether a trusted authority stamped these data, at the time it says.</summary>
    /// <param name="data">What is said to be stamped: of a signature its value, of a PDF the bytes of its range.</param>
    /// <param name="others">Certificates that came with it, none of them trusted; those in the token are considered anyway.</param>
    /// <param name="roots">The trusted roots.</param>
    public TimeStampReport Verify(ReadOnlySpan<byte> data, IReadOnlyList<Certificate> others, IReadOnlyList<Certificate> roots)
    {
        return Info.Imprint.IsOf(data)
            ? VerifyAuthority(others, roots)
            : new(TimeStampFault.Imprint, "The time stamp is of something else.", []);
    }

    /// <summary>Whether a trusted authority made this stamp, of whatever it is.</summary>
    /// <param name="others">Certificates that came with it, none of them trusted; those in the token are considered anyway.</param>
    /// <param name="roots">The trusted roots.</param>
    public TimeStampReport VerifyAuthority(IReadOnlyList<Certificate> others, IReadOnlyList<Certificate> roots)
    {
        SignedDataReport signature = _signed.Verify(_signed.Content.Span);
        if (!signature.IsValid)
        {
            return new(TimeStampFault.Signature, signature.Reason, []);
        }

        // RFC 3161, 2.3: time stamping is the key's only purpose, and marked critical.
        if (!Signer.MayTimeStamp)
        {
            return new(TimeStampFault.NoAuthority, $"The certificate of {Signer} does not make it a time-stamping authority.", []);
        }

        ChainReport chain = CertificateChain.Check(Signer, [.. _signed.Certificates, .. others], roots, Info.Time);
        return chain.Fault switch
        {
            ChainFault.None => new(TimeStampFault.None, $"{Signer} stamped it at {ClockText.English(Info.Time)}.", chain.Path),
            ChainFault.IssuerUnknown => new(TimeStampFault.AuthorityUnknown, chain.Reason, chain.Path),
            _ => new(TimeStampFault.Chain, chain.Reason, chain.Path),
        };
    }
}
