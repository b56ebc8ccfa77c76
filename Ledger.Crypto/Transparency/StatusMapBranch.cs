using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>A subtree with two or more keys.</summary>
internal sealed class StatusMapBranch(StatusMapNode? left, StatusMapNode? right) : StatusMapNode
{
    public readonly StatusMapNode? Left = left;
    public readonly StatusMapNode? Right = right;

    /// <summary>Set once, by the <see cref="StatusMapGrowth"/> that made it, before any map has it.</summary>
    public Digest Hash;
}
