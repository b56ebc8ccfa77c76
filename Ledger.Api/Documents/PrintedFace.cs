using System.Globalization;
using Ledger.Api.Documents.Design;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Documents;

/// <summary>What a licence prints of its face, each thing once: a value that stands above the table does not stand in it again.</summary>
/// <param name="Subtitle">Below the title, such as （副本）; empty for none.</param>
/// <param name="NumberLabel">What the printed number is called.</param>
/// <param name="Fields">The other fields in printed order, dates as Chinese certificates write them.</param>
/// <param name="Tables">What the template prints as tables.</param>
/// <param name="SaysLastDay">Whether one of the fields is the last day of validity.</param>
internal sealed record PrintedFace(
    string Subtitle, TemplateText NumberLabel, IReadOnlyList<Design.LicenceField> Fields, IReadOnlyList<PictureTable> Tables, bool SaysLastDay)
{
    private const int LongestNumberLabel = 14;
    private static readonly TemplateText UsualNumberLabel = new("证照编号", "Number");

    /// <summary>The face of a document.</summary>
    /// <param name="document">The licence document.</param>
    /// <param name="type">The edition of the type that it was issued under; null where it is not known here.</param>
    public static PrintedFace Of(LicenceDocument document, LicenceType? type)
    {
        ArgumentNullException.ThrowIfNull(document);
        string? subtitle = SubtitleOf(document, type);
        PrintedTables tables = PrintedTables.Of(document, type);
        (string Key, string Value)[] values = [.. LicenceFace.FieldsOf(document)
            .Where(field => field.Key != type?.Template?.SubtitleField && FieldOf(field.Key, type)?.Kind is not FieldKind.Photo)
            .Select(field => (field.Key, field.Value))];
        string? numberKey = values.FirstOrDefault(field => field.Value == document[FaceNames.Number]).Key;
        TemplateText numberLabel = FieldOf(numberKey, type) is { } number ? new(number.Label, number.English) : UsualNumberLabel;
        bool labelFits = numberLabel.Label.Length <= LongestNumberLabel;
        return new(
            subtitle is null ? "" : $"（{subtitle}）",
            labelFits ? numberLabel : UsualNumberLabel,
            [.. values.Where(field => (field.Key != numberKey || !labelFits) && !tables.Keys.Contains(field.Key))
                .Select(field => Printed(field.Key, field.Value, type))],
            tables.Tables,
            type?.Validity.LastDayField is { } lastDay && values.Any(field => field.Key == lastDay));
    }

    /// <summary>A day as Chinese certificates write it.</summary>
    public static string ChineseDate(DateOnly date) => date.ToString("yyyy年MM月dd日", CultureInfo.InvariantCulture);

    private static string? SubtitleOf(LicenceDocument document, LicenceType? type) => type?.Template switch
    {
        { SubtitleField: { } key } => document[FaceNames.ExtensionPrefix + key],
        { Subtitle: { } text } => text,
        _ => null,
    };

    private static Design.LicenceField Printed(string key, string value, LicenceType? type)
    {
        Node.Catalogue.LicenceField? field = FieldOf(key, type);
        string printed = field switch
        {
            { Kind: FieldKind.Date } when LicenceDate.TryParse(value, out DateOnly day) => ChineseDate(day),
            { Meaning: FieldMeaning.Components } => value.Replace("；", "；\n", StringComparison.Ordinal),
            _ => value,
        };
        return new(field?.Label ?? key, printed, field?.English ?? "", key);
    }

    private static Node.Catalogue.LicenceField? FieldOf(string? key, LicenceType? type) => type?.Fields.FirstOrDefault(field => field.Key == key);
}
