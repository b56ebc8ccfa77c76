using System.Security.Cryptography;

namespace Ledger.Crypto.Ciphers;

/// <summary>
/// Random bytes of the system's generator, for keys, nonces, salts and names. A call of the generator costs as much as hundreds of its bytes, and a licence
/// needs some ten short ones: they are drawn a kilobyte at a time for each thread, each is given once, and cleared where it lay.
/// </summary>
public static class FreshBytes
{
    /// <summary>Bytes drawn at a time; who wants more gets them of the generator itself.</summary>
    internal const int Drawn = 1_024;

    [ThreadStatic]
    private static byte[]? _drawn;

    [ThreadStatic]
    private static int _left;

    /// <summary>Fills the room with bytes that nobody else has had or gets.</summary>
    /// <param name="room">Any length.</param>
    public static void Fill(Span<byte> room)
    {
        if (room.Length > Drawn)
        {
            RandomNumberGenerator.Fill(room);
            return;
        }

        _drawn ??= GC.AllocateArray<byte>(Drawn, pinned: true); // a collection leaves no copies of it behind
        if (_left < room.Length)
        {
            RandomNumberGenerator.Fill(_drawn);
            _left = Drawn;
        }

        Span<byte> given = _drawn.AsSpan(_left - room.Length, room.Length);
        given.CopyTo(room);
        CryptographicOperations.ZeroMemory(given);
        _left -= room.Length;
    }

    /// <summary>As many bytes that nobody else has had or gets.</summary>
    /// <param name="length">0 or more.</param>
    public static byte[] Of(int length)
    {
        byte[] bytes = new byte[length];
        Fill(bytes);
        return bytes;
    }
}
