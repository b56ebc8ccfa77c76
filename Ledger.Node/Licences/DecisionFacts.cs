using Google.Protobuf;

namespace Ledger.Node.Licences;

/// <summary>What an event of a licence says in the clear about the decision behind it.</summary>
/// <param name="LegalBasis">The provision relied upon; empty where nobody decided: the oldest issues, which named none, and flags.</param>
/// <param name="DecidedOn">Day of the decision, yyyy-MM-dd, or empty.</param>
/// <param name="Code">
/// What brought a version about, how it ended, the result of a check, the outcome of an objection, the rule of a flag; null for others.
/// </param>
internal sealed record DecisionFacts(string LegalBasis, string DecidedOn, string? Code = null)
{
    /// <summary>暂扣: day until which it was decided; 校验: day of the next check; null for none.</summary>
    public string? Until { get; private init; }

    /// <summary>异议标注: number of the objection; 转出: division code of the province; a flag: identifier of its cause; null for others.</summary>
    public string? Reference { get; private init; }

    /// <summary>The facts of an event.</summary>
    /// <exception cref="ArgumentException">No event of a licence.</exception>
    public static DecisionFacts Of(IMessage e) => e switch
    {
        LicenceIssued issued => new(issued.LegalBasis, issued.DecidedOn, issued.Act),
        LicenceSuspended suspended => new(suspended.LegalBasis, suspended.DecidedOn) { Until = Text(suspended.Until) },
        LicenceResumed resumed => new(resumed.LegalBasis, resumed.DecidedOn),
        LicenceRevoked revoked => new(revoked.LegalBasis, revoked.DecidedOn, revoked.ReasonCode) { Reference = Text(revoked.Destination) },
        LicenceChecked check => new(check.LegalBasis, check.DecidedOn, check.ResultCode) { Until = Text(check.NextDue) },
        LicenceDisputed disputed => new(disputed.LegalBasis, disputed.DecidedOn) { Reference = disputed.Reference },
        LicenceDisputeLifted lifted => new(lifted.LegalBasis, lifted.DecidedOn, lifted.OutcomeCode),
        LicenceFlagged flagged => new("", "", flagged.RuleCode) { Reference = flagged.CauseIdentifier },
        LicenceFlagCleared cleared => new(cleared.LegalBasis, cleared.DecidedOn, cleared.RuleCode),
        LicenceRippled => new("", ""),
        _ => throw new ArgumentException($"{e.Descriptor.Name} is no event of a licence.", nameof(e)),
    };

    private static string? Text(string text) => text.Length > 0 ? text : null;
}
