using Ledger.Api.Problems;

namespace Ledger.Api.Portal;

/// <summary>One thing that is wrong with a form.</summary>
/// <param name="Field">Name of the field at fault; null where it is none.</param>
/// <param name="Text">What is wrong, as a sentence.</param>
public sealed record FormFault(string? Field, TextInBoth Text)
{
    /// <summary>What a refusal says, beside the fields of a form: of each field what is said first.</summary>
    /// <param name="problem">The refusal.</param>
    /// <param name="fieldOf">Name of the form's field for what the interface calls it, a JSON pointer.</param>
    internal static IReadOnlyList<FormFault> Of(Problem problem, Func<string, string> fieldOf) => problem.Fields.Count == 0
        ? [new FormFault(null, new TextInBoth(problem.Chinese, problem.English))]
        : [.. problem.Fields.Select(refusal => new FormFault(fieldOf(refusal.Field), new TextInBoth(refusal.Chinese, refusal.English))).DistinctBy(fault => fault.Field)];
}
