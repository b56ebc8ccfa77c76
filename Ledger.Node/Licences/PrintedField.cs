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
    /// <param name="document">The licence.</param>
    /// <param name="type">The edition of its type under which it was issued; without it fields go by their short names.</param>
    public static IEnumerable<PrintedField> Of(LicenceDocument document, LicenceType? type) => document.Fields
        .Where(field => field.Name.StartsWith(FaceNames.ExtensionPrefix, StringComparison.Ordinal))
        .Select(field => new PrintedField(field.Name, LabelOf(field.Name[FaceNames.ExtensionPrefix.Length..], type), field.Value));

    private static string LabelOf(string key, LicenceType? type) => type?.Fields.FirstOrDefault(field => field.Key == key)?.Label ?? key;
}
