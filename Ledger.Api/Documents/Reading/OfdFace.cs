namespace Ledger.Api.Documents.Reading;

/// <summary>What the pages of a licence in OFD show. The format has no structure of text: pieces follow one another as they were drawn.</summary>
/// <param name="Pages">The pieces of each page; empty where there is a fault.</param>
/// <param name="Fault">Why the pages could not be read; null where they were.</param>
/// <param name="Photos">The photographs drawn, each as its file.</param>
internal sealed record OfdFace(IReadOnlyList<IReadOnlyList<OfdPiece>> Pages, string? Fault, IReadOnlyList<ReadOnlyMemory<byte>> Photos);
