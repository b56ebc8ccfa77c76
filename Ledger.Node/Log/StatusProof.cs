using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>What somebody needs to check the status of one subject without trusting the ledger: the parts of a status bundle.</summary>
/// <param name="Head">The signed checkpoint everything else is proven against.</param>
/// <param name="MapCommitPath">Inclusion path of the last leaf in the SHA-256 tree.</param>
/// <param name="MapCommitSm3Path">Inclusion path of the last leaf in the SM3 tree.</param>
/// <param name="MapKey">The subject.</param>
/// <param name="Entry">Its status, or null when the map does not have it.</param>
/// <param name="MapProof">That the map says so: inclusion, or absence.</param>
/// <param name="Events">Its newest events, oldest first; all of them when the first has no predecessor.</param>
internal sealed record StatusProof(
    LogHead Head,
    IReadOnlyList<Digest> MapCommitPath,
    IReadOnlyList<Digest> MapCommitSm3Path,
    Digest MapKey,
    StatusEntry? Entry,
    StatusMapProof MapProof,
    IReadOnlyList<ProvenEvent> Events);
