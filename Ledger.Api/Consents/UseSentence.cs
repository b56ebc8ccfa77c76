using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Materials;

namespace Ledger.Api.Consents;

/// <summary>Says of a use, in a sentence for its holder, who used what, when, what for and on what basis.</summary>
internal static class UseSentence
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static (string Chinese, string English) Of(OpenedUse use, UseContent content, ProvinceNode node)
    {
        string at = use.UsedAt.ToOffset(China).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        if (!use.Row.Made.MaterialHandle.IsEmpty)
        {
            return OfMaterial(at, use, content, node);
        }

        LicenceType? type = use.Licence is Licence licence ? node.Types.Find(licence.Identifier.Type, licence.Edition) : null;
        int count = content.Fields.Count;
        return (
            $"{at} {content.Organisation}（经办 {content.Operator}）因{PurposeOf(content, node).Chinese}查看了您的《{type?.Name ?? "证照"}》的 {count} 个字段：{string.Join('、', content.Fields.Select(name => LabelsOf(name, type).Chinese))}。依据：{Chinese(use, content, node)}。",
            $"{at}: {content.Organisation} (operator {content.Operator}) read {EnglishCount.Of(count, "field")} of your {type?.English ?? "licence"} for {PurposeOf(content, node).English}: {string.Join(", ", content.Fields.Select(name => LabelsOf(name, type).English))}. Basis: {English(use, content, node)}.");
    }

    /// <summary>What for, and in which item; once where they say the same. The purpose stands as it was given.</summary>
    private static (string Chinese, string English) PurposeOf(UseContent content, ProvinceNode node)
    {
        string english = node.Items.Find(content.ItemCode)?.English ?? content.ItemName;
        return content.Purpose == content.ItemName ? ($"“{content.Purpose}”", $"“{english}”")
            : ($"“{content.Purpose}”（{content.ItemName}）", $"“{content.Purpose}” ({english})");
    }

    public static string Code(UseBasis basis) => basis.ToString().ToLowerInvariant();

    private static (string Chinese, string English) OfMaterial(string at, OpenedUse use, UseContent content, ProvinceNode node)
    {
        MaterialType? type = use.Material is Material material ? node.MaterialTypes.Find(material.Identifier.Type, material.Edition) : null;
        (string chinese, string english) = OfMaterial(content.Fields, content.File, type);
        return (
            $"{at} {content.Organisation}（经办 {content.Operator}）因{PurposeOf(content, node).Chinese}取用了您的材料《{type?.Name ?? "材料"}》的{chinese}。依据：{Chinese(use, content, node)}。",
            $"{at}: {content.Organisation} (operator {content.Operator}) took {english} of your {type?.English ?? "material"} for {PurposeOf(content, node).English}. Basis: {English(use, content, node)}.");
    }

    /// <summary>What was given of a material.</summary>
    public static (string Chinese, string English) OfMaterial(IReadOnlyCollection<string> fields, bool file, MaterialType? type)
    {
        (string chinese, string english) = file ? ("文件", "the file") : ("", "");
        if (fields.Count > 0)
        {
            chinese += $"{(file ? "及" : "")} {fields.Count} 个字段：{string.Join('、', fields.Select(name => Field(type, name)?.Label ?? name))}";
            english += $"{(file ? " and " : "")}{EnglishCount.Of(fields.Count, "field")} ({string.Join(", ", fields.Select(name => Field(type, name)?.English ?? name))})";
        }

        return (chinese, english);
    }

    private static LicenceField? Field(MaterialType? type, string name) => type?.Fields?.FirstOrDefault(field => field.Key == name);

    /// <summary>What a field of a licence is called.</summary>
    public static (string Chinese, string English) LabelsOf(string name, LicenceType? type) => FaceNameText.Find(name)
        ?? (type?.Fields.FirstOrDefault(field => FaceNames.ExtensionPrefix + field.Key == name) is LicenceField known ? (known.Label, known.English) : (name, name));

    private static string NameOf(string authority, ProvinceNode node) => node.Authorities.Find(authority)?.Name ?? authority;

    private static string Chinese(OpenedUse use, UseContent content, ProvinceNode node) => use.Row.Made.Basis switch
    {
        UseBasis.Consent => "您的授权",
        UseBasis.Inspection => $"执法检查，检查码 {content.BasisNumber}（由 {NameOf(content.RegisteredBy, node)} 报备）",
        UseBasis.Duty => $"依职能，{content.LegalBasis}",
        UseBasis.Registered => "已登记的共享",
        _ => $"行政协助，函文号 {content.BasisNumber}",
    };

    private static string English(OpenedUse use, UseContent content, ProvinceNode node) => use.Row.Made.Basis switch
    {
        UseBasis.Consent => "your consent",
        UseBasis.Inspection => $"an inspection under plan {content.BasisNumber}, registered by {NameOf(content.RegisteredBy, node)}",
        UseBasis.Duty => $"the authority's duty, {content.LegalBasis}",
        UseBasis.Registered => "a registered sharing",
        _ => $"assistance between authorities, letter {content.BasisNumber}",
    };
}
