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
    private readonly ProofMemory _memory = new();

    /// <summary>One that remembers the checkpoints and proofs that others were shown, too.</summary>
    internal StatusVerifier(TrustedLog log, TimeSpan maximumAge, TimeProvider time, ProofMemory memory)
        : this(log, maximumAge, time) => _memory = memory;

    /// <summary>Follows the proof down to the status of one key or to its absence; stops at the first link that does not hold.</summary>
    /// <param name="bundle">The bundle; whatever it says, never an exception.</param>
    /// <param name="mapKey">The key that was asked for, which need not be the one that was answered.</param>
    public StatusReport Verify(StatusBundle bundle, Digest mapKey)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return Judge(StatusLinks.Follow(bundle, mapKey, log, _memory.Notes));
    }

    /// <summary>The same of a bundle's bytes, which others may bring along too: it is read and followed once.</summary>
    /// <exception cref="FormatException">The bytes are no bundle.</exception>
    internal StatusReport Verify(ReadOnlySpan<byte> bundle, Digest mapKey) => Judge(_memory.Follow(bundle, mapKey, log));

    private StatusReport Judge(StatusLinks links)
    {
        DateTimeOffset now = time.GetUtcNow();
        StatusBundle bundle = links.Bundle;
        if (!links.Hold)
        {
            return new StatusReport(links, now, quorum: null, freshness: null, quorumTime: null);
        }

        (Check quorum, DateTimeOffset? quorumTime) = QuorumCheck.Make(bundle.Checkpoint, log.Witnesses, _memory.Notes);
        DateTimeOffset asOf = quorumTime ?? bundle.MapCommit.Time;
        return new StatusReport(
            links, now, quorum, FreshnessCheck.Make(asOf, quorumTime is not null, now, maximumAge), quorumTime);
    }
}
