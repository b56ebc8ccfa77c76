using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.TimeStamps;

namespace Ledger.Node.TimeStamps;

/// <summary>
/// The node's own time-stamping authority: a P-256 key for SHA-256 imprints, an SM2 key for SM3 imprints. Its clock is the node's, so a
/// stamp of it says no more than the node does; where that is not enough the settings name an authority of somebody else.
/// </summary>
internal sealed class OwnTimeStamps : IDisposable
{
    private readonly TimeProvider _time;
    private readonly KnownRevocations _revocations;
    private readonly SigningKey _p256Key;
    private readonly SigningKey _sm2Key;
    private readonly TimeStampAuthority _p256;
    private readonly TimeStampAuthority _sm2;

    private OwnTimeStamps(string folder, KeyPassphrase? passphrase, TimeProvider time, KnownRevocations revocations)
    {
        (_time, _revocations) = (time, revocations);
        Certificate p256 = Read(folder, "tsa-p256");
        Certificate sm2 = Read(folder, "tsa-sm2");
        _p256Key = SigningKeyFile.Load(Path.Combine(folder, "tsa-p256.key"), passphrase);
        _sm2Key = SigningKeyFile.Load(Path.Combine(folder, "tsa-sm2.key"), passphrase);
        _p256 = new TimeStampAuthority(_p256Key, p256);
        _sm2 = new TimeStampAuthority(_sm2Key, sm2);
    }

    /// <summary>Loads <c>tsa-p256</c> and <c>tsa-sm2</c> from a node's key folder; null where it has neither.</summary>
    /// <exception cref="FormatException">A file is absent or malformed, or a certificate is another key's or not for time stamping.</exception>
    public static OwnTimeStamps? Load(string folder, KeyPassphrase? passphrase, TimeProvider time, KnownRevocations revocations)
    {
        if (!File.Exists(Path.Combine(folder, "tsa-p256.key")) && !File.Exists(Path.Combine(folder, "tsa-sm2.key")))
        {
            return null;
        }

        try
        {
            return new OwnTimeStamps(folder, passphrase, time, revocations);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or CryptographicException or ArgumentException)
        {
            throw new FormatException($"{folder}: {e.Message}", e);
        }
    }

    /// <summary>The most bytes of a token for a SHA-256 imprint, or for one by SM3.</summary>
    public int MostTokenBytes(bool sm3) => (sm3 ? _sm2 : _p256).MostTokenBytes();

    /// <summary>Answers a request, whatever its bytes are.</summary>
    /// <returns>DER of a time-stamp response: a refusal also where the authority's certificate is not valid now or was revoked.</returns>
    public byte[] Answer(ReadOnlySpan<byte> request)
    {
        TimeStampAuthority authority = IsSm3(request) ? _sm2 : _p256;
        DateTimeOffset now = _time.GetUtcNow();
        return authority.Certificate.IsValidAt(now) && !_revocations.Revoke(authority.Certificate, now)
            ? authority.Answer(request, now)
            : TimeStampAuthority.Refuse("The authority's certificate is not valid now, or was revoked.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _p256Key.Dispose();
        _sm2Key.Dispose();
    }

    private static Certificate Read(string folder, string name) =>
        Certificate.ParsePem(File.ReadAllText(Path.Combine(folder, name + ".crt")));

    private static bool IsSm3(ReadOnlySpan<byte> request)
    {
        try
        {
            return TimeStampRequest.Parse(request).Imprint.IsSm3;
        }
        catch (FormatException)
        {
            return false; // either authority says what is wrong with it
        }
    }
}
