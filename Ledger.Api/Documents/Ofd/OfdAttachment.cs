namespace Ledger.Api.Documents.Ofd;

/// <summary>A file carried inside an OFD (GB/T 33190-2016, 20).</summary>
/// <param name="Name">File name of ASCII letters, digits, dots and hyphens.</param>
/// <param name="Content">The bytes.</param>
internal sealed record OfdAttachment(string Name, ReadOnlyMemory<byte> Content);
