using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>What a log proves of one signing key: since which index its signatures do not count.</summary>
/// <param name="Report">The proof.</param>
/// <param name="Until">First log index whose licences by the key are not valid; null where there is none, or nobody can tell.</param>
/// <param name="IsKnown">Whether <paramref name="Until"/> says all there is.</param>
internal sealed record KeyStanding(StatusReport Report, long? Until, bool IsKnown)
{
    // from_index of the event of a compromise.
    private const int FromIndexField = 2;

    /// <summary>The key of a certificate in the status map.</summary>
    /// <param name="origin">Origin of the log.</param>
    /// <param name="certificate">Thumbprint (SM3) of the certificate, of which the first 16 bytes are the handle.</param>
    public static Digest MapKeyOf(string origin, Digest certificate) =>
        MapKey.For(origin, MapNamespace.Key, certificate.Span[..MapKey.HandleLength]);

    /// <summary>What a bundle proves of a key; null where it proves nothing.</summary>
    public static KeyStanding? Of(StatusBundle bundle, Digest mapKey, StatusVerifier verifier)
    {
        StatusReport report = verifier.Verify(bundle, mapKey);
        if (bundle.MapKey != mapKey || !report.Holds)
        {
            return null;
        }

        return report.Status?.Status switch
        {
            null or SubjectStatus.Valid => new KeyStanding(report, null, IsKnown: true),

            // Retired: what the log took in before the last event counts, and nothing after it.
            SubjectStatus.Withdrawn => new KeyStanding(report, report.Status.LastIndex, IsKnown: true),
            SubjectStatus.Revoked => OfCompromise(report),
            _ => new KeyStanding(report, null, IsKnown: false),
        };
    }

    private static KeyStanding OfCompromise(StatusReport report)
    {
        if (report.Bundle.Events is not [.., { Leaf.Type: EventType.KeyCompromised, Body: { } body }])
        {
            return new KeyStanding(report, null, IsKnown: false);
        }

        try
        {
            long from = checked((long)EventBodies.Number(EventBodies.EventOf(body.Span), FromIndexField));
            return new KeyStanding(report, from, IsKnown: true);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return new KeyStanding(report, null, IsKnown: false);
        }
    }
}
