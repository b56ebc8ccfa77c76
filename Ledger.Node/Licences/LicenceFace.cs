using System.Globalization;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>照面: what stands in the fields of a licence document, and how it is put there.</summary>
internal static class LicenceFace
{
    /// <summary>The common fields of GB/T 36903, then the type's own with their prefix.</summary>
    /// <param name="request">What to issue.</param>
    /// <param name="type">Its type.</param>
    /// <param name="identifier">Its identifier.</param>
    /// <param name="authorityName">Name of the issuer.</param>
    /// <param name="today">Day of issue.</param>
    public static IEnumerable<(string Name, string Value)> Of(
        IssueLicence request, LicenceType type, LicenceIdentifier identifier, string authorityName, DateOnly today) =>
    [
        (FaceNames.LicenceName, type.Name),
        (FaceNames.TypeCode, type.Code),
        (FaceNames.Number, request.Number),
        (FaceNames.Identifier, identifier.ToString()),
        (FaceNames.Issuer, authorityName),
        (FaceNames.IssuerCode, request.Issuer),
        (FaceNames.IssuedOn, LicenceDate.Format(today)),
        .. request.Holders.SelectMany(Of),
        (FaceNames.ValidFrom, LicenceDate.Format(request.Validity.From)),
        (FaceNames.ValidTo, request.Validity.ToText()),
        .. type.Fields
            .Where(field => request.Fields.ContainsKey(field.Key))
            .Select(field => (FaceNames.ExtensionPrefix + field.Key, request.Fields[field.Key])),
    ];

    /// <summary>Every holder that a document names, in printed order.</summary>
    public static IEnumerable<HolderIdentity> HoldersOf(LicenceDocument document)
    {
        for (int place = 0; document[Placed(FaceNames.Holder, place)] is string name; place++)
        {
            yield return new HolderIdentity(
                name, document[Placed(FaceNames.HolderCodeType, place)]!, document[Placed(FaceNames.HolderCode, place)]!);
        }
    }

    /// <summary>The fields that only its type has, by their short names, in printed order.</summary>
    public static IEnumerable<KeyValuePair<string, string>> FieldsOf(LicenceDocument document) => document.Fields
        .Where(field => field.Name.StartsWith(FaceNames.ExtensionPrefix, StringComparison.Ordinal))
        .Select(field => KeyValuePair.Create(field.Name[FaceNames.ExtensionPrefix.Length..], field.Value));

    private static IEnumerable<(string Name, string Value)> Of(HolderIdentity holder, int place) =>
    [
        (Placed(FaceNames.Holder, place), holder.Name),
        (Placed(FaceNames.HolderCode, place), holder.Code),
        (Placed(FaceNames.HolderCodeType, place), holder.CodeType),
    ];

    // 持证主体 may be repeated (GB/T 36902), names of a document's fields may not: CZZT, CZZT_2, CZZT_3 …
    private static string Placed(string name, int place) =>
        place == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{place + 1}");
}
