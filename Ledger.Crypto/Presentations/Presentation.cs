using Ledger.Crypto.Certificates;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Presentations;

/// <summary>
/// 亮证: chosen fields of a licence, or answers about it, for one look within a minute. So dense that one QR code holds it, and
/// checkable offline by whoever has the issuer's certificate. Without a licence it is answers alone, which tell no identifier.
/// </summary>
/// <param name="Nonce">16 random bytes: what makes it this one, to be shown once.</param>
/// <param name="IssuedAt">When it was made, to the second.</param>
/// <param name="Seconds">How long it counts: 1 to 60 seconds.</param>
/// <param name="Audience">Whom it is shown to, where the holder said so; null for anybody.</param>
/// <param name="Issuer">18-character code of the authority that issued the licence, whose key signs.</param>
/// <param name="Log">Origin of the log that holds the licence.</param>
/// <param name="Status">The status of the licence, by the word of the issuer's node.</param>
/// <param name="Licence">Statement and chosen fields; null where answers alone are shown.</param>
/// <param name="Claims">The answers, at most 8.</param>
/// <param name="SigningKey">SM3 of the certificate whose P-256 key signs.</param>
/// <param name="Certificate">That certificate, where there was room; null where the verifier must have it.</param>
/// <param name="Signature">64 bytes <c>r‖s</c>: ES256 over everything before it; empty before it is signed.</param>
public sealed record Presentation(
    ReadOnlyMemory<byte> Nonce,
    DateTimeOffset IssuedAt,
    int Seconds,
    string? Audience,
    string Issuer,
    string Log,
    PresentedStatus Status,
    PresentedLicence? Licence,
    IReadOnlyList<PresentedClaim> Claims,
    Digest SigningKey,
    Certificate? Certificate,
    ReadOnlyMemory<byte> Signature)
{
    /// <summary>The longest presentation, in bytes.</summary>
    public const int MaximumBytes = 1_200;

    /// <summary>Bytes of a nonce.</summary>
    public const int NonceLength = 16;

    /// <summary>The longest that one counts.</summary>
    public const int MaximumSeconds = 60;

    /// <summary>The longest audience, in bytes of UTF-8.</summary>
    public const int MaximumAudienceBytes = 96;

    /// <summary>The most answers.</summary>
    public const int MaximumClaims = 8;

    internal const int SignatureLength = 64;
    internal const int ChecksumLength = 4;

    private const string TextPrefix = "LP1:";

    // Nothing else that the key signs begins so: statements are JSON, signed attributes are DER.
    private static ReadOnlySpan<byte> SigningPrefix => "presentation/v1\n"u8;

    /// <summary>The last moment at which it counts.</summary>
    public DateTimeOffset ExpiresAt => IssuedAt.AddSeconds(Seconds);

    /// <summary>What the signature is over.</summary>
    public byte[] ToSign() => [.. SigningPrefix, .. PresentationWriter.Unsigned(this)];

    /// <summary>The same, signed.</summary>
    /// <param name="key">The P-256 key of the certificate that it names.</param>
    public Presentation SignedBy(SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return this with { Signature = key.Sign(ToSign()) };
    }

    /// <summary>Its bytes; longer than <see cref="MaximumBytes"/> they cannot be read.</summary>
    public byte[] ToBytes()
    {
        byte[] signed = [.. PresentationWriter.Unsigned(this), .. Signature.Span];
        return [.. signed, .. ChecksumOf(signed)];
    }

    /// <summary>How many bytes it has when it is signed.</summary>
    public int Length => PresentationWriter.Unsigned(this).Length + SignatureLength + ChecksumLength;

    /// <summary>As a QR code has it: <c>LP1:</c> and the bytes in base 45.</summary>
    public string ToText() => TextPrefix + Base45.Encode(ToBytes());

    /// <summary>The bytes of a text as a scanner gives it; null where it is none of a presentation.</summary>
    public static byte[]? BytesOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const int Longest = (MaximumBytes / 2 * 3) + 2;
        return text.StartsWith(TextPrefix, StringComparison.Ordinal) && text.Length <= TextPrefix.Length + Longest
            ? Base45.Decode(text.AsSpan(TextPrefix.Length))
            : null;
    }

    /// <summary>Reads exactly what <see cref="ToBytes"/> writes. The form only: nothing is verified but the checksum.</summary>
    /// <exception cref="FormatException">Anything else, or longer than <see cref="MaximumBytes"/>.</exception>
    public static Presentation Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is > MaximumBytes or < SignatureLength + ChecksumLength)
        {
            throw new FormatException($"A presentation has at most {MaximumBytes} bytes.");
        }

        // A misread code is told from a forged one.
        if (!ChecksumOf(bytes[..^ChecksumLength]).AsSpan().SequenceEqual(bytes[^ChecksumLength..]))
        {
            throw new FormatException("The checksum does not fit: the code was misread or changed.");
        }

        Presentation presentation = PresentationReader.Read(bytes[..^(SignatureLength + ChecksumLength)]) with
        {
            Signature = bytes[^(SignatureLength + ChecksumLength)..^ChecksumLength].ToArray(),
        };
        return presentation.ToBytes().AsSpan().SequenceEqual(bytes)
            ? presentation
            : throw new FormatException("A presentation is not in its one form.");
    }

    private static byte[] ChecksumOf(ReadOnlySpan<byte> bytes) => Sm3.Hash(bytes).Span[..ChecksumLength].ToArray();
}
