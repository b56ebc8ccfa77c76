namespace Ledger.Api.Documents.Pdf;

/// <summary>What a PDF file says about itself. Equal drawings with equal properties give equal bytes.</summary>
/// <param name="Title">Shown in the window's title.</param>
/// <param name="Author">Who issued it.</param>
/// <param name="Time">When it was made; the file keeps whole seconds and the distance from UTC.</param>
/// <param name="FileIdentifier">16 bytes that no other file has.</param>
/// <param name="Metadata">National metadata (GB/T 36903, such as <c>ZZBS</c>): names of ASCII letters, digits and _, and values.</param>
internal sealed record PdfProperties(
    string Title,
    string Author,
    DateTimeOffset Time,
    ReadOnlyMemory<byte> FileIdentifier,
    IReadOnlyList<KeyValuePair<string, string>> Metadata);
