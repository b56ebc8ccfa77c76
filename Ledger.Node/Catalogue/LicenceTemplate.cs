namespace Ledger.Node.Catalogue;

/// <summary>证照模板: how a licence of a type is laid out, beyond its fields in printed order.</summary>
/// <param name="Orientation">How the page lies.</param>
/// <param name="Subtitle">
/// A line under the name, at most 64 characters; null for none. <c>{KEY}</c>, whole, is the value of that field, which then stands nowhere else.
/// </param>
internal sealed record LicenceTemplate(PageOrientation Orientation, string? Subtitle = null)
{
    /// <summary>The key of the field that is the subtitle; null where the subtitle is a text of its own, or none.</summary>
    public string? SubtitleField => Subtitle is ['{', .. { Length: > 0 } key, '}'] ? key : null;
}
