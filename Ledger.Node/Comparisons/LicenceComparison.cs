using Ledger.Node.Licences;

namespace Ledger.Node.Comparisons;

/// <summary>A licence compared with the others of its holder that the same authority issued and that have not ended.</summary>
/// <param name="Licence">The licence.</param>
/// <param name="Compared">With how many others; at most <see cref="ComparisonRegister.MostCompared"/>.</param>
/// <param name="Unreadable">How many more could not be opened: the key of one of their holders was destroyed.</param>
/// <param name="IsWhole">Whether all were looked at; false where the holder has more than that.</param>
/// <param name="Differences">What differs, in the order of the others' issuing.</param>
internal sealed record LicenceComparison(
    Licence Licence, int Compared, int Unreadable, bool IsWhole, IReadOnlyList<FaceDifference> Differences);
