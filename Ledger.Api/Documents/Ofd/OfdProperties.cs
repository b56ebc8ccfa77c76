namespace Ledger.Api.Documents.Ofd;

/// <summary>What an OFD file says about itself.</summary>
/// <param name="Title">Name of the licence.</param>
/// <param name="Author">Who issued it.</param>
/// <param name="Time">When it was made; the file keeps the day, and the seal the second.</param>
/// <param name="FileIdentifier">16 bytes that no other file has.</param>
/// <param name="Metadata">National metadata (GB/T 36903, such as <c>ZZBS</c>): names and values.</param>
internal sealed record OfdProperties(
    string Title,
    string Author,
    DateTimeOffset Time,
    ReadOnlyMemory<byte> FileIdentifier,
    IReadOnlyList<KeyValuePair<string, string>> Metadata);
