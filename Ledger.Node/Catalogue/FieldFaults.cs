namespace Ledger.Node.Catalogue;

/// <summary>What may be wrong with the fields of a licence type.</summary>
internal static class FieldFaults
{
    /// <summary>Most fields of a type.</summary>
    public const int MostFields = 200;

    private const int LongestKey = 32;
    private const int LongestLabel = 64;
    private const int LongestPattern = 256;

    // SM3 in hexadecimal digits.
    private const int PhotoLength = 64;

    // As much as a face can print on its pages.
    private const int MostCharacters = 10_000;

    /// <summary>The first thing wrong, or null.</summary>
    public static CatalogueFault? Find(IReadOnlyList<LicenceField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return fields.Count is 0 or > MostFields ? new($"字段应为 1 至 {MostFields} 个", $"there are 1 to {MostFields} fields")
            : fields.DistinctBy(field => field.Key).Count() != fields.Count ? new("字段短名重复", "a field key occurs twice")
            : fields.Count(field => field.Kind is FieldKind.Photo) > 1 ? new("照片字段至多一个", "there is at most one photo")
            : fields.Select(Find).FirstOrDefault(fault => fault is not null);
    }

    private static CatalogueFault? Find(LicenceField field) =>
        !IsKey(field.Key) ? new($"字段短名应为 1 至 {LongestKey} 个大写字母或数字", $"\"{field.Key}\" is not a field key of 1 to {LongestKey} capital letters or digits")
        : CatalogueText.FindFault($"{field.Key}.label", field.Label, LongestLabel)
        ?? CatalogueText.FindFault($"{field.Key}.english", field.English, CatalogueText.LongestName)
        ?? CatalogueText.FindFault($"{field.Key}.pattern", field.Pattern, LongestPattern)
        ?? CatalogueText.FindListFault($"{field.Key}.values", field.Values, value => CatalogueText.Fits(value, field.MaximumLength))
        ?? FormFault(field);

    private static CatalogueFault? FormFault(LicenceField field) =>
        field.MaximumLength is < 1 or > MostCharacters
            ? new($"{field.Key}.maximumLength 应为 1 至 {MostCharacters}", $"{field.Key}.maximumLength is 1 to {MostCharacters}")
        : (field.Kind is FieldKind.Choice) != field.Values is not null
            ? new($"{field.Key}：选项且只有选项列出取值", $"{field.Key}: a choice, and only a choice, lists values")
        : field is { Kind: FieldKind.Code or FieldKind.CheckDigitCode, Pattern: null } ? new($"{field.Key}：代码须有格式", $"{field.Key}: a code needs a pattern")
        : field is { Kind: FieldKind.Photo } and not { MaximumLength: PhotoLength, Pattern: null, Meaning: null }
            ? new($"{field.Key}：照片的 maximumLength 为 {PhotoLength}，没有格式与含义", $"{field.Key}: a photo has a maximumLength of {PhotoLength}, no pattern and no meaning")
        : null;

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= LongestKey && key.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character));
}
