using Ledger.Api.Documents.Design;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Api.Documents;

/// <summary>What a licence prints as tables.</summary>
/// <param name="Tables">The tables, in the order of the template.</param>
/// <param name="Keys">The fields that stand in one of them and nowhere else.</param>
internal sealed record PrintedTables(IReadOnlyList<PictureTable> Tables, IReadOnlySet<string> Keys)
{
    private const char RowSeparator = '；';

    /// <summary>The tables of a document. A value that does not fall into as many cells as the table has columns stays a field like others.</summary>
    /// <param name="document">The licence document.</param>
    /// <param name="type">The edition of the type that it was issued under; null where it is not known here.</param>
    public static PrintedTables Of(LicenceDocument document, LicenceType? type)
    {
        ArgumentNullException.ThrowIfNull(document);
        List<PictureTable> tables = [];
        HashSet<string> keys = [];
        foreach (TemplateTable table in type?.Template?.Tables ?? [])
        {
            if (table.Field is null)
            {
                AddHolders(tables, document, table);
            }
            else if (document[FaceNames.ExtensionPrefix + table.Field] is { } value && RowsOf(value, table) is { } rows)
            {
                Node.Catalogue.LicenceField field = type!.Fields.First(field => field.Key == table.Field);
                tables.Add(new(new(field.Label, field.English), table.Columns, rows));
                keys.Add(table.Field);
            }
        }

        return new(tables, keys);
    }

    private static void AddHolders(List<PictureTable> tables, LicenceDocument document, TemplateTable table)
    {
        HolderIdentity[] holders = [.. LicenceFace.HoldersOf(document)];
        if (holders.Length > 1)
        {
            tables.Add(new(Furniture.Holders, table.Columns, [.. holders.Select(holder => (IReadOnlyList<string>)
                [holder.Name, NameOf(holder.CodeType), holder.Code ?? ""])]));
        }
    }

    // A document that somebody else made may name a holder and no code.
    private static string NameOf(string? codeType) => codeType is null ? "" : HolderCodeType.Find(codeType)?.Chinese ?? codeType;

    private static List<IReadOnlyList<string>>? RowsOf(string value, TemplateTable table)
    {
        List<IReadOnlyList<string>> rows =
            [.. value.Split(RowSeparator).Select(row => (IReadOnlyList<string>)(table.Separator is null ? [row] : row.Split(table.Separator)))];
        return rows.All(row => row.Count == table.Columns.Count) ? rows : null;
    }
}
