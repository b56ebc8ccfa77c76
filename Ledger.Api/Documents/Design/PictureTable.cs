using Ledger.Node.Catalogue;

namespace Ledger.Api.Documents.Design;

/// <summary>A table as printed.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Columns">What stands above its columns.</param>
/// <param name="Rows">Its cells, as many in each row as there are columns.</param>
internal sealed record PictureTable(TemplateText Title, IReadOnlyList<TemplateText> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
