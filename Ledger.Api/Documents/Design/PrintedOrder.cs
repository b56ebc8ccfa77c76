using Ledger.Node.Catalogue;

namespace Ledger.Api.Documents.Design;

/// <summary>Which fields stand where: apart, in groups, and the others.</summary>
/// <param name="Aside">Those that stand apart.</param>
/// <param name="Groups">The others, in groups with or without a heading.</param>
/// <param name="Tables">What is printed as tables.</param>
internal sealed record PrintedOrder(
    IReadOnlyList<LicenceField> Aside, IReadOnlyList<(TemplateText? Heading, IReadOnlyList<LicenceField> Fields)> Groups, IReadOnlyList<PictureTable> Tables)
{
    /// <summary>The order that the template of a picture asks for. A look that has no place apart prints everything in the body.</summary>
    public static PrintedOrder Of(LicencePicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        LicenceTemplate template = picture.Template;
        List<LicenceField> rest = [.. picture.Fields];
        List<LicenceField> aside = template.Look is LicenceLook.Certificate ? [] : Take(template.Aside ?? []);
        List<(TemplateText?, IReadOnlyList<LicenceField>)> groups =
            [.. (template.Groups ?? []).Select(group => (group.Heading, (IReadOnlyList<LicenceField>)Take(group.Fields))).Where(group => group.Item2.Count > 0)];
        if (picture.Validity is string validity)
        {
            rest.Add(new(Furniture.Validity.Label, validity, Furniture.Validity.English));
        }

        if (rest.Count > 0)
        {
            groups.Add((null, rest));
        }

        return new(aside, groups, picture.Tables);

        List<LicenceField> Take(IReadOnlyList<string> keys)
        {
            List<LicenceField> taken = [.. keys.SelectMany(key => rest.Where(field => field.Key == key))];
            rest.RemoveAll(taken.Contains);
            return taken;
        }
    }

    /// <summary>The rows of what does not stand apart.</summary>
    public IEnumerable<FieldRow> BodyRows(FieldLayout layout) =>
    [
        .. Groups.SelectMany(group => group.Heading is null ? layout.Arrange(group.Fields) : layout.Arrange(group.Fields).Prepend(layout.Heading(group.Heading))),
        .. Tables.SelectMany(layout.Arrange),
    ];
}
