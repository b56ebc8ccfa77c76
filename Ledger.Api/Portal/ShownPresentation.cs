using Ledger.Crypto.Presentations;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal;

/// <summary>The verdict on a presentation, in the visitor's words.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Licence">Name of the licence's type; null where none was shown, or of a type unknown here.</param>
/// <param name="Issuer">Name of the authority that issued it; its code where the node knows no name, null where nothing was read.</param>
/// <param name="Fields">What was shown: what it is called, and the value.</param>
public sealed record ShownPresentation(PresentationVerdict Verdict, string? Licence, string? Issuer, IReadOnlyList<(string Label, string Value)> Fields)
{
    internal static ShownPresentation Of(HttpContext context, PresentationVerdict verdict, ProvinceNode node)
    {
        bool english = PageView.Of(context).English;
        PresentedLicence? shown = verdict.Presentation?.Licence;
        LicenceType? type = shown is null ? null : node.Types.Find(shown.Statement.Type);
        return new ShownPresentation(
            verdict,
            english ? type?.English : type?.Name,
            verdict.Presentation is Presentation presented ? ShownStanding.NameOf(node, presented.Issuer) : null,
            [.. (shown?.Fields ?? []).Select(field => (LabelOf(field.Name, type, english), field.Value))]);
    }

    private static string LabelOf(string name, LicenceType? type, bool english) =>
        type?.Fields.FirstOrDefault(field => FaceNames.ExtensionPrefix + field.Key == name) is LicenceField known ? english ? known.English : known.Label : name;
}
