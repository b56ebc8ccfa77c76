using System.Text.Json.Nodes;
using Ledger.Api.Portal;
using Ledger.Api.Problems;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Demo;

/// <summary>One thing that the fund's system asked a province for.</summary>
/// <param name="Province">What the province is called.</param>
/// <param name="Thing">What it is called.</param>
/// <param name="Refusal">Why it was not given, in the visitor's language; null where it was.</param>
/// <param name="Fields">What it says, by labels; empty where it is a file alone.</param>
/// <param name="HasFile">Whether a file came.</param>
internal sealed record DemoFundRead(
    TextInBoth Province, TextInBoth Thing, string? Refusal, IReadOnlyList<(TextInBoth Label, string Value)> Fields, bool HasFile)
{
    private static readonly LicenceTypes Licences = LicenceTypes.Embedded();
    private static readonly MaterialTypes Materials = MaterialTypes.Embedded();

    /// <summary>What the node answered.</summary>
    /// <param name="province">Division code.</param>
    /// <param name="type">Code of a type of licences or materials.</param>
    /// <param name="given">Whether it was given.</param>
    /// <param name="answer">The use, or the problem.</param>
    public static DemoFundRead Of(string province, string type, bool given, JsonNode answer)
    {
        (LicenceType? licence, MaterialType? material) = (Licences.Find(type), Materials.Find(type));
        IReadOnlyList<LicenceField> fields = licence?.Fields ?? material?.Fields ?? [];
        return new(
            ProvinceNames.Of(province),
            licence is not null ? new(licence.Name, licence.English) : material is not null ? new(material.Name, material.English) : new(type, type),
            given ? null : (string?)answer["detail"] ?? "",
            given ? [.. (answer["fields"]?.AsArray() ?? []).Select(field => (LabelOf((string)field!["name"]!, fields), (string)field["value"]!))] : [],
            given && answer["material"]?["file"] is not null);
    }

    private static TextInBoth LabelOf(string name, IReadOnlyList<LicenceField> known) =>
        known.FirstOrDefault(field => field.Key == name || FaceNames.ExtensionPrefix + field.Key == name) is LicenceField field ? new(field.Label, field.English)
        : FaceNameText.Find(name) is (string chinese, string english) ? new(chinese, english)
        : new(name, name);
}
