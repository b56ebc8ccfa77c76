using Google.Protobuf;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Log;

/// <summary>The bytes of an event body: what both hashes of the leaf cover.</summary>
internal static class EventCodec
{
    /// <summary>The longest body in bytes, so that it fits wherever a length takes two bytes.</summary>
    public const int MaxBodyBytes = ushort.MaxValue;

    /// <summary>Length of a body's salt in bytes.</summary>
    public const int SaltLength = 32;

    /// <summary>A body with a new random salt: never twice the same bytes.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.TooLarge"/>.</exception>
    /// <param name="name">The event's wire name.</param>
    /// <param name="request">The request that caused it, or null.</param>
    /// <param name="message">The event's message, encoded.</param>
    public static byte[] Encode(string name, RequestKey? request, ByteString message)
    {
        EventBody body = new()
        {
            Name = name,
            Salt = UnsafeByteOperations.UnsafeWrap(FreshBytes.Of(SaltLength)),
            Event = message,
        };
        if (request is RequestKey key)
        {
            body.RequestKey = ByteString.CopyFrom(key.Key.Span);
            body.RequestDigest = ByteString.CopyFrom(key.Digest.Span);
        }

        byte[] bytes = body.ToByteArray();
        return bytes.Length <= MaxBodyBytes ? bytes : throw new LedgerException(
            LedgerError.TooLarge,
            $"事件内容为 {bytes.Length} 字节,超过上限 {MaxBodyBytes} 字节。",
            $"The event takes {bytes.Length} bytes, more than the limit of {MaxBodyBytes}.");
    }

    /// <summary>Reads a body.</summary>
    /// <exception cref="FormatException">Not a body, or a salt or request of another length.</exception>
    public static EventBody Decode(ReadOnlySpan<byte> bytes)
    {
        EventBody body;
        try
        {
            body = EventBody.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new FormatException("The event body is not a Protobuf message.", malformed);
        }

        bool hasRequest = body.RequestKey.Length == Digest.Length && body.RequestDigest.Length == Digest.Length;
        bool hasNone = body.RequestKey.IsEmpty && body.RequestDigest.IsEmpty;
        return body.Salt.Length == SaltLength && (hasRequest || hasNone)
            ? body
            : throw new FormatException("The event body has a salt or a request of a wrong length.");
    }

    /// <summary>The request that caused the event, or null.</summary>
    public static RequestKey? RequestOf(EventBody body) => body.RequestKey.IsEmpty
        ? null
        : new RequestKey(new Digest(body.RequestKey.Span), new Digest(body.RequestDigest.Span));
}
