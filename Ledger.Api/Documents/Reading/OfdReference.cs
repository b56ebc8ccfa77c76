namespace Ledger.Api.Documents.Reading;

/// <summary>A file that a signature covers.</summary>
/// <param name="Path">As the signature writes it.</param>
/// <param name="State">How the file compares.</param>
internal sealed record OfdReference(string Path, OfdReferenceState State);
