using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;

namespace Ledger.Node.Holdings;

/// <summary>A holder who was erased. Names nobody.</summary>
/// <param name="Handle">The 16 bytes by which the log knew them.</param>
/// <param name="MapKey">Their key in the status map, whose proof shows registration and erasure.</param>
/// <param name="Receipt">Where the erasure stands in the log.</param>
internal sealed record ErasedHolder(ByteString Handle, Digest MapKey, LogReceipt Receipt);
