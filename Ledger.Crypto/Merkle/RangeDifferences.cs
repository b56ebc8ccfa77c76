using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>Where two parties differ, as the one sees it that compared.</summary>
/// <param name="Missing">Keys that only the other has.</param>
/// <param name="Surplus">Keys that only the one has that compared.</param>
/// <param name="Different">Keys that both have, of different records.</param>
/// <param name="IsWhole">False where there are more than were looked for.</param>
/// <param name="Hashes">How many hashes of ranges the other sent.</param>
/// <param name="Questions">In how many rounds.</param>
public sealed record RangeDifferences(
    IReadOnlyList<Digest> Missing, IReadOnlyList<Digest> Surplus, IReadOnlyList<Digest> Different, bool IsWhole, int Hashes, int Questions)
{
    /// <summary>How many there are.</summary>
    public int Count => Missing.Count + Surplus.Count + Different.Count;
}
