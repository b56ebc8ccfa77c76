using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>What a status bundle proves, and how: every link as a named check, then quorum and freshness.</summary>
public sealed class StatusReport
{
    private readonly StatusLinks _links;
    private readonly DateTimeOffset _now;

    internal StatusReport(StatusLinks links, DateTimeOffset now, Check? quorum, Check? freshness, DateTimeOffset? quorumTime)
    {
        (_links, _now) = (links, now);
        (Quorum, Freshness, QuorumTime) = (quorum, freshness, quorumTime);
    }

    /// <summary>The bundle.</summary>
    public StatusBundle Bundle => _links.Bundle;

    /// <summary>
    /// <c>log-signature</c>, <c>sm3-twin</c> (a remark where the twin is left out), <c>map-commitment</c>, <c>status-proof</c>,
    /// <c>event-history</c> up to the first that fails, or <c>proof-form</c>; and where all hold, <c>quorum</c> and <c>freshness</c>.
    /// </summary>
    public IReadOnlyList<Check> Checks => Holds ? [.. _links.Checks, Quorum!, Freshness!] : _links.Checks;

    /// <summary>Whether every link of the proof holds; the members below mean something only then.</summary>
    public bool Holds => _links.Hold;

    /// <summary>The proven status, or null where the log is proven not to have the subject.</summary>
    public StatusEntry? Status => Bundle.Status;

    /// <summary>Size of the signed checkpoint.</summary>
    public long Size => _links.Size;

    /// <summary>When, by the witnesses, nothing newer had been seen; null where the quorum is not met or not asked for.</summary>
    public DateTimeOffset? QuorumTime { get; }

    /// <summary>What the status holds for: <see cref="QuorumTime"/>, or else the time the log wrote into its map commit.</summary>
    public DateTimeOffset AsOf => QuorumTime ?? Bundle.MapCommit.Time;

    /// <summary>Whether those have cosigned whom the trust policy asks for; true where it asks for nobody.</summary>
    public bool HasQuorum => Quorum is { Result: not CheckResult.Unknown };

    /// <summary>Whether the proof is neither too old nor from the future.</summary>
    public bool IsFresh => Freshness is { Result: CheckResult.Passed };

    /// <summary>Whether the bundle shows every event of the subject.</summary>
    public bool ShowsAllEvents => EventHistory.IsWhole(Bundle);

    internal IReadOnlyList<Check> Links => _links.Checks;

    internal Check? Quorum { get; }

    internal Check? Freshness { get; }

    internal Digest Root => _links.Root;

    internal Digest? Sm3Root => _links.Sm3Root;

    /// <summary>
    /// The status at an earlier moment: what the events up to then add up to, by the times the log wrote into its leaves.
    /// </summary>
    /// <returns>
    /// Null where nobody can tell: the moment is later than <see cref="AsOf"/> or the clock, the quorum is not met, or the
    /// history is not wholly shown.
    /// </returns>
    public PastStatus? StatusAt(DateTimeOffset moment) =>
        Holds && HasQuorum && moment <= AsOf && moment <= _now ? EventHistory.At(Bundle, moment) : null;
}
