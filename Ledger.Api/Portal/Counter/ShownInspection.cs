using Ledger.Api.Problems;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Inspections;

namespace Ledger.Api.Portal.Counter;

/// <summary>An inspection plan in the list of its authority.</summary>
/// <param name="Plan">Its name, 32 hexadecimal characters.</param>
/// <param name="Number">检查码.</param>
/// <param name="Kind">What kind of inspection.</param>
/// <param name="State">What it is now.</param>
/// <param name="IsLive">Whether one may read under it now.</param>
/// <param name="Period">From when to when, Beijing time.</param>
/// <param name="Subjects">How many are inspected.</param>
/// <param name="Inspectors">How many may read.</param>
public sealed record ShownInspection(string Plan, string Number, string Kind, TextInBoth State, bool IsLive, string Period, int Subjects, int Inspectors)
{
    internal static ShownInspection Of(OpenedInspection opened, ProvinceNode node)
    {
        InspectionState state = node.Inspections.StateOf(opened.Inspection);
        return new(
            Convert.ToHexStringLower(opened.Inspection.Handle.Span),
            opened.Content.Number,
            opened.Content.Kind,
            state switch
            {
                InspectionState.Live => new("有效", "In force"),
                InspectionState.NotYet => new("尚未开始", "Not begun"),
                InspectionState.Over => new("期限已过", "Over"),
                _ => new("已结束", "Ended"),
            },
            state is InspectionState.Live,
            $"{BeijingTime.TextOf(opened.Inspection.From)} – {BeijingTime.TextOf(opened.Inspection.To)}",
            opened.Content.Subjects.Count,
            opened.Content.Inspectors.Count);
    }
}
