using Ledger.Node.Catalogue;
using Ledger.Node.Comparisons;

namespace Ledger.Api.Comparisons;

/// <summary>A licence compared with the others of its holder that the same authority issued and that have not ended.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="IsConsistent">Whether nothing differs; of what was compared.</param>
/// <param name="Compared">With how many other licences; at most 200.</param>
/// <param name="Unreadable">How many more could not be opened: erased.</param>
/// <param name="IsWhole">Whether all were looked at.</param>
/// <param name="Differences">What differs.</param>
public sealed record ConsistencyResponse(
    string Identifier, bool IsConsistent, int Compared, int Unreadable, bool IsWhole, IReadOnlyList<DifferenceContract> Differences)
{
    internal static ConsistencyResponse Of(LicenceComparison comparison, bool english) => new(
        comparison.Licence.Identifier.ToString(),
        comparison.Differences.Count == 0,
        comparison.Compared,
        comparison.Unreadable,
        comparison.IsWhole,
        [.. comparison.Differences.Select(difference => DifferenceContract.Of(difference, english))]);
}

/// <summary>Something that two licences of one holder say differently.</summary>
/// <param name="Meaning"><c>holder-name</c>, <c>holder-code</c>, <c>address</c> or <c>legal-representative</c>.</param>
/// <param name="Sentence">What differs, in the language asked for; names both types and no values.</param>
/// <param name="Values">What this licence prints.</param>
/// <param name="Other">证照标识 of the other licence.</param>
/// <param name="OtherValues">What the other prints.</param>
public sealed record DifferenceContract(
    string Meaning, string Sentence, IReadOnlyList<string> Values, string Other, IReadOnlyList<string> OtherValues)
{
    internal static DifferenceContract Of(FaceDifference difference, bool english) => new(
        CodeOf(difference.Meaning),
        english ? difference.English : difference.Chinese,
        difference.Values,
        difference.Other.Identifier.ToString(),
        difference.OtherValues);

    private static string CodeOf(FieldMeaning meaning) => meaning switch
    {
        FieldMeaning.HolderName => "holder-name",
        FieldMeaning.HolderCode => "holder-code",
        FieldMeaning.Address => "address",
        FieldMeaning.LegalRepresentative => "legal-representative",
        _ => throw new ArgumentOutOfRangeException(nameof(meaning)),
    };
}
