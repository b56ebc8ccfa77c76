namespace Ledger.Api.Documents.Reading;

/// <summary>A signature or seal of an OFD file as it was found.</summary>
/// <param name="Id">Its identifier in the list of signatures.</param>
/// <param name="IsSeal">Whether the list calls it a seal; else it is a signature without one.</param>
/// <param name="Path">Where its description lies; empty where it is absent.</param>
/// <param name="Description">The description (Signature.xml): what is sealed. Empty where it is absent or no XML.</param>
/// <param name="Value">The value (SignedValue.dat); empty where it is absent.</param>
/// <param name="Seal">The seal beside it (Seal.esl); null where none is named.</param>
/// <param name="References">The files it covers.</param>
/// <param name="Uncovered">Files of the package that it does not cover, its own description and value apart.</param>
internal sealed record OfdSignature(
    string Id,
    bool IsSeal,
    string Path,
    ReadOnlyMemory<byte> Description,
    ReadOnlyMemory<byte> Value,
    ReadOnlyMemory<byte>? Seal,
    IReadOnlyList<OfdReference> References,
    IReadOnlyList<string> Uncovered);
