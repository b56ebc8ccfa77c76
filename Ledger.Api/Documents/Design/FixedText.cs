using System.Text;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Documents.Design;

/// <summary>
/// The ideographs that every licence of a type and an authority shows whatever its data are: labels, what the authority and its certificates are
/// called, how to verify. They are most of a file's characters.
/// </summary>
internal static class FixedText
{
    // Letters and digits before it are few, and which of them are drawn depends on the data.
    private const int FirstIdeographic = 0x2000;

    /// <summary>The characters in their own order, none twice.</summary>
    public static IReadOnlyList<Rune> Of(LicencePicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        HashSet<Rune> characters = [];
        foreach (string text in Texts(picture))
        {
            foreach (Rune rune in text.EnumerateRunes())
            {
                if (rune.Value >= FirstIdeographic)
                {
                    characters.Add(rune);
                }
            }
        }

        return [.. characters.Order()];
    }

    private static IEnumerable<string> Texts(LicencePicture picture)
    {
        LicenceTemplate template = picture.Template;
        IEnumerable<TemplateText?> labels =
        [
            Furniture.Scan, Furniture.CheckCode, Furniture.Identifier, picture.NumberLabel, picture.IssuerLabel, template.Statement,
            .. template.Notes ?? [], .. picture.Tables.Select(table => table.Title), .. picture.Signatures.Select(section => section.Heading),
        ];
        return
        [
            .. labels.Select(label => label?.Label ?? ""), picture.Issuer, picture.VerificationHint,
            .. picture.Fields.Select(field => field.Label), .. picture.Signatures.SelectMany(section => section.Fields).SelectMany(field => new[] { field.Label, field.Value }),
        ];
    }
}
