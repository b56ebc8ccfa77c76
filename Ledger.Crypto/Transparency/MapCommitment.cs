using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>That a map commit is the last leaf under two roots: all that it is shown by.</summary>
/// <param name="Commit">The leaf.</param>
/// <param name="Root">Root of the SHA-256 tree.</param>
/// <param name="Path">The leaf's audit path in it.</param>
/// <param name="Sm3Root">Root of the SM3 tree; null without the twin.</param>
/// <param name="Sm3Path">The leaf's audit path in that.</param>
internal sealed record MapCommitment(MapCommit Commit, Digest Root, IReadOnlyList<Digest> Path, Digest? Sm3Root, IReadOnlyList<Digest> Sm3Path)
{
    /// <summary>Whether the other is shown by the very same bytes.</summary>
    public bool IsSame(MapCommitment other) =>
        Root == other.Root && Sm3Root == other.Sm3Root && Commit == other.Commit && Path.SequenceEqual(other.Path) && Sm3Path.SequenceEqual(other.Sm3Path);
}
