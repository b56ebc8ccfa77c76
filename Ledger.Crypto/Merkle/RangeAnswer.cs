using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>What one party has in a range.</summary>
/// <param name="Count">How many records.</param>
/// <param name="Hash">Hash of them; zeros where there are none.</param>
/// <param name="Entries">The records themselves, in the order of their keys, where there are few; null where they are too many.</param>
public sealed record RangeAnswer(long Count, Digest Hash, IReadOnlyList<RangeEntry>? Entries);
