using Google.Protobuf;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Parties;

/// <summary>What a registration needs, worked out before the writer's turn.</summary>
/// <param name="Handle">The holder's handle, if the turn finds nothing newer.</param>
/// <param name="Lookup">Where a holder with the same code would be found.</param>
/// <param name="Name">The name to be registered.</param>
/// <param name="WrappedKey">The wrapped key of a new holder; null for one already known.</param>
/// <param name="SealedDetails">Details to be written; null where the known ones are right.</param>
internal sealed record PreparedHolder(ByteString Handle, Digest Lookup, string Name, byte[]? WrappedKey, byte[]? SealedDetails)
{
    /// <summary>The handle alone: what is prepared may end up in a log, and the name may not.</summary>
    public override string ToString() => $"{nameof(PreparedHolder)} {Convert.ToHexStringLower(Handle.Span)}";
}
