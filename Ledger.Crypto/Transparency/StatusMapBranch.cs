using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>A subtree with two or more keys.</summary>
internal sealed class StatusMapBranch(StatusMapNode? left, StatusMapNode? right) : StatusMapNode
{
    /// <summary>Set once, by the <see cref="StatusMapGrowth"/> that made it, before any map has it.</summary>
    public Digest Hash;

    public StatusMapNode? Left { get; private set; } = left;

    public StatusMapNode? Right { get; private set; } = right;

    /// <summary>Whether this is a bucket: of its two or more keys the map keeps nothing but the hash over them.</summary>
    public bool IsBucket => Left is null && Right is null;

    /// <summary>Makes it a bucket; by the growth that made it, before any map has it.</summary>
    public void Close() => Left = Right = null;
}
