using Ledger.Api.Problems;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Portal;

/// <summary>Provinces as pages name them.</summary>
internal static class ProvinceNames
{
    /// <summary>The short name; the code where it is none of a province.</summary>
    public static TextInBoth Of(string code) => new(ProvinceCode.NameOf(code), ProvinceCode.EnglishOf(code));
}
