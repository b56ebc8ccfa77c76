using Ledger.Node.Catalogue;

namespace Ledger.Node.Migrations;

/// <summary>What may be wrong with a mapping by itself, and with regard to the two types.</summary>
internal static class TypeMappingFaults
{
    /// <summary>Most sources that are joined.</summary>
    public const int MostJoined = TextPattern.MostPlaces;

    /// <summary>Most characters of a reason.</summary>
    public const int LongestReason = 256;

    private const int LongestConstant = 4000;
    private const int LongestName = 32;

    /// <summary>The first thing wrong with a mapping by itself, or null.</summary>
    public static CatalogueFault? Find(TypeMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        string[] dropped = [.. (mapping.Dropped ?? []).Select(field => field.Key)];
        return mapping.From == mapping.To ? new("来源与目标相同", "it leads from a form to itself")
            : mapping.Fields.Count is 0 or > FieldFaults.MostFields
                ? new($"字段应为 1 至 {FieldFaults.MostFields} 个", $"there are 1 to {FieldFaults.MostFields} fields")
            : dropped.Length > FieldFaults.MostFields
                ? new($"舍弃的字段至多 {FieldFaults.MostFields} 个", $"at most {FieldFaults.MostFields} fields are dropped")
            : mapping.Fields.DistinctBy(field => field.Key).Count() != mapping.Fields.Count || dropped.Distinct().Count() != dropped.Length
                ? new("同一字段出现两次", "a field occurs twice")
            : dropped.Intersect(mapping.Fields.SelectMany(field => field.Sources)).FirstOrDefault() is { } both
                ? new($"字段 {both} 既被取用又被舍弃", $"the field {both} is both used and dropped")
            : (mapping.Dropped ?? []).Select(field => CatalogueText.FindFault($"{field.Key}.reason", field.Reason, LongestReason))
                .Concat(mapping.Fields.Select(Find)).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>The first field that one of the two types does not have, or null.</summary>
    public static CatalogueFault? Find(TypeMapping mapping, LicenceType from, LicenceType to)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        string? target = mapping.Fields.Select(field => field.Key).FirstOrDefault(key => to.Fields.All(field => field.Key != key));
        string? source = mapping.Fields.SelectMany(field => field.Sources).FirstOrDefault(key => !FieldSources.Has(from, key))
            ?? (mapping.Dropped ?? []).Select(field => field.Key).FirstOrDefault(key => from.Fields.All(field => field.Key != key));
        return target is not null ? new($"目标类型没有字段 {target}", $"the new form has no field {target}")
            : source is not null ? new($"来源类型没有字段 {source}", $"the old form has no field {source}")
            : null;
    }

    private static CatalogueFault? Find(FieldMapping field)
    {
        bool hasPattern = field.Join is not null || field.Split is not null;
        int kinds = new object?[] { field.From, field.Constant, field.Join, field.Split, field.Date }.Count(kind => kind is not null);
        return field.Sources.Append(field.Key).Any(name => !CatalogueText.Fits(name, LongestName)) ? Of(field, "字段短名有误", "has a wrong name")
            : kinds != 1 ? Of(field, "应写明且只写明 from、constant、join、split、date 之一", "has exactly one of from, constant, join, split and date")
            : hasPattern != field.Pattern is not null || hasPattern != field.Text is not null
                ? Of(field, "join 与 split 须有且只有它们有形如 {1}（{2}） 的 pattern", "has a pattern like {1}（{2}） if, and only if, it is joined or split")
            : field.Join is not null && (field.Join.Count is < 2 or > MostJoined || field.Join.Count != field.Text!.Places)
                ? Of(field, $"join 应列 2 至 {MostJoined} 项，与 pattern 的位置数相同", $"joins 2 to {MostJoined} sources, one for each place")
            : (field.Split is not null) != field.Part is not null || field.Part < 1 || field.Part > field.Text?.Places
                ? Of(field, "split 且只有它有 part，为 pattern 中的位置", "has a part, a place of the pattern, if, and only if, it is split")
            : (field.Date is not null) != field.Form is not null || (field.Form is not null && !DateForms.All.Contains(field.Form))
                ? Of(field, $"date 且只有它有 form：{string.Join("、", DateForms.All)}", $"has a form if, and only if, it is a date: {string.Join(", ", DateForms.All)}")
            : field.DemandedBy is not null && field.Constant is null ? Of(field, "只有 constant 有 demandedBy", "has demandedBy only if it is a constant")
            : CatalogueText.FindFault($"{field.Key}.constant", field.Constant, LongestConstant)
                ?? CatalogueText.FindFault($"{field.Key}.demandedBy", field.DemandedBy, LongestReason);
    }

    private static CatalogueFault Of(FieldMapping field, string chinese, string english) =>
        new($"字段 {field.Key} {chinese}", $"the field {field.Key} {english}");
}
