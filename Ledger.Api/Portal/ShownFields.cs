using Ledger.Api.Licences;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal;

/// <summary>The face of a licence as a page shows it: labels in the visitor's language, values as they were signed.</summary>
internal static class ShownFields
{
    /// <summary>The fields, in printed order.</summary>
    public static IReadOnlyList<FieldContract> Of(HttpContext context, OpenedLicence opened, ProvinceNode node)
    {
        IReadOnlyList<FieldContract> fields = LicenceAnswers.FieldsOf(opened, node);
        return PageView.Of(context).English && node.Licences.TypeOf(opened.Licence) is LicenceType type
            ? [.. fields.Select(field => field with { Label = type.Fields.FirstOrDefault(one => FaceNames.ExtensionPrefix + one.Key == field.Name)?.English ?? field.Label })]
            : fields;
    }
}
