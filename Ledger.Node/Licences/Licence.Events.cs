using Ledger.Node.Log;

namespace Ledger.Node.Licences;

/// <summary>What each event makes of a licence. Nothing here refuses: what the log holds has happened.</summary>
internal sealed partial record Licence
{
    /// <summary>The licence that an issuing makes.</summary>
    public static Licence After(LicenceIssued issued, EventPosition position) => new(new LicenceRow
    {
        Issued = issued,
        IssuedIndex = position.Index,
        IssuedTime = position.Time.ToUnixTimeMilliseconds(),
        LastIndex = position.Index,
        LastTime = position.Time.ToUnixTimeMilliseconds(),
        EventCount = 1,
    });

    /// <summary>暂扣.</summary>
    public Licence After(LicenceSuspended suspended, EventPosition position) => With(position, row => row.Suspended = suspended);

    /// <summary>暂扣发还.</summary>
    public Licence After(LicenceResumed _, EventPosition position) => With(position, row => row.Suspended = null);

    /// <summary>An end.</summary>
    public Licence After(LicenceRevoked revoked, EventPosition position) => With(position, row => row.Revoked = revoked);

    /// <summary>校验.</summary>
    public Licence After(LicenceChecked check, EventPosition position) => With(position, row => row.Checked = check);

    /// <summary>异议标注.</summary>
    public Licence After(LicenceDisputed disputed, EventPosition position) => With(position, row => row.Disputed = disputed);

    /// <summary>异议标注撤销.</summary>
    public Licence After(LicenceDisputeLifted _, EventPosition position) => With(position, row => row.Disputed = null);

    /// <summary>A flag; of a rule that is open already, the newer one counts.</summary>
    public Licence After(LicenceFlagged flagged, EventPosition position) => With(position, row =>
    {
        Remove(row, flagged.RuleCode);
        row.Flags.Add(new FlagRow
        {
            RuleCode = flagged.RuleCode,
            CauseHandle = flagged.CauseHandle,
            CauseIdentifier = flagged.CauseIdentifier,
            Index = position.Index,
            Time = position.Time.ToUnixTimeMilliseconds(),
        });
    });

    /// <summary>A flag taken off.</summary>
    public Licence After(LicenceFlagCleared cleared, EventPosition position) => With(position, row => Remove(row, cleared.RuleCode));

    /// <summary>What issuing it set off.</summary>
    public Licence After(LicenceRippled rippled, EventPosition position) => With(position, row => row.Rippled = rippled);

    private static void Remove(LicenceRow row, string ruleCode)
    {
        if (row.Flags.FirstOrDefault(flag => flag.RuleCode == ruleCode) is FlagRow open)
        {
            row.Flags.Remove(open);
        }
    }

    private Licence With(EventPosition position, Action<LicenceRow> change)
    {
        LicenceRow row = _row.Clone();
        change(row);
        row.LastIndex = position.Index;
        row.LastTime = position.Time.ToUnixTimeMilliseconds();
        row.EventCount++;
        return new Licence(row);
    }
}
