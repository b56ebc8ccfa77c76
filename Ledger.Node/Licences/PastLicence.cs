using Ledger.Node.Log;

namespace Ledger.Node.Licences;

/// <summary>What a licence was at a moment, with the proof that there is so far.</summary>
/// <param name="Moment">The moment.</param>
/// <param name="Licence">
/// The version that was current, as it was then. Where none was issued yet: the first, as it was issued later.
/// </param>
/// <param name="IsIssued">Whether any version was issued by then.</param>
/// <param name="State">What it was; null where it was not issued, or where the body of an event is lost on which that depends.</param>
/// <param name="Proof">The status of that version in the map of the log.</param>
internal sealed record PastLicence(DateTimeOffset Moment, Licence Licence, bool IsIssued, LicenceState? State, ShownStatus Proof)
{
    /// <summary>The code for a moment before the first issue, where a state would stand.</summary>
    public const string NotIssued = "not-issued";

    /// <summary>The code where the body of an event is lost on which the state depends.</summary>
    public const string Unknown = "unknown";

    /// <summary>Code of the state, <see cref="NotIssued"/> or <see cref="Unknown"/>.</summary>
    public string StatusCode => !IsIssued ? NotIssued : State?.Code() ?? Unknown;

    /// <summary>Whether an objection was open.</summary>
    public bool IsDisputed => IsIssued && Licence.IsDisputed;

    /// <summary>Whether <see cref="Proof"/> shows the same.</summary>
    public ProofReach Reach =>
        !Proof.IsWhole ? ProofReach.TooManyEvents
        : !Proof.HasQuorum ? ProofReach.BelowQuorum
        : Moment > Proof.AsOf ? ProofReach.NotYet
        : ProofReach.Covers;
}
