using Ledger.Crypto.Hashing;

namespace Ledger.Node.Log;

/// <summary>What somebody else remembers of this log: the chain, a witness, a mirror. The log must hold it.</summary>
/// <param name="Source">Who remembers, for people: <c>chain 0x…</c>.</param>
/// <param name="Size">Size of the tree.</param>
/// <param name="Root">Its SHA-256 root.</param>
internal sealed record KnownCheckpoint(string Source, long Size, Digest Root);
