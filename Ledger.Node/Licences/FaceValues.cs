using System.Text;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>What a face says, by the meaning of its fields: so that faces of different types can be compared.</summary>
/// <param name="type">The type, in the edition of the face or a near one.</param>
/// <param name="fields">The fields that only the type has, by their short names.</param>
internal sealed class FaceValues(LicenceType type, IReadOnlyDictionary<string, string> fields)
{
    /// <summary>What an opened licence says.</summary>
    public static FaceValues Of(OpenedLicence opened, LicenceType type) => new(type, LicenceFace.FieldsOf(opened.Document).ToDictionary());

    /// <summary>The fields with a meaning that are filled in, in printed order, as printed.</summary>
    public IEnumerable<(LicenceField Field, string Value)> Printed(FieldMeaning meaning) => type.FieldsOf(meaning)
        .Where(field => fields.ContainsKey(field.Key)).Select(field => (field, fields[field.Key]));

    /// <summary>Their values in the form in which two faces are compared; empty where the face says nothing of it.</summary>
    public HashSet<string> Of(FieldMeaning meaning) => [.. Printed(meaning).Select(printed => Normal(printed.Value))];

    /// <summary>Full and half width are the same here, and spaces count for nothing: authorities write one address in many ways.</summary>
    private static string Normal(string value) =>
        string.Concat(value.Normalize(NormalizationForm.FormKC).Where(character => !char.IsWhiteSpace(character)));
}
