namespace Ledger.Node.Catalogue;

/// <summary>证照模板: how a licence of a type is laid out, beyond its fields in printed order.</summary>
/// <param name="Orientation">How the page lies; a booklet always lies across, a card's page stands.</param>
/// <param name="Subtitle">
/// A line under the name, at most 64 characters; null for none. <c>{KEY}</c>, whole, is the value of that field, which then stands nowhere else.
/// </param>
/// <param name="Look">What kind of document it looks like.</param>
/// <param name="Colour">The family of its colours.</param>
/// <param name="Ornament">Whether an ornament stands above the name.</param>
/// <param name="Ruled">Whether lines are drawn between the fields, as in a register.</param>
/// <param name="IssuerLabel">What the issuer is called; null for 发证机关.</param>
/// <param name="Statement">What is certified, in one sentence of at most 300 characters; null for none.</param>
/// <param name="Aside">Keys of the fields on the left page of a booklet or on the picture of a card; null for none.</param>
/// <param name="Groups">Fields printed together, in this order and before all others; null for the order of the type.</param>
/// <param name="Tables">Fields printed as tables; null for none.</param>
/// <param name="Notes">Sentences at the foot, at most 4 of 200 characters; null for none.</param>
internal sealed record LicenceTemplate(
    PageOrientation Orientation,
    string? Subtitle = null,
    LicenceLook Look = LicenceLook.Certificate,
    LookColour Colour = LookColour.Gold,
    bool Ornament = false,
    bool Ruled = false,
    TemplateText? IssuerLabel = null,
    TemplateText? Statement = null,
    IReadOnlyList<string>? Aside = null,
    IReadOnlyList<TemplateGroup>? Groups = null,
    IReadOnlyList<TemplateTable>? Tables = null,
    IReadOnlyList<TemplateText>? Notes = null)
{
    /// <summary>The key of the field that is the subtitle; null where the subtitle is a text of its own, or none.</summary>
    public string? SubtitleField => Subtitle is ['{', .. { Length: > 0 } key, '}'] ? key : null;
}
