using System.Xml.Linq;
using Ledger.Api.Documents.Ofd;

namespace Ledger.Api.Documents.Reading;

/// <summary>
/// The elements and attributes that this system's writer uses of GB/T 33190. What it does not use could show, hide or move something: templates,
/// annotations, clips, composite objects, actions.
/// </summary>
internal static class OfdForms
{
    private static readonly Dictionary<string, (string[] Attributes, string[] Children)> Known = new(StringComparer.Ordinal)
    {
        ["OFD"] = (["Version", "DocType"], ["DocBody"]),
        ["DocBody"] = ([], ["DocInfo", "DocRoot", "Signatures"]),
        ["DocInfo"] = ([], ["DocID", "Title", "Author", "CreationDate", "ModDate", "DocUsage", "Creator", "CreatorVersion", "CustomDatas"]),
        ["CustomDatas"] = ([], ["CustomData"]),
        ["CustomData"] = (["Name"], []),
        ["Document"] = ([], ["CommonData", "Pages", "Attachments"]),
        ["CommonData"] = ([], ["MaxUnitID", "PageArea", "PublicRes"]),
        ["PageArea"] = ([], ["PhysicalBox"]),
        ["Pages"] = ([], ["Page"]),
        ["Res"] = (["BaseLoc"], ["Fonts", "MultiMedias"]),
        ["Fonts"] = ([], ["Font"]),
        ["Font"] = (["ID", "FontName", "FamilyName"], ["FontFile"]),
        ["MultiMedias"] = ([], ["MultiMedia"]),
        ["MultiMedia"] = (["ID", "Type", "Format"], ["MediaFile"]),
        ["Page"] = (["ID", "BaseLoc"], ["Area", "Content"]),
        ["Area"] = ([], ["PhysicalBox"]),
        ["Content"] = ([], ["Layer"]),
        ["Layer"] = (["ID", "Type"], ["TextObject", "PathObject", "ImageObject"]),
        ["TextObject"] = (["ID", "Boundary", "Font", "Size"], ["FillColor", "TextCode"]),
        ["PathObject"] = (["ID", "Boundary", "Stroke", "Fill", "LineWidth"], ["FillColor", "StrokeColor", "AbbreviatedData"]),
        ["ImageObject"] = (["ID", "Boundary", "CTM", "ResourceID"], []),
        ["FillColor"] = (["Value", "Alpha"], []),
        ["StrokeColor"] = (["Value", "Alpha"], []),
        ["TextCode"] = (["X", "Y", "DeltaX"], []),
    };

    /// <summary>Why a tree is written in another way; null where it is written in this one.</summary>
    public static string? FaultOf(XElement root)
    {
        foreach (XElement element in root.DescendantsAndSelf())
        {
            string name = element.Name.LocalName;
            (string[] attributes, string[] children) = Known.GetValueOrDefault(name, ([], []));
            bool isKnown = element.Name.NamespaceName == OfdNames.Namespace
                && element.Attributes().All(item => item.IsNamespaceDeclaration || (item.Name.NamespaceName.Length == 0 && attributes.Contains(item.Name.LocalName)))
                && element.Elements().All(child => children.Contains(child.Name.LocalName))
                && (children.Length == 0 || !element.Nodes().OfType<XText>().Any(text => text.Value.Any(character => !char.IsWhiteSpace(character))));
            if (!isKnown)
            {
                return $"the element {(name.Length > 20 ? name[..20] : name)}";
            }
        }

        return null;
    }
}
