namespace Ledger.Node.Importing;

/// <summary>What a department asks for when it sends a file.</summary>
/// <param name="Authority">The caller's authority, in whose name the rows are issued.</param>
/// <param name="System">The caller's system.</param>
/// <param name="Key">The Idempotency-Key: the same file sent again with the same key is the same job.</param>
/// <param name="Format">Format of the file.</param>
/// <param name="Encoding">Name of its encoding; JSON is always UTF-8.</param>
/// <param name="Map">The map as it came, or empty.</param>
/// <param name="Operator">经办人 account for the rows that name none.</param>
/// <param name="IsDryRun">Whether to say only what would be done.</param>
internal sealed record ImportRequest(
    string Authority,
    string System,
    string Key,
    ImportFormat Format,
    string Encoding,
    ReadOnlyMemory<byte> Map,
    string Operator,
    bool IsDryRun);
