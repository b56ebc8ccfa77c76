using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>
/// The class (公开/内部/敏感) of everything that stands on a licence. What only its type has, the type says; what every licence has (GB/T 36903) is
/// as the type's field of the same meaning, and public where it says nothing personal.
/// </summary>
internal static class FaceClasses
{
    /// <summary>The class of a field.</summary>
    /// <param name="type">The licence's type; null where this ledger does not know the edition.</param>
    /// <param name="name">National short name, for joint holders with their number: <c>CZZT_2</c>.</param>
    /// <returns><see cref="Sensitivity.Sensitive"/> for whatever is not known.</returns>
    public static Sensitivity Of(LicenceType? type, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name switch
        {
            FaceNames.LicenceName or FaceNames.TypeCode or FaceNames.Identifier or FaceNames.Issuer or FaceNames.IssuerCode
                or FaceNames.IssuedOn or FaceNames.ValidFrom or FaceNames.ValidTo => Sensitivity.Public, // the signed statement says them in the clear
            FaceNames.Number => OfMeaning(type, FieldMeaning.Number, Sensitivity.Internal),
            _ when name.StartsWith(FaceNames.ExtensionPrefix, StringComparison.Ordinal) =>
                type?.Fields.FirstOrDefault(field => field.Key == name[FaceNames.ExtensionPrefix.Length..])?.Sensitivity ?? Sensitivity.Sensitive,
            _ when IsOne(name, FaceNames.HolderCodeType) => Sensitivity.Public,
            _ when IsOne(name, FaceNames.HolderCode) => OfMeaning(type, FieldMeaning.HolderCode, OfHolders(type)),
            _ when IsOne(name, FaceNames.Holder) => OfMeaning(type, FieldMeaning.HolderName, OfHolders(type)),
            _ => Sensitivity.Sensitive,
        };
    }

    /// <summary>The holders' names as the public is shown them, in printed order.</summary>
    public static IEnumerable<string> PublicHolders(LicenceType? type, LicenceDocument document) => LicenceFace.HoldersOf(document)
        .Select(holder => Of(type, FaceNames.Holder) is Sensitivity.Public ? holder.Name : Masked.Name(holder.Name));

    private static Sensitivity OfMeaning(LicenceType? type, FieldMeaning meaning, Sensitivity otherwise) =>
        type?.FieldsOf(meaning).FirstOrDefault()?.Sensitivity ?? otherwise;

    private static Sensitivity OfHolders(LicenceType? type) =>
        type?.Holders is HolderKind.LegalPerson ? Sensitivity.Public : Sensitivity.Sensitive;

    private static bool IsOne(string name, string of) => name == of
        || (name.StartsWith(of + "_", StringComparison.Ordinal) && name.AsSpan(of.Length + 1) is { Length: 1 or 2 } place && !place.ContainsAnyExceptInRange('0', '9'));
}
