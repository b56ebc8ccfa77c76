using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>The latest anchor of an origin as the contract keeps it; size 0 and 32 zero bytes when there is none.</summary>
internal sealed record AnchorHead(long Size, Digest Digest);
