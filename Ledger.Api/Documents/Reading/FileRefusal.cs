namespace Ledger.Api.Documents.Reading;

/// <summary>Why a file was not read.</summary>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Message">A sentence in English, without anything of the file's content.</param>
internal sealed record FileRefusal(FileRefusalReason Reason, string Message);
