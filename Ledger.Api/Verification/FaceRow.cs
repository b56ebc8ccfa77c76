using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification;

/// <summary>What is drawn as one after the other among the fields: heads, a field, or a row of a table. Texts are without white space.</summary>
/// <param name="Heads">The heading of a group, the title of a table, or the heads of its columns; none for a field or a row.</param>
/// <param name="Label">The label of a field; null for others.</param>
/// <param name="Continuing">The label where the field goes on on another page; null for others.</param>
/// <param name="Values">The value of a field, or the cells of a row.</param>
internal sealed record FaceRow(IReadOnlyList<string> Heads, string? Label, string? Continuing, IReadOnlyList<string> Values)
{
    /// <summary>What it begins with; empty where nothing of it is seen.</summary>
    public string First => Heads.Count > 0 ? Heads[0] : Label ?? Values.FirstOrDefault(value => value.Length > 0) ?? "";

    /// <summary>The fields that stand apart.</summary>
    public static IEnumerable<FaceRow> Aside(LicencePicture picture, PrintedOrder order) => order.Aside.Select(field => Of(field, picture.Bilingual));

    /// <summary>Everything else: groups, then tables.</summary>
    public static IEnumerable<FaceRow> Body(LicencePicture picture, PrintedOrder order) =>
    [
        .. order.Groups.SelectMany(group => (IEnumerable<FaceRow>)
        [
            .. group.Heading is { } heading ? [Head([Furniture.Of(heading, picture.Bilingual)])] : Array.Empty<FaceRow>(),
            .. group.Fields.Select(field => Of(field, picture.Bilingual)),
        ]),
        .. order.Tables.SelectMany(table => Of(table, picture.Bilingual)),
    ];

    private static FaceRow Head(IEnumerable<string> texts) => new([.. texts.Select(PdfTextElement.Squeezed)], null, null, []);

    private static FaceRow Of(LicenceField field, bool bilingual)
    {
        (string label, string english) = (PdfTextElement.Squeezed(field.Label), bilingual ? PdfTextElement.Squeezed(field.English) : "");
        return new([], label + english, label + FieldCell.Continued + english, [PdfTextElement.Squeezed(field.Value)]);
    }

    private static IEnumerable<FaceRow> Of(PictureTable table, bool bilingual) =>
    [
        Head([Furniture.Of(table.Title, bilingual)]),
        Head(table.Columns.Select(column => Furniture.Of(column, bilingual))),
        .. table.Rows.Select(row => new FaceRow([], null, null, [.. row.Select(PdfTextElement.Squeezed)])),
    ];
}
