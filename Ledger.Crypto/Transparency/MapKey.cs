using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>Keys of the status map: pseudonyms that only somebody who holds the random handle can compute.</summary>
public static class MapKey
{
    /// <summary>Length of a handle in bytes.</summary>
    public const int HandleLength = 16;

    /// <summary>The key <c>SM3("&lt;origin&gt;/v1 map-key\n" ‖ u8 namespace ‖ handle)</c>.</summary>
    /// <param name="origin">Origin of the SHA-256 log.</param>
    /// <param name="ns">What the handle is about.</param>
    /// <param name="handle">16 random bytes, printed in the licence; never its number, which could be guessed.</param>
    /// <exception cref="ArgumentException">The handle has another length.</exception>
    public static Digest For(string origin, MapNamespace ns, ReadOnlySpan<byte> handle)
    {
        ArgumentException.ThrowIfNullOrEmpty(origin);
        if (handle.Length != HandleLength)
        {
            throw new ArgumentException($"A handle has {HandleLength} bytes, not {handle.Length}.", nameof(handle));
        }

        return Sm3.Hash([.. NoteText.Utf8.GetBytes($"{origin}/v1 map-key\n"), (byte)ns, .. handle]);
    }
}
