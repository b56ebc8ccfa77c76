using Ledger.Crypto.Certificates;
using Ledger.Node.Licences;

namespace Ledger.Node.Consents;

/// <summary>The system that uses something.</summary>
/// <param name="System">Its name in the settings.</param>
/// <param name="Right">What it may read without a consent, and on which types it may act at all.</param>
internal sealed record UseCaller(string System, ReadingRight Right)
{
    /// <summary>What another province's node signed to ask for it: three lines; empty where a system of this province asks.</summary>
    public string Question { get; init; } = "";

    /// <summary>The certificate to which what another province gives it is sealed; null within a province.</summary>
    public Certificate? Recipient { get; init; }

    /// <summary>Unified social credit code of its authority.</summary>
    public string Authority => Right.Authority;

    /// <summary>Division code of its authority's province.</summary>
    public string Province => Catalogue.ProvinceCode.OfAuthority(Authority);
}
