using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;

namespace Ledger.Node.Parties;

/// <summary>
/// Handles for new holders, and the keys under which their keys are wrapped, worked out several at a time: each takes up to 64 hashes, and
/// sixteen that are hashed together take little longer than one. Any thread may take of them. To be disposed of when no more are taken.
/// </summary>
/// <param name="keys">Derives.</param>
/// <param name="together">How many are worked out at a time.</param>
internal sealed class FreshHandles(HolderKeys keys, int together) : IDisposable
{
    /// <summary>The most that gain by being worked out together.</summary>
    public const int MostTogether = 16;

    private readonly ConcurrentQueue<(ByteString Handle, byte[] WrappingKey)> _ready = [];

    /// <summary>The next one, which nobody else gets.</summary>
    /// <returns>The handle, and 16 bytes that the caller clears.</returns>
    public (ByteString Handle, byte[] WrappingKey) Take()
    {
        while (true)
        {
            if (_ready.TryDequeue(out (ByteString Handle, byte[] WrappingKey) one))
            {
                return one;
            }

            foreach ((ByteString Handle, byte[] WrappingKey) each in keys.Fresh(int.Clamp(together, 1, MostTogether)))
            {
                _ready.Enqueue(each);
            }
        }
    }

    /// <summary>Clears what nobody took.</summary>
    public void Dispose()
    {
        while (_ready.TryDequeue(out (ByteString Handle, byte[] WrappingKey) one))
        {
            CryptographicOperations.ZeroMemory(one.WrappingKey);
        }
    }
}
