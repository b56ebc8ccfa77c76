namespace Ledger.Node.Catalogue;

/// <summary>证照模板: how a licence of a type is laid out, beyond its fields in printed order.</summary>
/// <param name="Orientation">How the page lies.</param>
/// <param name="Subtitle">A line under the name, at most 64 characters; null for none.</param>
internal sealed record LicenceTemplate(PageOrientation Orientation, string? Subtitle = null);
