using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>A subtree with one key. Its hash is not kept: one hash more an insertion saves 32 bytes a key.</summary>
internal sealed class StatusMapOnly(Digest key, Digest valueHash) : StatusMapNode
{
    public readonly Digest Key = key;
    public readonly Digest ValueHash = valueHash;
}
