using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Certificates;

namespace Ledger.Crypto.TimeStamps;

/// <summary>What a time-stamping authority is asked (RFC 3161, 2.4.1; GM/T 0033 has the same form).</summary>
public sealed class TimeStampRequest
{
    /// <summary>Longest request that is read, in bytes.</summary>
    public const int MaxLength = 4 * 1024;

    internal const int Version = 1;

    private const int NonceBytes = 16;
    private const int MaxNonceBytes = 32;

    private TimeStampRequest(MessageImprint imprint, ReadOnlyMemory<byte>? nonce, string? policy, bool wantsCertificate)
    {
        Imprint = imprint;
        Nonce = nonce;
        Policy = policy;
        WantsCertificate = wantsCertificate;
    }

    /// <summary>What is to be stamped.</summary>
    public MessageImprint Imprint { get; }

    /// <summary>Contents of the INTEGER that the answer must repeat, 1 to 32 bytes; null where the asker sent none.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; }

    /// <summary>Object identifier of the policy asked for; null for any.</summary>
    public string? Policy { get; }

    /// <summary>Whether the authority's certificate shall be in the token.</summary>
    public bool WantsCertificate { get; }

    /// <summary>Whether the asker wants something that an extension says and this code does not understand.</summary>
    public bool HasExtensions { get; private init; }

    /// <summary>A new request with a nonce nobody can guess, which asks for the certificate.</summary>
    /// <param name="imprint">What is to be stamped.</param>
    /// <param name="policy">Object identifier of the policy to stamp under; null for any.</param>
    public static TimeStampRequest Create(MessageImprint imprint, string? policy = null)
    {
        ArgumentNullException.ThrowIfNull(imprint);
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        nonce[0] = (byte)((nonce[0] & 0x3f) | 0x40); // positive, and never shorter
        return new TimeStampRequest(imprint, nonce, policy, wantsCertificate: true);
    }

    /// <summary>Reads a request.</summary>
    /// <param name="der">At most <see cref="MaxLength"/> bytes; copied.</param>
    /// <exception cref="FormatException">Not a request of version 1 in DER.</exception>
    public static TimeStampRequest Parse(ReadOnlySpan<byte> der) => Der.Read(der.ToArray(), MaxLength, "A time-stamp request", Read);

    /// <summary>The DER of the request.</summary>
    public byte[] Encode()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(Version);
            Imprint.Write(writer);
            if (Policy is not null)
            {
                writer.WriteObjectIdentifier(Policy);
            }

            if (Nonce is { } nonce)
            {
                writer.WriteInteger(nonce.Span);
            }

            if (WantsCertificate)
            {
                writer.WriteBoolean(true);
            }
        }

        return writer.Encode();
    }

    /// <summary>The token of an answer to this very request. Who signed it is for <see cref="TimeStampToken.Verify"/>.</summary>
    /// <param name="response">DER of the authority's answer, at most <see cref="TimeStampToken.MaxLength"/> bytes and some.</param>
    /// <exception cref="FormatException">
    /// Malformed, a refusal, or a token of another imprint, nonce or policy than was asked for; the message says which.
    /// </exception>
    /// <exception cref="CryptographicException">A certificate's public key is not a point of its curve.</exception>
    public TimeStampToken TokenOf(ReadOnlySpan<byte> response)
    {
        TimeStampResponse answer = TimeStampResponse.Parse(response);
        if (answer.Token is not { } der)
        {
            throw new FormatException($"The time-stamping authority refused: {answer.Reason}");
        }

        TimeStampToken token = TimeStampToken.Parse(der);
        bool sameNonce = Nonce is { } sent ? token.Info.Nonce is { } back && back.Span.SequenceEqual(sent.Span) : token.Info.Nonce is null;
        bool samePolicy = Policy is null || token.Info.Policy == Policy;
        return (token.Info.Imprint.Equals(Imprint), sameNonce, samePolicy) switch
        {
            (false, _, _) => throw new FormatException("The time stamp is of something else."),
            (_, false, _) => throw new FormatException("The time stamp answers another request: its nonce differs."),
            (_, _, false) => throw new FormatException($"The time stamp was made under the policy {token.Info.Policy}, not {Policy}."),
            _ => token,
        };
    }

    // TimeStampReq ::= SEQUENCE { version, messageImprint, reqPolicy OPTIONAL, nonce OPTIONAL, certReq DEFAULT FALSE, extensions [0] OPTIONAL }
    private static TimeStampRequest Read(AsnReader reader)
    {
        AsnReader request = reader.ReadSequence();
        if (Der.ReadNumber(request) != Version)
        {
            throw new FormatException("A time-stamp request of another version is not read.");
        }

        MessageImprint imprint = MessageImprint.Read(request);
        string? policy = request.HasData && request.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier) ? request.ReadObjectIdentifier() : null;
        ReadOnlyMemory<byte>? nonce = ReadNonce(request);
        bool wantsCertificate = Der.ReadFlag(request);
        bool hasExtensions = Der.HasTag(request, 0);
        if (hasExtensions)
        {
            request.ReadEncodedValue();
        }

        request.ThrowIfNotEmpty();
        return new TimeStampRequest(imprint, nonce, policy, wantsCertificate) { HasExtensions = hasExtensions };
    }

    internal static ReadOnlyMemory<byte>? ReadNonce(AsnReader reader)
    {
        if (!reader.HasData || !reader.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            return null;
        }

        ReadOnlyMemory<byte> nonce = reader.ReadIntegerBytes();
        return nonce.Length <= MaxNonceBytes ? nonce : throw new FormatException($"A nonce has at most {MaxNonceBytes} bytes.");
    }
}
