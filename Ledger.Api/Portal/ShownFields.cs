using Ledger.Api.Licences;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal;

/// <summary>The face of a licence as a page shows it: labels in the visitor's language, values as they were signed, with what those of a closed list mean.</summary>
internal static class ShownFields
{
    /// <summary>The fields, in printed order.</summary>
    public static IReadOnlyList<FieldContract> Of(HttpContext context, OpenedLicence opened, ProvinceNode node)
    {
        IReadOnlyList<FieldContract> fields = LicenceAnswers.FieldsOf(opened, node);
        return PageView.Of(context).English && node.Licences.TypeOf(opened.Licence) is LicenceType type
            ? [.. fields.Select(field => InEnglish(field, type.Fields.FirstOrDefault(one => FaceNames.ExtensionPrefix + one.Key == field.Name)))]
            : fields;
    }

    private static FieldContract InEnglish(FieldContract field, LicenceField? known) => known is null ? field : field with
    {
        Label = known.English,
        Value = known.Values is { Count: > 0 } ? ChoiceText.Of(field.Value).English : field.Value,
    };
}
