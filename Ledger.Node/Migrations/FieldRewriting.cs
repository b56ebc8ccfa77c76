namespace Ledger.Node.Migrations;

/// <summary>Rewrites one value.</summary>
internal static class FieldRewriting
{
    /// <summary>The value of a field of the new form: null where its sources are not filled in; or why there is none.</summary>
    /// <param name="field">The rule.</param>
    /// <param name="sources">What the licence says.</param>
    public static (string? Value, FieldRefusal? Refusal) Of(FieldMapping field, IReadOnlyDictionary<string, string> sources)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(sources);
        if (field.Constant is not null)
        {
            return (field.Constant, null);
        }

        string[] values = [.. field.Sources.Select(sources.GetValueOrDefault).OfType<string>()];
        if (values.Length == 0)
        {
            return (null, null);
        }

        return field.Join is not null ? Joined(field, values)
            : field.Split is not null ? Taken(
                field, field.Text!.Split(values[0])?[field.Part!.Value - 1],
                "的来源不符合 pattern，无法拆分", "cannot be split: its source does not fit the pattern")
            : field.Date is not null ? Taken(
                field, DateForms.Read(values[0], field.Form!), "的来源不是所写形式的日期", "has a source that is no date in the form named")
            : (values[0], null);
    }

    private static (string? Value, FieldRefusal? Refusal) Joined(FieldMapping field, string[] values) => values.Length < field.Join!.Count
        ? Taken(field, null, "的来源不全，无法合并", "cannot be joined: only some of its sources are filled in")
        : Taken(
            field, field.Text!.Fill(values),
            "合并后无法还原：来源中含有分隔文字", "cannot be joined: a source holds the text that separates them, so that they could not be told apart again");

    private static (string? Value, FieldRefusal? Refusal) Taken(FieldMapping field, string? value, string chinese, string english) =>
        value is not null
            ? (value, null)
            : (null, new FieldRefusal($"/fields/{field.Key}", LedgerError.InvalidField, $"字段 {field.Key} {chinese}。", $"Field {field.Key} {english}."));
}
