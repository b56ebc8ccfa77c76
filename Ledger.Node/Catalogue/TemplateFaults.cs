namespace Ledger.Node.Catalogue;

/// <summary>What may be wrong with the template of a licence type.</summary>
internal static class TemplateFaults
{
    private const int LongestSubtitle = 64;
    private const int LongestIssuerLabel = 12;
    private const int LongestStatement = 300;
    private const int LongestHeading = 32;
    private const int LongestNote = 200;
    private const int LongestColumn = 16;
    private const int MostNotes = 4;
    private const int MostGroups = 16;
    private const int MostTables = 8;
    private const int MostColumns = 6;
    private const int HolderColumns = 3;

    /// <summary>The first thing wrong with the template of a type, or null.</summary>
    public static CatalogueFault? Find(LicenceType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Template is not { } template ? null
            : CatalogueText.FindFault("template.subtitle", template.Subtitle, LongestSubtitle)
            ?? TextFault("template.issuerLabel", template.IssuerLabel, LongestIssuerLabel)
            ?? TextFault("template.statement", template.Statement, LongestStatement)
            ?? NoteFault(template.Notes)
            ?? KeyFault(type, template)
            ?? GroupFault(template.Groups)
            ?? TableFault(template.Tables);
    }

    private static CatalogueFault? NoteFault(IReadOnlyList<TemplateText>? notes) =>
        CountFault("template.notes", notes?.Count, MostNotes)
        ?? First(notes, note => TextFault("template.notes", note, LongestNote));

    /// <summary>Every field that a template names is one of the type, and has one place.</summary>
    private static CatalogueFault? KeyFault(LicenceType type, LicenceTemplate template)
    {
        string[] keys =
        [
            .. template.SubtitleField is { } subtitle ? [subtitle] : Array.Empty<string>(),
            .. template.Aside ?? [],
            .. (template.Groups ?? []).SelectMany(group => group.Fields),
            .. (template.Tables ?? []).Select(table => table.Field).OfType<string>(),
        ];
        string? unknown = keys.FirstOrDefault(key => type.Fields.All(field => field.Key != key));
        return unknown is not null ? new($"没有字段 {unknown}", $"there is no field {unknown}")
            : keys.Distinct(StringComparer.Ordinal).Count() != keys.Length ? new("模板中同一字段有两个位置", "a field has two places in the template")
            : template.Aside is { Count: 0 } ? CountFault("template.aside", 0, FieldFaults.MostFields)
            : null;
    }

    private static CatalogueFault? GroupFault(IReadOnlyList<TemplateGroup>? groups) =>
        CountFault("template.groups", groups?.Count, MostGroups)
        ?? First(groups, group => CountFault("template.groups.fields", group.Fields.Count, FieldFaults.MostFields)
            ?? TextFault("template.groups.heading", group.Heading, LongestHeading));

    private static CatalogueFault? TableFault(IReadOnlyList<TemplateTable>? tables) =>
        CountFault("template.tables", tables?.Count, MostTables)
        ?? ((tables ?? []).Count(table => table.Field is null) > 1 ? new CatalogueFault("持证主体表重复", "the table of holders occurs twice") : null)
        ?? First(tables, TableFault);

    private static CatalogueFault? TableFault(TemplateTable table) =>
        CountFault("template.tables.columns", table.Columns.Count, MostColumns)
        ?? First(table.Columns, column => TextFault("template.tables.columns", column, LongestColumn))
        ?? (table.Field is null && table.Columns.Count != HolderColumns
            ? new CatalogueFault("持证主体表有 3 列", "the table of holders has 3 columns") : null)
        ?? (table.Separator is null == (table.Field is not null && table.Columns.Count > 1)
            ? new CatalogueFault("多列的字段表，且只有它，写明 separator", "a table of a field with several columns, and only that, has a separator") : null)
        ?? (table.Separator is { } separator && separator.Length is 0 or > 2
            ? new CatalogueFault("separator 应为 1 至 2 个字符", "a separator has 1 or 2 characters") : null);

    private static CatalogueFault? TextFault(string name, TemplateText? text, int longest) => text is null ? null
        : CatalogueText.FindFault(name, text.Label, longest) ?? CatalogueText.FindFault($"{name}.english", text.English, 3 * longest);

    private static CatalogueFault? CountFault(string name, int? count, int most) =>
        count is 0 || count > most ? new($"{name} 应列 1 至 {most} 项", $"{name} lists 1 to {most} items") : null;

    private static CatalogueFault? First<T>(IReadOnlyList<T>? items, Func<T, CatalogueFault?> find) =>
        items?.Select(find).FirstOrDefault(fault => fault is not null);
}
