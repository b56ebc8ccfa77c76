using Ledger.Crypto.Merkle;

namespace Ledger.Node.Reconciliation;

/// <summary>An authority's licences at one moment of the log, as a tree to compare.</summary>
/// <param name="Name">Names it to who compares: 32 random hexadecimal characters.</param>
/// <param name="Authority">Whose.</param>
/// <param name="Type">证照类型代码; null for all.</param>
/// <param name="Size">Leaves of the log that it adds up.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Tree">The records.</param>
internal sealed record RecordSnapshot(string Name, string Authority, string? Type, long Size, DateTimeOffset MadeAt, RangeTree Tree);
