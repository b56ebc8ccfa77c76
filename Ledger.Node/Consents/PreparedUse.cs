using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Inspections;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>A use that is ready to be entered: found and sealed outside the turn.</summary>
/// <param name="Made">The event.</param>
/// <param name="SealedContent">What lies beside it.</param>
internal sealed record PreparedUse(UseMade Made, byte[] SealedContent)
{
    /// <summary>Enters it in its turn, unless what it stands on has changed since: what was withdrawn, used up or erased by an earlier turn is refused in this one.</summary>
    /// <param name="write">The turn.</param>
    /// <param name="mostADay">The most uses of the caller in a day.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>; <see cref="LedgerError.ConsentNotInForce"/>; <see cref="LedgerError.InspectionNotInForce"/>; <see cref="LedgerError.WrongState"/>: the material does not count any more;
    /// <see cref="LedgerError.QuotaExceeded"/>.
    /// </exception>
    public LogReceipt Enter(LedgerWrite write, int mostADay)
    {
        DateOnly today = LicenceDate.InChina(write.Time);
        if (!Made.HolderHandles.All(holder => HolderKeys.Exists(write, holder)))
        {
            throw GivenConsents.NotFound();
        }

        if (!Made.ConsentHandle.IsEmpty)
        {
            GivenConsents.RequireState((ConsentTable.Find(write, Made.ConsentHandle) ?? throw GivenConsents.NotFound()).StateAt(write.Time));
        }

        if (!Made.InspectionHandle.IsEmpty)
        {
            (InspectionTable.Find(write, Made.InspectionHandle) ?? throw GivenConsents.NotFound()).RequireLive(write.Time);
        }

        if (!Made.MaterialHandle.IsEmpty)
        {
            RequireMaterial(write, Made.MaterialHandle, today);
        }

        return UseTable.CountOf(write, Made.Caller, today) < mostADay
            ? write.Append(Made, SealedContent)
            : throw new LedgerException(LedgerError.QuotaExceeded, $"该系统今日用证已达 {mostADay} 次。", $"The system has made {mostADay} uses today.");
    }

    private static void RequireMaterial(LedgerRead rows, ByteString handle, DateOnly today)
    {
        Material? material = MaterialTable.Find(rows, handle);
        if (material is not { IsErased: false })
        {
            throw GivenConsents.NotFound();
        }

        if (material.StateOn(today) is not MaterialState.Valid and MaterialState state)
        {
            throw new LedgerException(LedgerError.WrongState, $"材料状态为{state.Chinese()}。", $"The state of the material is {state.Code()}.");
        }
    }
}
