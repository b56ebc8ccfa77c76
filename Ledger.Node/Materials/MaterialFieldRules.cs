using Ledger.Node.Catalogue;

namespace Ledger.Node.Materials;

/// <summary>What must hold of the structured fields beside a file: those of the material's type, and no others.</summary>
internal static class MaterialFieldRules
{
    /// <summary>Everything that is wrong with them.</summary>
    public static IEnumerable<FieldRefusal> Refusals(IReadOnlyDictionary<string, string> fields, MaterialType type)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(type);
        IReadOnlyList<LicenceField> known = type.Fields ?? [];
        foreach (LicenceField field in known)
        {
            if (fields.TryGetValue(field.Key, out string? value))
            {
                if (field.FindError(value) is { } error)
                {
                    yield return new FieldRefusal("/fields/" + field.Key, LedgerError.InvalidField, error.Chinese, error.English);
                }
            }
            else if (field.Required)
            {
                yield return new FieldRefusal(
                    "/fields/" + field.Key, LedgerError.MissingField, $"缺少「{field.Label}」。", $"{field.English} is missing.");
            }
        }

        foreach (string key in fields.Keys.Where(key => known.All(field => field.Key != key)))
        {
            yield return new FieldRefusal("/fields/" + key, LedgerError.UnknownField, "此类材料没有该项。", "Materials of this type have no such field.");
        }
    }
}
