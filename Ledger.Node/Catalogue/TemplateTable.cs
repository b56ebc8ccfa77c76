namespace Ledger.Node.Catalogue;

/// <summary>
/// A field printed as a table: its value is rows with <c>；</c> between them. Without a field it is the table of joint holders, with their
/// names, kinds of codes and codes, printed where there are several.
/// </summary>
/// <param name="Columns">What stands above the columns, 1 to 6, each up to 16 characters; three for the holders.</param>
/// <param name="Field">Key of the field; null for the holders.</param>
/// <param name="Separator">What stands between the cells of a row, 1 or 2 characters; required with a field and more than one column.</param>
internal sealed record TemplateTable(IReadOnlyList<TemplateText> Columns, string? Field = null, string? Separator = null);
