using Google.Protobuf;
using Ledger.Node.Log;

namespace Ledger.Node.Licences;

/// <summary>What events add up to for one licence: one function for the rows and for any moment of the past.</summary>
internal static class LicenceFold
{
    /// <summary>The licence after one more event.</summary>
    /// <param name="before">The licence so far; null before it was issued, and where a recovered log has lost the body that issued it.</param>
    /// <param name="e">The event.</param>
    /// <param name="position">Where it stands.</param>
    /// <returns>Null as long as nothing issued it.</returns>
    /// <exception cref="ArgumentException">No event of a licence.</exception>
    public static Licence? After(Licence? before, IMessage e, EventPosition position) => e switch
    {
        LicenceIssued issued => Licence.After(issued, position),
        LicenceSuspended suspended => before?.After(suspended, position),
        LicenceResumed resumed => before?.After(resumed, position),
        LicenceRevoked revoked => before?.After(revoked, position),
        LicenceChecked check => before?.After(check, position),
        LicenceDisputed disputed => before?.After(disputed, position),
        LicenceDisputeLifted lifted => before?.After(lifted, position),
        LicenceFlagged flagged => before?.After(flagged, position),
        LicenceFlagCleared cleared => before?.After(cleared, position),
        LicenceRippled rippled => before?.After(rippled, position),
        _ => throw new ArgumentException($"{e.Descriptor.Name} is no event of a licence.", nameof(e)),
    };
}
