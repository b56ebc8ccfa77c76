using Ledger.Api.Problems;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Consents;

/// <summary>Says of a use that was objected to, in a sentence for the department that made it, who used what, when and what for.</summary>
internal static class ObjectedUseSentence
{
    /// <param name="made">The use.</param>
    /// <param name="by">经办 through whom it was made.</param>
    /// <param name="node">Knows what types and fields are called.</param>
    public static TextInBoth Of(ObjectedUseContract made, string by, ProvinceNode node)
    {
        string at = BeijingTime.TextOf(made.At);
        (string chinese, string english) = made.OfMaterial ? OfMaterial(made, node.MaterialTypes.Find(made.Type)) : OfLicence(made, node.Types.Find(made.Type));
        return new TextInBoth(
            $"{at} 经办 {by} 因“{made.Purpose}”（{made.ItemName}）取用了该主体{chinese}。",
            $"{at} (Beijing time): operator {by} took, for “{made.Purpose}” ({made.ItemName}), {english}.");
    }

    private static (string Chinese, string English) OfLicence(ObjectedUseContract made, LicenceType? type)
    {
        (string Chinese, string English)[] labels = [.. made.Fields.Select(name => UseSentence.LabelsOf(name, type))];
        return (
            $"的《{type?.Name ?? "证照"}》的 {labels.Length} 个字段：{string.Join('、', labels.Select(label => label.Chinese))}",
            $"{EnglishCount.Of(labels.Length, "field")} of the holder's {type?.English ?? "licence"}: {string.Join(", ", labels.Select(label => label.English))}");
    }

    private static (string Chinese, string English) OfMaterial(ObjectedUseContract made, MaterialType? type)
    {
        (string chinese, string english) = UseSentence.OfMaterial(made.Fields, made.File, type);
        return ($"的材料《{type?.Name ?? "材料"}》的{chinese}", $"{english} of the holder's {type?.English ?? "material"}");
    }
}
