using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>包含许可项目 as a composite licence prints it: <c>name，identifier，last day</c>, items between <c>；</c>.</summary>
internal static class PrintedComponents
{
    /// <summary>The field that prints them; null for a type that is not composite.</summary>
    public static string? KeyOf(LicenceType type) => type.FieldsOf(FieldMeaning.Components).FirstOrDefault()?.Key;

    /// <summary>The identifiers in a printed list, in its order. What has another form gives what stands where an identifier should.</summary>
    /// <param name="printed">The value of the field.</param>
    public static IReadOnlyList<string> IdentifiersIn(string printed)
    {
        ArgumentNullException.ThrowIfNull(printed);
        return [.. printed.Split('；').Select(item => item.Split('，')).Select(parts => parts.Length > 1 ? parts[1] : parts[0])];
    }
}
