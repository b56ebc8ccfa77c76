using Ledger.Api.Problems;
using Ledger.Node.Renewals;

namespace Ledger.Api.Portal;

/// <summary>An application for a renewal as the pages show it.</summary>
/// <param name="Number">办件编号.</param>
/// <param name="Identifier">The licence.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="State">What became of it, in words.</param>
/// <param name="Kind">How that is coloured: <c>good</c>, <c>bad</c>, or nothing.</param>
/// <param name="Refusal">Why it was refused; null where it was not.</param>
/// <param name="IsWaiting">Whether the department has not decided.</param>
public sealed record ShownApplication(string Number, string Identifier, DateTimeOffset SubmittedAt, TextInBoth State, string Kind, string? Refusal, bool IsWaiting)
{
    internal static ShownApplication Of(RenewalApplication application) => new(
        application.Number,
        application.Licence.Identifier.ToString(),
        application.SubmittedAt,
        application.State switch
        {
            RenewalApplicationState.Waiting => new("办理中", "With the department"),
            RenewalApplicationState.Granted => new("已延续", "Renewed"),
            RenewalApplicationState.Refused => new("不予延续", "Refused"),
            _ => new("已失效", "Lapsed"),
        },
        application.State switch
        {
            RenewalApplicationState.Waiting => "",
            RenewalApplicationState.Granted => "good",
            _ => "bad",
        },
        application.Refusal,
        application.State is RenewalApplicationState.Waiting);
}
