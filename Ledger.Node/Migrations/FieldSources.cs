using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Migrations;

/// <summary>What a mapping may take values from.</summary>
internal static class FieldSources
{
    /// <summary>What every licence shows and a new form may print as a field of its own. It is on the new version anyway, so that none of it can be lost.</summary>
    public static IReadOnlyList<string> Common { get; } =
    [
        FaceNames.Number, FaceNames.Issuer, FaceNames.IssuedOn, FaceNames.Holder, FaceNames.HolderCode, FaceNames.ValidFrom, FaceNames.ValidTo,
    ];

    /// <summary>Whether a licence of the type may have this source.</summary>
    public static bool Has(LicenceType type, string source)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Fields.Any(field => field.Key == source) || Common.Contains(source, StringComparer.Ordinal);
    }

    /// <summary>Every source that a licence fills in, by name.</summary>
    /// <param name="licence">The licence.</param>
    /// <param name="type">The edition of the type that it was issued under; its own fields go before what every licence shows.</param>
    public static IReadOnlyDictionary<string, string> Of(OpenedLicence licence, LicenceType type)
    {
        ArgumentNullException.ThrowIfNull(licence);
        ArgumentNullException.ThrowIfNull(type);
        Dictionary<string, string> values = LicenceFace.FieldsOf(licence.Document).ToDictionary();
        foreach (string common in Common.Where(name => type.Fields.All(field => field.Key != name)))
        {
            if (licence.Document[common] is string value)
            {
                values.TryAdd(common, value);
            }
        }

        return values;
    }
}
