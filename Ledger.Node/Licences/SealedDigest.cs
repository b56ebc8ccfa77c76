using Google.Protobuf;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Licences;

/// <summary>How an event names the sealed bytes beside it.</summary>
internal static class SealedDigest
{
    /// <summary>Their SM3; empty where there are none.</summary>
    public static ByteString Of(byte[]? content) => content is null ? ByteString.Empty : ByteString.CopyFrom(Sm3.Hash(content).Span);
}
