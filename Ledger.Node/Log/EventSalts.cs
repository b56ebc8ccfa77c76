using System.Security.Cryptography;

namespace Ledger.Node.Log;

/// <summary>Salts of event bodies. Random bytes are fetched for many at once: one call to the generator costs more than what it gives.</summary>
internal static class EventSalts
{
    /// <summary>Length of a salt in bytes.</summary>
    public const int Length = 32;

    private static readonly Lock Gate = new();
    private static readonly byte[] Fetched = new byte[128 * Length];
    private static int _left;

    /// <summary>A salt that nobody else got.</summary>
    public static byte[] Next()
    {
        lock (Gate)
        {
            if (_left == 0)
            {
                RandomNumberGenerator.Fill(Fetched);
                _left = Fetched.Length;
            }

            _left -= Length;
            Span<byte> fetched = Fetched.AsSpan(_left, Length);
            byte[] salt = fetched.ToArray();
            fetched.Clear();
            return salt;
        }
    }
}
