using Ledger.Node.Inspections;
using Ledger.Node.Log;

namespace Ledger.Node.Consents;

/// <summary>The inspection plan that a claim names (检查码).</summary>
internal static class ClaimedInspection
{
    /// <summary>The plan, counting now and naming who reads; whom it is about is looked at once something is found. Null for any other basis.</summary>
    /// <param name="inspections">The plans.</param>
    /// <param name="rows">Where to look.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="claim">Names it.</param>
    /// <param name="purpose">Through whom.</param>
    /// <param name="now">The present moment.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InspectionNotInForce"/>; <see cref="LedgerError.InspectionNotCovering"/>.</exception>
    public static OpenedInspection? PlanOf(this InspectionRegister inspections, LedgerRead rows, UseCaller caller, BasisClaim claim, UsePurpose purpose, DateTimeOffset now)
    {
        if (claim.Basis is not UseBasis.Inspection)
        {
            return null;
        }

        OpenedInspection plan = inspections.Require(rows, claim.RegisteredBy, claim.Number, now);
        plan.RequireReader(caller.Authority, purpose.Operator);
        return plan;
    }
}
