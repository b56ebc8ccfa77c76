namespace Ledger.Node.Catalogue;

/// <summary>Fields that are printed together.</summary>
/// <param name="Fields">Their keys in printed order.</param>
/// <param name="Heading">What stands above them, at most 32 characters; null for nothing.</param>
internal sealed record TemplateGroup(IReadOnlyList<string> Fields, TemplateText? Heading = null);
