namespace Ledger.Node.Catalogue;

/// <summary>A text of a template in both languages.</summary>
/// <param name="Label">In Chinese.</param>
/// <param name="English">In English.</param>
internal sealed record TemplateText(string Label, string English);
