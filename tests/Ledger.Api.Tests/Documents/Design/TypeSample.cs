using Ledger.Api.Documents;
using Ledger.Api.Documents.Design;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Documents.Design;

/// <summary>Pictures of licences of any type, with values of any length.</summary>
internal static class TypeSample
{
    private const int MostHolders = 16;

    /// <summary>The picture of a licence whose every text is as long as it may be.</summary>
    public static LicencePicture Longest(LicenceType type, bool bilingual)
    {
        string authority = new('局', CatalogueText.LongestName);
        LicenceIdentifier identifier = LicenceIdentifier.Create(type.Code, "11310105MBDEM0015E", new string('W', 64), 1);
        IssueLicence request = new(
            type.Code, "11310105MBDEM0015E", new string('W', 64), new string('M', 128), Holder(0), new Validity(new(2026, 11, 26), null),
            type.Fields.ToDictionary(field => field.Key, LongestOf), null!)
        {
            CoHolders = [.. Enumerable.Range(1, MostHolders - 1).Select(Holder)],
        };
        FaceField[] fields = [.. LicenceFace.Of(request, type, identifier, authority, new(2026, 11, 26))
            .Select(field => new FaceField(field.Name, field.Value, new string('0', 32)))];
        LicenceStatement statement = new(
            identifier.ToString(), type.Code, "11310105MBDEM0015E", new string('0', 32), "ledger.example/sh", default, fields.Length, 1,
            new(2026, 11, 26), new(2026, 11, 26), null, null, default, default);
        return FacePicture.Of(
            new LicenceDocument(statement, fields, default, default, []), type, bilingual, "WWWW-WWWW-WWWW-WWWW", "https://licence.example/");
    }

    private static HolderIdentity Holder(int place) => new(new string('名', 64 - place), "111", new string('9', 32));

    private static string LongestOf(Node.Catalogue.LicenceField field)
    {
        int length = Math.Min(field.MaximumLength, LicenceDocument.MaximumValueLength);
        return field.Kind switch
        {
            FieldKind.Date => "2026-11-26",
            FieldKind.Choice => field.Values!.MaxBy(value => value.Length)!,
            FieldKind.Text => new string('值', length),
            _ => new string('W', length),
        };
    }
}
