using Ledger.Node.Parties;

namespace Ledger.Node.Inspections;

/// <summary>An inspection plan with its sealed content opened. Personal data: in memory only.</summary>
/// <param name="Inspection">Its state.</param>
/// <param name="Content">What it says.</param>
internal sealed record OpenedInspection(Inspection Inspection, InspectionContent Content)
{
    /// <summary>Whether an authority registered it: who takes part may read what that authority issued or collected of the subjects, and nothing else by the plan alone.</summary>
    public bool IsOf(string authority) => authority == Inspection.Authority;

    /// <summary>Refuses who may not read under it.</summary>
    /// <param name="authority">Unified social credit code of the authority that reads.</param>
    /// <param name="account">Account of the person who reads.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InspectionNotCovering"/>.</exception>
    public void RequireReader(string authority, string account)
    {
        if (authority != Inspection.Authority && !Content.Authorities.Contains(authority))
        {
            throw NotCovering("检查计划未列本机构。", "The inspection plan does not name the caller's authority.");
        }

        if (!Content.Inspectors.Contains(account))
        {
            throw NotCovering("检查计划未列此经办人为执法人员。", "The inspection plan does not name this operator as an inspector.");
        }
    }

    /// <summary>Refuses what is none of an inspected subject's.</summary>
    /// <param name="holders">Those who hold what is read.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InspectionNotCovering"/>.</exception>
    public void RequireSubject(IEnumerable<Holder> holders)
    {
        if (!holders.Any(holder => Content.Subjects.Any(subject => subject.CodeType == holder.CodeType.Code && subject.Code == holder.Code)))
        {
            throw NotCovering("检查计划未列此主体为检查对象。", "The inspection plan does not name this subject.");
        }
    }

    /// <summary>The authority and nothing of whom it is about.</summary>
    public override string ToString() => $"inspection plan of {Inspection.Authority} at {Inspection.Index}";

    private static LedgerException NotCovering(string chinese, string english) => new(LedgerError.InspectionNotCovering, chinese, english, "/basis/number");
}
