using Google.Protobuf;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>Whom an event happens to: with the log's origin this is a key of the status map.</summary>
/// <param name="Namespace">What kind of thing it is.</param>
/// <param name="Handle">Its 16 random bytes.</param>
internal readonly record struct MapSubject(MapNamespace Namespace, ByteString Handle)
{
    /// <summary>The key in the status map of this log.</summary>
    /// <exception cref="ArgumentException">The handle has another length.</exception>
    public Crypto.Hashing.Digest KeyIn(string origin) => MapKey.For(origin, Namespace, Handle.Span);
}
