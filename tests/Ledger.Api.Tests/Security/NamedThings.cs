using Ledger.Api.Demo;
using Ledger.Api.Tests.Composites;
using Ledger.Node.Licences;
using Ledger.Node.Materials;

namespace Ledger.Api.Tests.Security;

/// <summary>What a request can name: things that are there, or names of the same form behind which there is nothing.</summary>
/// <param name="Licence">证照标识.</param>
/// <param name="Copy">Serial of a copy of it.</param>
/// <param name="Seal">A seal in use.</param>
/// <param name="Applied">A seal applied for.</param>
/// <param name="Grant">A grant of the seal in use.</param>
/// <param name="Certificate">Thumbprint of a signing key's certificate.</param>
/// <param name="Import">An import.</param>
/// <param name="Renewal">证照标识 of a licence that can be renewed.</param>
/// <param name="Draft">Its draft.</param>
/// <param name="Material">电子材料标识.</param>
/// <param name="Use">Log index of a use of it.</param>
/// <param name="Consent">A consent to use the licence.</param>
/// <param name="Waiting">One that waits for the holder.</param>
/// <param name="System">Name of a department's system.</param>
/// <param name="Key">Name of a key that it signs with, or will.</param>
/// <param name="Proposal">The application for that key.</param>
/// <param name="OldForm">证照标识 of a licence in a form from which licences are migrated.</param>
/// <param name="Manifest">A report on a manifest.</param>
/// <param name="OwnMaterial">电子材料标识 of one that nobody ends.</param>
internal sealed record NamedThings(
    string Licence, string Copy, string Seal, string Applied, string Grant, string Certificate, string Import, string Renewal, string Draft,
    string Material, string Use, string Consent, string Waiting, string System, string Key, string Proposal, string OldForm, string Manifest, string OwnMaterial)
{
    /// <summary>The code of the licence's holder; of somebody without licences where there is none.</summary>
    public string HolderCode { get; private init; } = (string)CateringBodies.Business()["holder"]!["code"]!;

    /// <summary>Log index of an objection to another use of it.</summary>
    public string Objection { get; init; } = "0";

    /// <summary>An inspection plan.</summary>
    public string Plan { get; init; } = new('7', 32);

    /// <summary>An import that nobody ends but a clerk; the other one's where there is none.</summary>
    public string CounterImport { get => field.Length > 0 ? field : Import; init; } = "";

    /// <summary>Names of the same form, of nothing.</summary>
    public NamedThings Absent() => new(
        Unissued(Licence),
        new string('7', Copy.Length),
        new string('7', Seal.Length),
        new string('7', Applied.Length),
        new string('7', Grant.Length),
        new string('7', Certificate.Length),
        new string('7', Import.Length),
        Unissued(Renewal),
        Draft,
        MaterialIdentifier.New("CL030101", DemoWorld.IssuingAuthority).ToString(),
        "0",
        new string('7', Consent.Length),
        new string('7', Waiting.Length),
        "no-system",
        "no-key",
        new string('7', Proposal.Length),
        Unissued(OldForm),
        new string('7', Manifest.Length),
        MaterialIdentifier.New("CL030101", DemoWorld.IssuingAuthority).ToString())
    {
        HolderCode = "91310107MADEM002XC",
    };

    private static string Unissued(string identifier)
    {
        LicenceIdentifier issued = LicenceIdentifier.Parse(identifier);
        return LicenceIdentifier.Create(issued.Type, issued.Issuer, "NEVER" + issued.Serial, issued.Version).ToString();
    }
}
