using Ledger.Node.Catalogue;

namespace Ledger.Api.Documents.Design;

/// <summary>A part of the signature page.</summary>
/// <param name="Heading">What it is about.</param>
/// <param name="Fields">What is said.</param>
internal sealed record PictureSection(TemplateText Heading, IReadOnlyList<LicenceField> Fields);
