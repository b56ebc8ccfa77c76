using Google.Protobuf;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Licences;

/// <summary>What a next version sets off, worked out outside the turn.</summary>
/// <param name="Before">The version before.</param>
/// <param name="LastIndex">Log index of its last event when it was compared.</param>
/// <param name="Dependents">Who is to be flagged; at most <see cref="Ripple.MostFlagged"/>.</param>
internal sealed record PreparedRipple(ByteString Before, long LastIndex, IReadOnlyList<PreparedFlags> Dependents)
{
    /// <summary>Flags of the version before that go over to the next, which says the same as it did.</summary>
    public IReadOnlyList<LicenceFlag> Carried { get; init; } = [];

    /// <summary>What changed; empty where nothing did that others depend on.</summary>
    public IReadOnlyList<FlagRule> Rules { get; init; } = [];

    /// <summary>Codes of the material types that the change invalidates, by the rule; none is without any.</summary>
    public IReadOnlyList<(FlagRule Rule, IReadOnlyList<string> Types)> Materials { get; init; } = [];

    /// <summary>Issuing index of the holder's newest licence that was seen; null where there are more than are looked at.</summary>
    public long? NewestSeen { get; init; }

    /// <summary>Dependents that could not be compared or flagged: their content is erased, or their record is full.</summary>
    public int Skipped { get; init; }

    /// <summary>Dependents that would be flagged, had there been room for them.</summary>
    public int Beyond { get; init; }

    /// <summary>Whether all is still as it was compared: false where it has to be prepared again.</summary>
    /// <param name="rows">The turn.</param>
    public bool Fits(LedgerRead rows) =>
        IsAsItWas(rows, Before, LastIndex)
        && Dependents.All(dependent => IsAsItWas(rows, dependent.Handle, dependent.LastIndex))
        && (NewestSeen is null || !LicenceTable.OfHolder(rows, LicenceTable.Get(rows, Before).Holders[0], NewestSeen, limit: 1).Any());

    /// <summary>Enters all of it, in the turn of the next version and behind it.</summary>
    /// <param name="write">The turn.</param>
    /// <param name="next">The next version.</param>
    public void Enter(LedgerWrite write, LicenceIssued next)
    {
        foreach (LicenceFlag flag in Carried)
        {
            write.Append(Licence.Flag(next.Handle, flag.Rule, flag.CauseHandle, flag.CauseIdentifier));
        }

        if (Rules.Count == 0)
        {
            return;
        }

        foreach (PreparedFlags dependent in Dependents)
        {
            foreach (FlagRule rule in dependent.Rules)
            {
                write.Append(Licence.Flag(dependent.Handle, rule, next.Handle, next.Identifier));
            }
        }

        // Of a holder who was erased nothing can be used again, and nothing more is said of them.
        ByteString holder = LicenceTable.Get(write, Before).Holders[0];
        foreach ((FlagRule rule, IReadOnlyList<string> types) in HolderKeys.Exists(write, holder) ? Materials : [])
        {
            write.Append(new MaterialsFlagged
            {
                Holder = holder,
                RuleCode = rule.Code(),
                CauseHandle = next.Handle,
                CauseIdentifier = next.Identifier,
                MaterialTypes = { types },
            });
        }

        write.Append(new LicenceRippled
        {
            Handle = next.Handle,
            RuleCodes = { Rules.Select(rule => rule.Code()) },
            Flagged = (uint)Dependents.Count,
            Skipped = (uint)Skipped,
            Beyond = (uint)Beyond,
            MaterialTypes = { Materials.SelectMany(one => one.Types).Distinct().Order(StringComparer.Ordinal) },
        });
    }

    private static bool IsAsItWas(LedgerRead rows, ByteString handle, long lastIndex) => LicenceTable.Get(rows, handle).LastIndex == lastIndex;
}
