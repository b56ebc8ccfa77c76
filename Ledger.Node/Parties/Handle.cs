using Google.Protobuf;
using Ledger.Crypto.Ciphers;

namespace Ledger.Node.Parties;

/// <summary>What names a thing in the log and in the status map: 16 random bytes that say nothing about it.</summary>
internal static class Handle
{
    /// <summary>Bytes of every handle.</summary>
    public const int Length = 16;

    /// <summary>A handle that nobody has used.</summary>
    public static ByteString New() => UnsafeByteOperations.UnsafeWrap(FreshBytes.Of(Length));

    /// <summary>The handle itself, once its length is checked.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public static ByteString Checked(ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return handle.Length == Length
            ? handle
            : throw new ArgumentException($"A handle has {Length} bytes, not {handle.Length}.", nameof(handle));
    }
}
