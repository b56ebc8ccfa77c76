using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>
/// Judges status bundles of one log from bytes alone: what a verifier needs is the bundle, the trust it has in the log, and a clock.
/// </summary>
/// <param name="log">Keys of the log, and who must have cosigned its checkpoints.</param>
/// <param name="maximumAge">A status older than this is not relied on.</param>
/// <param name="time">The verifier's clock.</param>
public sealed class StatusVerifier(TrustedLog log, TimeSpan maximumAge, TimeProvider time)
{
    private readonly NoteMemory _notes = new();

    /// <summary>One that remembers the checkpoints that others were shown, too.</summary>
    internal StatusVerifier(TrustedLog log, TimeSpan maximumAge, TimeProvider time, NoteMemory notes)
        : this(log, maximumAge, time) => _notes = notes;

    /// <summary>Follows the proof down to the status of one key or to its absence; stops at the first link that does not hold.</summary>
    /// <param name="bundle">The bundle; whatever it says, never an exception.</param>
    /// <param name="mapKey">The key that was asked for, which need not be the one that was answered.</param>
    public StatusReport Verify(StatusBundle bundle, Digest mapKey)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        DateTimeOffset now = time.GetUtcNow();
        StatusLinks links = StatusLinks.Follow(bundle, mapKey, log, _notes);
        if (!links.Hold)
        {
            return new StatusReport(links, now, quorum: null, freshness: null, quorumTime: null);
        }

        (Check quorum, DateTimeOffset? quorumTime) = QuorumCheck.Make(bundle.Checkpoint, log.Witnesses, _notes);
        DateTimeOffset asOf = quorumTime ?? bundle.MapCommit.Time;
        return new StatusReport(
            links, now, quorum, FreshnessCheck.Make(asOf, quorumTime is not null, now, maximumAge), quorumTime);
    }
}
