using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Parties;

namespace Ledger.Api.Demo;

/// <summary>A holder of the demonstration.</summary>
/// <param name="Name">An invented name.</param>
/// <param name="CodeType"><c>001</c> for an organisation, <c>111</c> for a person (GB/T 36903 Annex A).</param>
/// <param name="Code">A code that passes its checks and belongs to nobody.</param>
internal sealed record DemoHolder(string Name, string CodeType, string Code)
{
    /// <summary>Whether it is a person of age: a child signs in nowhere, and represents no company.</summary>
    public bool IsAdult => CodeType == HolderCodeType.Citizen
        && CitizenNumber.Parse(Code).BirthDate.AddYears(Guardianship.AdultAge) <= LicenceDate.InChina(TimeProvider.System.GetUtcNow());
}
