namespace Ledger.Node.Materials;

/// <summary>A page of a list of materials.</summary>
/// <param name="Materials">Opened; erased ones are left out.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
internal sealed record MaterialPage(IReadOnlyList<OpenedMaterial> Materials, string? Cursor);
