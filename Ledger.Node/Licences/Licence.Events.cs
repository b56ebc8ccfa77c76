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
