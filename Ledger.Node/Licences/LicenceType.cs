namespace Ledger.Node.Licences;

/// <summary>证照类型: a kind of licence, its fields in printed order and its rules. Data, from a file under <c>types/</c>.</summary>
/// <param name="Code">证照类型代码, 21 characters.</param>
/// <param name="Edition">Counts the changes of this definition; a licence keeps the edition it was issued under.</param>
/// <param name="Name">证照名称.</param>
/// <param name="English">The name in English.</param>
/// <param name="DefinedBy">证照定义机构.</param>
/// <param name="Validity">How long a licence may be valid.</param>
/// <param name="Fields">照面 fields in printed order.</param>
internal sealed record LicenceType(
    string Code,
    int Edition,
    string Name,
    string English,
    DefiningAuthority DefinedBy,
    ValidityPolicy Validity,
    IReadOnlyList<LicenceField> Fields)
{
    /// <summary>Everything wrong with the fields of a licence to be issued: known fields in printed order, then unknown ones.</summary>
    /// <param name="values">Values by field key; a field that is not filled in is left out.</param>
    /// <returns>Empty for a licence that may be issued.</returns>
    public IReadOnlyList<FieldError> CheckFields(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<FieldError> errors = [];
        foreach (LicenceField field in Fields)
        {
            FieldError? error = values.TryGetValue(field.Key, out string? value) ? field.FindError(value) : MissingError(field);
            if (error is not null)
            {
                errors.Add(error);
            }
        }

        IEnumerable<string> unknown = values.Keys.Except(Fields.Select(field => field.Key), StringComparer.Ordinal);
        errors.AddRange(unknown.Order(StringComparer.Ordinal).Select(key => new FieldError(
            key, FieldErrorKind.Unknown, $"「{Name}」没有这个字段。", $"The type {English} has no such field.")));
        return errors;
    }

    private static FieldError? MissingError(LicenceField field) => field.Required
        ? new(field.Key, FieldErrorKind.Missing, $"缺少「{field.Label}」。", $"{field.English} is missing.")
        : null;
}
