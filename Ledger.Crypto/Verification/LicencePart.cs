using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Verification;

/// <summary>What makes a document one of chosen fields only: where they stand, and the hashes that stand for the others.</summary>
/// <param name="Places">Number of each shown field among all fields of the statement, from 0, ascending.</param>
/// <param name="Hidden">As <see cref="Merkle.FieldProof"/> gives them.</param>
public sealed record LicencePart(IReadOnlyList<int> Places, IReadOnlyList<Digest> Hidden);
