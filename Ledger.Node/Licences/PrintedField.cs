using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>One field as a person reads it.</summary>
/// <param name="Name">National short name.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Value">Its value.</param>
internal sealed record PrintedField(string Name, string Label, string Value)
{
    /// <summary>The fields that only this type has, in printed order; those that every licence has are printed elsewhere on it.</summary>
    public static IEnumerable<PrintedField> Of(LicenceDocument document, LicenceTypes types)
    {
        LicenceType? type = types.Find(document.Statement.Type);
        return document.Fields
            .Where(field => field.Name.StartsWith(FaceNames.ExtensionPrefix, StringComparison.Ordinal))
            .Select(field => new PrintedField(field.Name, LabelOf(field.Name[FaceNames.ExtensionPrefix.Length..], type), field.Value));
    }

    private static string LabelOf(string key, LicenceType? type) => type?.Fields.FirstOrDefault(field => field.Key == key)?.Label ?? key;
}
