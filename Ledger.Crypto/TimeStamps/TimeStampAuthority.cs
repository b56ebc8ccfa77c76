using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.TimeStamps;

/// <summary>
/// A time-stamping authority with one key: P-256 with SHA-256 (RFC 3161), or SM2 with SM3 (GM/T 0033). It stamps SHA-256 and SM3
/// imprints. The key stays the caller's, who also disposes of it.
/// </summary>
public sealed class TimeStampAuthority
{
    /// <summary>The policy of this project's own authority: the clock of the node, without further promises. A UUID under 2.25 (X.667).</summary>
    public const string OwnPolicy = "2.25.103271408415734618062207303343650974379";

    private const int SerialNumberBytes = 16;

    private static readonly TimeSpan Accuracy = TimeSpan.FromSeconds(1);

    private readonly SigningKey _key;
    private readonly SignedDataWriter _writer;

    /// <summary>An authority.</summary>
    /// <exception cref="ArgumentException">The certificate is another key's, or not one for time stamping.</exception>
    public TimeStampAuthority(SigningKey key, Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(certificate);
        if (!certificate.MayTimeStamp || !certificate.PublicKey.IsOf(key))
        {
            throw new ArgumentException("The certificate is another key's, or not one for time stamping.", nameof(certificate));
        }

        _key = key;
        Certificate = certificate;
        _writer = new SignedDataWriter(SignedDataSuite.Of(key.Algorithm), certificate);
    }

    /// <summary>The authority's certificate.</summary>
    public Certificate Certificate { get; }

    /// <summary>The most bytes of a token for a request as <see cref="TimeStampRequest.Create"/> makes it.</summary>
    public int MostTokenBytes() => int.Max(MostTokenBytes(MessageImprint.Sha256([])), MostTokenBytes(MessageImprint.Sm3([])));

    /// <summary>Answers a request.</summary>
    /// <param name="request">Bytes of the request; anything at all.</param>
    /// <param name="now">The authority's clock; parts of a second are dropped.</param>
    /// <returns>DER of the answer: a token, or a refusal that says why.</returns>
    /// <exception cref="CryptographicException">The key or its module failed.</exception>
    public byte[] Answer(ReadOnlySpan<byte> request, DateTimeOffset now)
    {
        TimeStampRequest asked;
        try
        {
            asked = TimeStampRequest.Parse(request);
        }
        catch (FormatException e)
        {
            return TimeStampResponse.Refuse(TimeStampFailure.BadDataFormat, e.Message);
        }

        if (!asked.Imprint.IsUnderstood)
        {
            return TimeStampResponse.Refuse(TimeStampFailure.BadAlgorithm, "SHA-256 and SM3 imprints are stamped.");
        }

        if (asked.HasExtensions)
        {
            return TimeStampResponse.Refuse(TimeStampFailure.UnacceptedExtension, "No extension is known.");
        }

        return asked.Policy is null or OwnPolicy
            ? TimeStampResponse.Grant(Stamp(asked, now))
            : TimeStampResponse.Refuse(TimeStampFailure.UnacceptedPolicy, $"Stamps are made under the policy {OwnPolicy}.");
    }

    /// <summary>Answers any request with a refusal, of an authority that cannot stamp now.</summary>
    /// <param name="reason">For people.</param>
    /// <returns>DER of the answer.</returns>
    public static byte[] Refuse(string reason) => TimeStampResponse.Refuse(TimeStampFailure.SystemFailure, reason);

    private byte[] Stamp(TimeStampRequest asked, DateTimeOffset now)
    {
        TimeStampInfo info = new(OwnPolicy, asked.Imprint, Serial(), now.ToUniversalTime(), Accuracy, asked.Nonce);
        return _writer.WriteTimeStamp(_key, asked.WantsCertificate ? [Certificate] : [], info.Encode());
    }

    private int MostTokenBytes(MessageImprint imprint) => _writer.MostBytesOfTimeStamp(
        new TimeStampInfo(OwnPolicy, imprint, Serial(), DateTimeOffset.UnixEpoch, Accuracy, TimeStampRequest.Create(imprint).Nonce).Encode());

    /// <summary>No counter to lose: nobody draws the same 126 bits twice.</summary>
    private static byte[] Serial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(SerialNumberBytes);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40);
        return serial;
    }
}
