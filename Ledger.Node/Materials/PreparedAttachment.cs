using Ledger.Crypto.Hashing;
using Ledger.Node.Log;

namespace Ledger.Node.Materials;

/// <summary>A material's attachment to another case, made ready outside the turn; all that is left is to enter it.</summary>
/// <param name="Attached">The event.</param>
/// <param name="Content">The sealed content that goes with it.</param>
/// <param name="Day">The day it is in China.</param>
internal sealed record PreparedAttachment(MaterialAttached Attached, byte[] Content, DateOnly Day)
{
    /// <summary>Enters it.</summary>
    /// <returns>Null, and nothing is entered, where the material counts no more, or is of the case since.</returns>
    public LogReceipt? Enter(LedgerWrite write, RequestKey key) =>
        write.ReceiptOf(key) is LogReceipt done ? done
        : MaterialTable.Find(write, Attached.Handle) is Material material && material.CountsOn(Day)
        && material.OtherCases.Count < MaterialLimits.OtherCases && !material.OtherCases.Contains(new Digest(Attached.CaseLookup.Span))
            ? write.Append(Attached, Content, key)
            : null;
}
