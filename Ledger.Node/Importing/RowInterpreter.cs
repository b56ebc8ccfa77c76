using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Importing;

/// <summary>Understands the rows of one job: what each asks for, or why it asks for nothing.</summary>
internal sealed class RowInterpreter
{
    private readonly ImportForm _form;
    private readonly LicenceTypes _types;
    private readonly RowDefaults _defaults;
    private readonly IReadOnlyList<string?> _targets;

    /// <summary>For files of one form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="header">The column names of a CSV file; empty for the other formats.</param>
    /// <param name="types">The registered types.</param>
    /// <param name="defaults">What the job says where a row says nothing.</param>
    /// <exception cref="ImportFormatException">A column's name says nothing.</exception>
    public RowInterpreter(ImportForm form, IReadOnlyList<string> header, LicenceTypes types, RowDefaults defaults)
    {
        (_form, _types, _defaults) = (form, types, defaults);
        _targets = form.Format == ImportFormat.Csv ? form.Map.TargetsOf(header) : [];
    }

    /// <summary>What a row asks for.</summary>
    public ImportedRow Read(SourceRow source)
    {
        RowValues values = source.Cells is not null ? OfCells(source.Cells) : OfLine(source.Line.Span);
        if (values.Refusals.Any(refusal => refusal.Error == LedgerError.MalformedBody))
        {
            return new ImportedRow(source, "", null, values);
        }

        IssueLicence? request = RowRequest.Read(values, _form.Map, _types, _defaults);
        return new ImportedRow(source, values[RowTarget.Serial] ?? "", request, values);
    }

    private RowValues OfCells(IReadOnlyList<string> cells)
    {
        RowValues row = new();
        if (cells.Count != _targets.Count)
        {
            row.Refuse(
                "",
                LedgerError.MalformedBody,
                $"这一行有 {cells.Count} 个字段，列名有 {_targets.Count} 个。",
                $"The row has {cells.Count} fields, and there are {_targets.Count} columns.");
            return row;
        }

        for (int i = 0; i < cells.Count; i++)
        {
            if (_targets[i] is string target)
            {
                row.Set(target, cells[i]);
            }
        }

        return row;
    }

    private RowValues OfLine(ReadOnlySpan<byte> line)
    {
        if (RowSource.TryParseLine(line, _form.Format) is not JsonObject json)
        {
            RowValues unread = new();
            unread.Refuse("", LedgerError.MalformedBody, "这一行不是 JSON 对象。", "The line is no JSON object.");
            return unread;
        }

        return _form.Format == ImportFormat.LicenceCode ? LicenceCodeRecord.Read(json, _form.Map.Types) : OfRequest(json);
    }

    /// <summary>A request as the interface takes it: objects and lists in it become targets with dots.</summary>
    private static RowValues OfRequest(JsonObject json)
    {
        RowValues row = new();
        foreach ((string name, JsonNode? value) in json)
        {
            Flatten(row, name, value);
        }

        return row;
    }

    private static void Flatten(RowValues row, string target, JsonNode? value)
    {
        if (value is JsonObject part)
        {
            foreach ((string name, JsonNode? inner) in part)
            {
                Flatten(row, $"{target}.{name}", inner);
            }
        }
        else if (value is JsonArray list)
        {
            for (int i = 0; i < list.Count; i++)
            {
                Flatten(row, string.Create(CultureInfo.InvariantCulture, $"{target}.{i}"), list[i]);
            }
        }
        else if (!RowTarget.IsTarget(target))
        {
            row.Refuse(RowTarget.Pointer(target), LedgerError.UnknownField, "未知字段。", "The row has an unknown field.");
        }
        else if (value?.GetValueKind() != JsonValueKind.String)
        {
            row.Refuse(RowTarget.Pointer(target), LedgerError.InvalidField, "应为文字。", "The value is no text.");
        }
        else
        {
            row.Set(target, value.GetValue<string>());
        }
    }
}
