using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>A status report about one licence, with the checks that tie it to the licence's statement.</summary>
internal sealed class LicenceProof
{
    private LicenceProof(StatusReport report, IReadOnlyList<Check> issue) => (Report, Issue) = (report, issue);

    public StatusReport Report { get; }

    /// <summary>That the proof is of this statement; empty where a link before it is broken.</summary>
    public IReadOnlyList<Check> Issue { get; }

    /// <summary>Every link of the proof, down to this statement.</summary>
    public IEnumerable<Check> Links => [.. Report.Links, .. Issue];

    /// <summary>Whether every link holds.</summary>
    public bool Holds => Report.Holds && Issue.All(check => check.Result == CheckResult.Passed);

    /// <summary>What is proven of the licence.</summary>
    public ProvenStanding Standing => new(
        Report.Status?.Status, Report.Bundle.Events.Any(step => step.Leaf.Type == EventType.Amend), ProvenEnd.In(Report.Bundle.Events));

    /// <summary>Follows the proof of one licence.</summary>
    public static LicenceProof Follow(StatusBundle bundle, WrittenStatement statement, StatusVerifier verifier)
    {
        StatusReport report = verifier.Verify(bundle, MapKey.For(statement.Statement.Log, MapNamespace.Licence, statement.Statement.HandleBytes()));
        return new LicenceProof(report, report.Holds ? IssueChecks.Make(report, statement) : []);
    }
}
